// SPDX-License-Identifier: Apache-2.0
package org.inlayml.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.inlayml.migrations.TestDatabase.column;
import static org.inlayml.migrations.TestDatabase.open;
import static org.inlayml.migrations.TestDatabase.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.inlayml.Inlay;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.MlException;
import org.inlayml.migrations.ChildJvm.Result;
import org.inlayml.procedures.reference.ExampleTables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RescueTest {
  private static final String INSERT =
      "INSERT INTO PUBLIC.HELP_FLOWER (PETAL_LENGTH, PETAL_WIDTH) VALUES (5.5, 2.1)";
  private static final String READ =
      "SELECT COALESCE(PREDICTION, 'none') FROM PUBLIC.HELP_FLOWER ORDER BY PETAL_LENGTH";

  @TempDir private Path folder = Path.of("");

  @Test
  void hsqldb_file_opens_without_the_jar_afterwards() throws Exception {
    try (Connection connection = open(hsqldb() + ";shutdown=true")) {
      fill(connection);
    }
    Result broken = withoutInlay(ChildJvm.hsqldb(), hsqldb(), READ);

    HsqldbFileRescue.Report report = HsqldbFileRescue.rescue(database());
    Result rescued = withoutInlay(ChildJvm.hsqldb(), hsqldb() + ";shutdown=true", INSERT, READ);

    assertThat(broken.output()).startsWith("S1000 error in script file").contains("org.inlayml.");
    assertThat(report.removed()).isGreaterThan(50);
    assertThat(report.backups()).allSatisfy(backup -> assertThat(backup).isNotEmptyFile());
    assertThat(rescued.output()).isEqualTo("setosa\nnone");
    assertModelsCanBeUsedAgain(hsqldb() + ";shutdown=true");
  }

  @Test
  void hsqldb_file_that_was_not_closed_is_rescued_from_its_log() throws Exception {
    Path copy = folder.resolve("copy");
    try (Connection connection = open(hsqldb())) {
      fill(connection);
      run(connection, "SET FILES WRITE DELAY FALSE", "CREATE TABLE LAST(A INTEGER)");
      copyFiles(copy);
      run(connection, "SHUTDOWN");
    }

    assertThat(copy.resolve("db.log")).isNotEmptyFile();
    HsqldbFileRescue.rescue(copy.resolve("db"));
    String url = "jdbc:hsqldb:file:" + copy.resolve("db") + ";shutdown=true";
    Result rescued =
        withoutInlay(ChildJvm.hsqldb(), url, INSERT, READ, "SELECT COUNT(*) FROM LAST");

    assertThat(rescued.output()).isEqualTo("setosa\nnone\n0");
    assertModelsCanBeUsedAgain(url);
  }

  @Test
  void rescue_keeps_rows_of_the_application_whose_session_wrote_between_those_of_inlay()
      throws Exception {
    Path copy = folder.resolve("copy");
    try (Connection inlay = open(hsqldb());
        Connection application = open(hsqldb())) {
      fill(inlay);
      run(
          inlay,
          "SET FILES WRITE DELAY FALSE",
          "CREATE TABLE PUBLIC.ATTACHMENT(A INTEGER)",
          "CHECKPOINT");
      run(application, "INSERT INTO PUBLIC.ATTACHMENT VALUES (1)");
      run(inlay, "CALL sys.ML_DETACH('PUBLIC.HELP_FLOWER')");
      run(application, "INSERT INTO PUBLIC.ATTACHMENT VALUES (2)");
      run(inlay, "CALL sys.ML_ATTACH('PUBLIC.HELP_FLOWER', 'iris_model', NULL)");
      copyFiles(copy);
      run(inlay, "SHUTDOWN");
    }
    String log = Files.readString(copy.resolve("db.log"));

    HsqldbFileRescue.rescue(copy.resolve("db"));
    String url = "jdbc:hsqldb:file:" + copy.resolve("db") + ";shutdown=true";
    Result rescued =
        withoutInlay(
            ChildJvm.hsqldb(),
            url,
            "SELECT A FROM PUBLIC.ATTACHMENT ORDER BY A",
            "SELECT COUNT(*) FROM ML.ATTACHMENT");

    // neither is told its schema again
    assertThat(log)
        .containsPattern("/\\*C\\d+\\*/INSERT INTO ATTACHMENT VALUES\\(2\\)")
        .containsPattern("/\\*C\\d+\\*/INSERT INTO ATTACHMENT VALUES\\(1,'PUBLIC'");
    assertThat(rescued.output()).isEqualTo("1\n2\n0");
  }

  @Test
  void rescue_of_a_file_without_inlay_leaves_a_schema_ml_of_the_application() throws Exception {
    try (Connection connection = open(hsqldb() + ";shutdown=true")) {
      run(
          connection,
          "CREATE SCHEMA ML",
          "CREATE TABLE ML.ATTACHMENT(A INTEGER)",
          "INSERT INTO ML.ATTACHMENT VALUES (1)");
    }

    assertThat(HsqldbFileRescue.rescue(database()).removed()).isZero();
  }

  @Test
  void rescue_of_a_log_leaves_each_statement_to_its_session() throws Exception {
    Path log = folder.resolve("db.log");
    Files.writeString(
        folder.resolve("db.script"),
        """
        SET DATABASE UNIQUE NAME X
        CREATE FUNCTION ML.ML_VERSION() EXTERNAL NAME 'CLASSPATH:org.inlayml.Version.version'
        """);
    Files.writeString(
        log,
        """
        /*C1*/SET SCHEMA ML
        /*C2*/SET SCHEMA SHOP
        /*C1*/INSERT INTO ATTACHMENT VALUES(1)
        SET SCHEMA PUBLIC
        COMMIT
        /*C2*/INSERT INTO ITEM VALUES(1)
        """);

    HsqldbFileRescue.rescue(database());

    assertThat(log)
        .hasContent(
            """
            /*C1*/SET SCHEMA ML
            /*C2*/SET SCHEMA SHOP
            /*C1*/SET SCHEMA PUBLIC
            COMMIT
            /*C2*/INSERT INTO ITEM VALUES(1)
            """);
  }

  @Test
  void rescue_of_a_log_leaves_what_only_looks_like_inlays() throws Exception {
    Path log = folder.resolve("db.log");
    String applications =
        """
        SET SCHEMA "O""DD"
        INSERT INTO ATTACHMENT VALUES(1)
        DROP TRIGGER PUBLIC.AUDIT_ML_ATTACHMENT_1_ROW
        """;
    Files.writeString(
        folder.resolve("db.script"),
        """
        SET DATABASE UNIQUE NAME X
        CREATE FUNCTION ML.ML_VERSION() EXTERNAL NAME 'CLASSPATH:org.inlayml.Version.version'
        """);
    Files.writeString(
        log,
        """
        /*C1*/SET SCHEMA ML
        INSERT INTO ATTACHMENT VALUES(1)
        DROP TRIGGER "PUBLIC"."ML_ATTACHMENT_1_INSERT"
        """
            + applications);

    HsqldbFileRescue.rescue(database());

    assertThat(log).hasContent("/*C1*/SET SCHEMA ML\n" + applications);
  }

  @Test
  void rescue_does_nothing_the_second_time() throws Exception {
    try (Connection connection = open(hsqldb() + ";shutdown=true")) {
      Inlay.install(connection);
    }
    HsqldbFileRescue.rescue(database());

    HsqldbFileRescue.Report again = HsqldbFileRescue.rescue(database());

    assertThat(again).isEqualTo(new HsqldbFileRescue.Report(0, List.of()));
  }

  @Test
  void rescue_of_a_file_refuses_where_something_else_uses_a_routine() throws Exception {
    try (Connection connection = open(hsqldb() + ";shutdown=true")) {
      Inlay.install(connection);
      run(
          connection,
          "CREATE VIEW PUBLIC.V AS SELECT sys.ML_VERSION() AS A FROM (VALUES(0))",
          "CREATE VIEW PUBLIC.W AS SELECT STAGE FROM ML.JOB");
    }
    byte[] before = Files.readAllBytes(folder.resolve("db.script"));

    assertThatExceptionOfType(MlException.class)
        .isThrownBy(() -> HsqldbFileRescue.rescue(database()))
        .satisfies(e -> assertThat(e.error()).isEqualTo(MlError.RESCUE_REFUSED))
        .withMessage(
            "ML100218: %s was left as it is: these use its routines and must be dropped with the"
                + " jar present, or taken out of the .script file by hand: CREATE VIEW PUBLIC.V,"
                + " CREATE VIEW PUBLIC.W.",
            database());
    assertThat(folder.resolve("db.script")).hasBinaryContent(before);
  }

  @Test
  void rescue_of_a_file_refuses_where_the_database_is_open() throws Exception {
    try (Connection connection = open(hsqldb() + ";shutdown=true")) {
      Inlay.install(connection);

      assertThatExceptionOfType(MlException.class)
          .isThrownBy(() -> HsqldbFileRescue.rescue(database()))
          .withMessageStartingWith("ML100218: ")
          .withMessageContaining("it is open, or was until some seconds ago.");
    }
  }

  @Test
  void rescue_of_a_file_refuses_what_is_no_plain_script() throws IOException {
    Files.write(folder.resolve("db.script"), new byte[] {31, -117, 8, 0});

    assertThatExceptionOfType(MlException.class)
        .isThrownBy(() -> HsqldbFileRescue.rescue(database()))
        .withMessage(
            "ML100218: %s was left as it is: its .script file is missing, compressed or"
                + " encrypted.",
            database());
  }

  @Test
  void h2_opens_without_the_jar_and_the_script_makes_its_tables_usable() throws Exception {
    try (Connection connection = open(h2())) {
      fill(connection);
    }
    Result broken = withoutInlay(ChildJvm.h2(), h2(), INSERT);

    Path script = folder.resolve("rescue.sql");
    try (var in = RescueTest.class.getResourceAsStream("/org/inlayml/script/h2/rescue.sql")) {
      Files.copy(Objects.requireNonNull(in), script);
    }
    Result rescued =
        withoutInlay(ChildJvm.h2(), h2(), "RUNSCRIPT FROM '" + script + "'", INSERT, READ);

    assertThat(broken.output()).startsWith("90043 ").contains("org.inlayml.").contains("not found");
    assertThat(rescued.output()).isEqualTo("setosa\nnone");
    assertModelsCanBeUsedAgain(h2());
  }

  @Test
  void rescue_by_connection_keeps_models() throws SQLException {
    for (TestDatabase database : List.of(TestDatabase.H2_MEM, TestDatabase.HSQLDB_MEM)) {
      String url = database.url(folder);
      try (Connection connection = open(url)) {
        fill(connection);

        Uninstaller.rescue(connection);

        run(connection, INSERT);
        assertThat(column(connection, READ)).containsExactly("setosa", "none");
        assertModelsCanBeUsedAgain(url);
      }
    }
  }

  private static void fill(Connection connection) throws SQLException {
    Inlay.install(connection);
    run(connection, ExampleTables.SQL.split(";\n"));
    run(
        connection,
        "CALL sys.ML_ATTACH('PUBLIC.HELP_FLOWER', 'iris_model', '{\"on_update\": true}')",
        "INSERT INTO PUBLIC.HELP_FLOWER (PETAL_LENGTH, PETAL_WIDTH) VALUES (1.4, 0.2)");
  }

  /** A table can be attached again only where the rescue took its old attachment away. */
  private static void assertModelsCanBeUsedAgain(String url) throws SQLException {
    try (Connection connection = open(url)) {
      assertThat(Inlay.status(connection).installed()).isFalse();
      assertThat(Inlay.status(connection).models())
          .isEqualTo(ExampleTables.SQL.split("CALL sys.ML_TRAIN", -1).length - 1);
      Inlay.install(connection);
      run(connection, "CALL sys.ML_ATTACH('PUBLIC.HELP_FLOWER', 'iris_model', NULL)", INSERT);
      assertThat(column(connection, READ)).containsExactly("setosa", "none", "virginica");
    }
  }

  private void copyFiles(Path copy) throws IOException {
    Files.createDirectories(copy);
    for (String suffix : List.of(".script", ".log", ".properties", ".data", ".lck")) {
      Path file = folder.resolve("db" + suffix);
      if (Files.exists(file)) {
        Path copied = Files.copy(file, copy.resolve("db" + suffix));
        Files.setLastModifiedTime(copied, FileTime.from(Instant.now().minusSeconds(60)));
      }
    }
    // as after a crash long ago
    Files.deleteIfExists(copy.resolve("db.lck"));
  }

  private Path database() {
    return folder.resolve("db");
  }

  private String hsqldb() {
    return "jdbc:hsqldb:file:" + database();
  }

  private String h2() {
    return "jdbc:h2:" + database();
  }

  private static Result withoutInlay(Path engine, String url, String... statements)
      throws IOException, InterruptedException {
    return ChildJvm.run(
        List.of(engine, ChildJvm.tests()),
        List.of(),
        SqlProgram.class,
        Stream.concat(Stream.of("driver", url), Arrays.stream(statements)).toArray(String[]::new));
  }
}
