// SPDX-License-Identifier: Apache-2.0
package org.inlayml.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.inlayml.migrations.TestDatabase.column;
import static org.inlayml.migrations.TestDatabase.open;
import static org.inlayml.migrations.TestDatabase.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import org.hsqldb.cmdline.SqlFile;
import org.hsqldb.cmdline.SqlToolError;
import org.inlayml.Inlay;
import org.inlayml.procedures.reference.ExampleTables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts in the engines' own tools. */
class ScriptsTest {
  private static final String ATTACH =
      "CALL sys.ML_ATTACH('PUBLIC.HELP_FLOWER', 'iris_model', NULL)";

  @TempDir private Path folder = Path.of("");

  @Test
  void h2_runs_them() throws Exception {
    try (Connection connection = open(TestDatabase.H2_MEM.url(folder))) {
      runScript(connection, "install.sql");
      runScript(connection, "install.sql");

      assertThat(Inlay.status(connection).problems()).isEmpty();
      run(connection, ExampleTables.SQL.split(";\n"));
      run(connection, ATTACH);
      Inlay.install(connection);

      runScript(connection, "uninstall.sql");

      run(connection, "INSERT INTO PUBLIC.HELP_FLOWER (PETAL_LENGTH) VALUES (1.4)");
      assertThat(leftOvers(connection)).isEqualTo("0");
    }
  }

  @Test
  void every_migration_runs_in_h2_alone() throws Exception {
    try (Connection connection = open(TestDatabase.H2_MEM.url(folder))) {
      for (String name : Script.NAMES) {
        Path file = Files.writeString(folder.resolve(name), Script.text("h2", name));
        run(connection, "RUNSCRIPT FROM '" + file + "'");
      }

      assertThat(Inlay.status(connection).problems()).isEmpty();
    }
  }

  @Test
  void sqltool_runs_those_of_hsqldb() throws Exception {
    try (Connection connection = open(TestDatabase.HSQLDB_MEM.url(folder))) {
      sqlTool(connection, "install.sql");
      sqlTool(connection, "install.sql");

      assertThat(Inlay.status(connection).problems()).isEmpty();
      run(connection, ExampleTables.SQL.split(";\n"));
      run(connection, ATTACH);

      assertThatThrownBy(() -> sqlTool(connection, "uninstall.sql"))
          .hasStackTraceContaining("CALL sys.ML_DETACH for each table in ML.ATTACHMENT first");

      run(connection, "CALL sys.ML_DETACH('PUBLIC.HELP_FLOWER')");
      sqlTool(connection, "uninstall.sql");

      assertThat(leftOvers(connection)).isEqualTo("0");
    }
  }

  @Test
  void script_that_ends_within_a_statement_is_refused() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> Script.parse("x.sql", "CREATE TABLE A(\n"))
        .withMessage("x.sql ends within a statement");
  }

  private static String leftOvers(Connection connection) throws SQLException {
    return column(
            connection,
            "SELECT (SELECT COUNT(*) FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = 'ML')"
                + " + (SELECT COUNT(*) FROM INFORMATION_SCHEMA.ROUTINES"
                + " WHERE ROUTINE_SCHEMA IN ('SYS', 'ML')) FROM (VALUES(0))")
        .get(0);
  }

  private void runScript(Connection connection, String name) throws IOException, SQLException {
    run(connection, "RUNSCRIPT FROM '" + file("h2", name) + "'");
  }

  private void sqlTool(Connection connection, String name)
      throws IOException, SQLException, SqlToolError {
    SqlFile file = new SqlFile(file("hsqldb", name).toFile(), "UTF-8");
    file.setConnection(connection);
    file.execute();
  }

  private Path file(String engine, String name) throws IOException {
    Path file = folder.resolve(engine + "-" + name);
    try (var in =
        ScriptsTest.class.getResourceAsStream("/org/inlayml/script/" + engine + "/" + name)) {
      Files.write(file, Objects.requireNonNull(in).readAllBytes());
    }
    return file;
  }
}
