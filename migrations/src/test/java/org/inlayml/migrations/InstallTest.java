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
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.inlayml.Inlay;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.MlException;
import org.inlayml.learning.training.Algorithms;
import org.inlayml.procedures.facade.Dataset;
import org.inlayml.procedures.reference.ExampleTables;
import org.inlayml.procedures.reference.RoutineSpec;
import org.inlayml.procedures.routine.Routines;
import org.inlayml.procedures.routine.Version;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class InstallTest {
  private final TestDatabase database;
  @TempDir private Path folder = Path.of("");
  private String url = "";
  private Connection connection;

  InstallTest(TestDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void connect() throws SQLException {
    url = database.url(folder);
    connection = open(url);
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void installs_twice_and_trains() throws SQLException {
    Inlay.install(new ConnectionSource(url));
    List<String> installedAt = column(connection, "SELECT INSTALLED_AT FROM ML.INSTALLATION");

    Inlay.install(new ConnectionSource(url));

    assertThat(column(connection, "SELECT INSTALLED_AT FROM ML.INSTALLATION"))
        .hasSize(1)
        .isEqualTo(installedAt);
    assertThat(column(connection, "CALL sys.ML_VERSION()")).containsExactly(Version.CURRENT);
    assertThat(column(connection, "CALL sys.ML_SELFTEST()")).hasSize(1);
  }

  @Test
  void examples_of_all_routines_run_on_the_tables_that_the_reference_shows()
      throws SQLException, IOException {
    Inlay.install(connection);
    run(connection, ExampleTables.SQL.split(";\n"));
    System.setProperty(Dataset.FOLDER, folder.toString());
    Files.writeString(folder.resolve("iris.csv"), "petal_length,species\n1.4,setosa\n");

    for (RoutineSpec routine : Routines.ALL) {
      List<String> rows = column(connection, routine.example().replaceFirst(";$", ""));
      switch (routine.name()) {
        case "ML_JOBS" -> assertThat(rows).isEmpty();
        case "ML_ALGORITHMS" -> assertThat(rows).hasSize(Algorithms.LEARNERS.all().size());
        default -> {
          if (routine.columns().isEmpty()) {
            assertThat(rows).as(routine.example()).hasSize(1);
          } else {
            assertThat(rows).as(routine.example()).isNotEmpty();
          }
        }
      }
    }
  }

  @Test
  void leaves_alone_what_the_application_has_in_the_schema_of_a_facade() throws SQLException {
    run(
        connection,
        "CREATE SCHEMA PGML",
        "CREATE TABLE PGML.MINE(A INT)",
        database.isH2()
            ? "CREATE ALIAS PGML.VERSION FOR 'java.lang.Math.abs(int)'"
            : "CREATE FUNCTION PGML.VERSION(A INT) RETURNS INT READS SQL DATA RETURN A");

    assertThatExceptionOfType(MlException.class)
        .isThrownBy(() -> Inlay.install(connection))
        .satisfies(e -> assertThat(e.error()).isEqualTo(MlError.INSTALL_FAILED))
        .withMessageContaining(
            "PGML.VERSION is not of Inlay, which needs its name. Rename it, then install again.");
    Uninstaller.uninstall(connection, false);
    assertThat(column(connection, "CALL pgml.VERSION(7)")).containsExactly("7");

    run(connection, database.isH2() ? "DROP ALIAS PGML.VERSION" : "DROP FUNCTION PGML.VERSION");
    Inlay.install(connection);
    assertThat(column(connection, "CALL pgml.VERSION()")).containsExactly(Version.CURRENT);
    Uninstaller.uninstall(connection, false);
    assertThat(schemas()).contains("PGML").doesNotContain("ML");
    assertThat(column(connection, "SELECT COUNT(*) FROM PGML.MINE")).containsExactly("0");

    run(connection, "DROP TABLE PGML.MINE");
    Inlay.install(connection);
    Uninstaller.uninstall(connection, false);
    assertThat(schemas()).doesNotContain("ML", "PGML");
  }

  @Test
  void status_tells_before_and_after() throws SQLException {
    assertThat(Inlay.status(connection))
        .isEqualTo(
            new Inlay.Status(
                false, Optional.empty(), database.isH2() ? "h2" : "hsqldb", 0, List.of()));

    Inlay.install(connection);
    run(connection, ExampleTables.SQL.split(";\n"));

    assertThat(Inlay.status(connection))
        .isEqualTo(
            new Inlay.Status(
                true,
                Optional.of(Version.CURRENT),
                database.isH2() ? "h2" : "hsqldb",
                ExampleTables.SQL.split("CALL sys.ML_TRAIN", -1).length - 1,
                List.of()));
  }

  @Test
  void views_carry_the_name_of_the_installing_user() throws SQLException {
    // in upper case, since H2 logs users in by that
    String name = "O'DD \"ONE\"";
    run(connection, "CREATE USER " + quoted(name) + " PASSWORD 'secret' ADMIN");
    try (Connection odd = DriverManager.getConnection(url, name, "secret")) {
      Inlay.install(odd);

      String schema = quoted("ML_SCHEMA_" + name);
      assertThat(column(odd, "SELECT COUNT(*) FROM " + schema + ".MODEL_CATALOG"))
          .containsExactly("0");
      assertThat(column(odd, "SELECT COUNT(*) FROM " + schema + ".MODEL_OBJECT_CATALOG"))
          .containsExactly("0");

      Inlay.uninstall(odd, false);

      assertThat(schemas()).doesNotContain("ML_SCHEMA_" + name);
    }
  }

  @Test
  void uninstall_removes_everything_and_leaves_the_application_alone() throws SQLException {
    run(
        connection,
        "CREATE SCHEMA SYS AUTHORIZATION SA",
        "CREATE TABLE SYS.NOTES(A INTEGER)",
        "INSERT INTO SYS.NOTES VALUES (1)");
    Inlay.install(connection);
    run(connection, ExampleTables.SQL.split(";\n"));
    run(connection, "CALL sys.ML_ATTACH('PUBLIC.HELP_FLOWER', 'iris_model', NULL)");

    Inlay.uninstall(new ConnectionSource(url));
    Inlay.uninstall(new ConnectionSource(url));

    run(connection, "INSERT INTO PUBLIC.HELP_FLOWER (PETAL_LENGTH, PETAL_WIDTH) VALUES (1.4, 0.2)");
    assertThat(column(connection, "SELECT PREDICTION FROM PUBLIC.HELP_FLOWER"))
        .containsExactly((String) null);
    assertThat(column(connection, "SELECT A FROM SYS.NOTES")).containsExactly("1");
    assertThat(schemas()).contains("SYS").doesNotContain("ML", "ML_SCHEMA_SA");
    assertThat(Inlay.status(connection).problems()).isEmpty();
  }

  @Test
  void uninstall_keeps_triggers_of_the_application_with_names_like_inlays() throws SQLException {
    Inlay.install(connection);
    run(connection, "CREATE TABLE PUBLIC.AUDITED(A INTEGER)");
    List<String> names =
        database.isH2()
            ? List.of("AUDIT_ML_ATTACHMENT_ROWS", "ML_ATTACHMENT_1_ROW")
            : List.of("AUDIT_ML_ATTACHMENT_ROWS", "ML_ATTACHMENT_1_ROWS");
    String body =
        database.isH2()
            ? "AS 'org.h2.api.Trigger create() { return (connection, before, after) -> {}; }'"
            : "DELETE FROM PUBLIC.AUDITED";
    for (String name : names) {
      run(
          connection,
          "CREATE TRIGGER PUBLIC."
              + name
              + " AFTER INSERT ON PUBLIC.AUDITED FOR EACH STATEMENT "
              + body);
    }

    Inlay.uninstall(connection, false);

    assertThat(column(connection, "SELECT TRIGGER_NAME FROM INFORMATION_SCHEMA.TRIGGERS"))
        .containsExactlyInAnyOrderElementsOf(names);
  }

  @Test
  void schema_ml_of_an_application_is_left_alone() throws SQLException {
    run(
        connection,
        "CREATE SCHEMA ML",
        "CREATE TABLE ML.ATTACHMENT(A INTEGER)",
        "INSERT INTO ML.ATTACHMENT VALUES (1)",
        "CREATE TABLE ML.INSTALLATION(A INTEGER)",
        "CREATE TABLE ML.MODEL_CATALOG(A INTEGER)",
        "INSERT INTO ML.MODEL_CATALOG VALUES (1)");

    Inlay.uninstall(connection, false);
    Uninstaller.rescue(connection);

    assertThat(column(connection, "SELECT A FROM ML.ATTACHMENT")).containsExactly("1");
    assertThat(column(connection, "SELECT A FROM ML.MODEL_CATALOG")).containsExactly("1");
    assertThat(Inlay.status(connection))
        .isEqualTo(new Inlay.Status(false, Optional.empty(), engine(), 0, List.of()));
  }

  @Test
  void models_survive_an_uninstall_that_keeps_them() throws SQLException {
    Inlay.install(connection);
    run(connection, ExampleTables.SQL.split(";\n"));

    Inlay.uninstall(connection, true);

    assertThat(Inlay.status(connection).problems())
        .containsExactly("There are tables of an earlier install, but no routines. Install again.");
    Inlay.install(connection);
    assertThat(
            column(
                connection,
                "SELECT sys.ML_PREDICT_LABEL('iris_model',"
                    + " ARRAY[5.1, 3.5, 1.4, 0.2]) FROM (VALUES(0))"))
        .containsExactly("setosa");
  }

  @Test
  void uninstall_names_what_uses_inlay_and_removes_nothing() throws SQLException {
    Inlay.install(connection);
    run(
        connection,
        "CREATE TABLE RISK(A DOUBLE PRECISION)",
        database.isH2()
            ? "ALTER TABLE RISK ADD CHECK (sys.ML_VERSION() > '0')"
            : "CREATE FUNCTION RISK() RETURNS LONGVARCHAR READS SQL DATA RETURN sys.ML_VERSION()",
        "CREATE VIEW V1 AS SELECT sys.ML_PREDICT('m', ARRAY[A]) AS P FROM RISK",
        "CREATE VIEW V2 AS SELECT MODEL_HANDLE FROM ML.MODEL_CATALOG",
        "CREATE VIEW V3 AS SELECT STAGE FROM ML.JOB");

    assertThatExceptionOfType(MlException.class)
        .isThrownBy(() -> Inlay.uninstall(connection, false))
        .satisfies(e -> assertThat(e.error()).isEqualTo(MlError.STILL_USED))
        .withMessageStartingWith(
            "ML100217: Inlay cannot be removed, because it is used by view PUBLIC.V1,"
                + " view PUBLIC.V2, view PUBLIC.V3, "
                + (database.isH2() ? "check PUBLIC." : "routine PUBLIC.RISK."))
        .withMessageEndingWith("Drop or change those.");
    assertThat(Inlay.status(connection).installed()).isTrue();
    assertThat(Inlay.status(connection).problems()).isEmpty();
  }

  @Test
  void failing_statement_stops_the_install_and_is_named() throws SQLException {
    Script catalog = Script.of(engine(), "V1__catalog.sql");
    Script broken =
        Script.parse(
            "broken.sql", "DELETE FROM ML.INSTALLATION;\nCREATE TABLE ML.X(\n  A NO_TYPE);\n");

    assertThatExceptionOfType(MlException.class)
        .isThrownBy(
            () ->
                Installer.install(connection, Engine.dialect(connection), List.of(catalog, broken)))
        .satisfies(e -> assertThat(e.error()).isEqualTo(MlError.INSTALL_FAILED))
        .withMessageStartingWith(
            "ML100213: installing stopped at the statement 'CREATE TABLE ML.X( A NO_TYPE)': ")
        .withMessageEndingWith("Repeat it when the cause is gone; it may run again.");
    assertThat(Inlay.status(connection).installed()).isFalse();

    Inlay.install(connection);

    assertThat(Inlay.status(connection).installed()).isTrue();
    assertThat(connection.getAutoCommit()).isTrue();
  }

  @Test
  void older_version_is_upgraded() throws SQLException {
    Inlay.install(connection);
    run(
        connection,
        "UPDATE ML.INSTALLATION SET VERSION = '0.0.9'",
        database.isH2() ? "DROP ALIAS SYS.ML_HELP" : "DROP FUNCTION SYS.ML_HELP");
    assertThat(Inlay.status(connection).problems())
        .containsExactly(
            "The database is of 0.0.9. Install again to upgrade it.",
            "Routines are missing: ML_HELP.");

    Inlay.install(connection);

    assertThat(Inlay.status(connection).version()).contains(Version.CURRENT);
    assertThat(column(connection, "CALL sys.ML_HELP('ML_HELP')")).hasSize(1);
    assertThat(column(connection, "SELECT STAGE FROM ML.JOB")).isEmpty();
  }

  @Test
  void refuses_a_database_of_a_newer_version() throws SQLException {
    Inlay.install(connection);
    run(connection, "UPDATE ML.INSTALLATION SET VERSION = '10.0.0'");

    assertThatExceptionOfType(MlException.class)
        .isThrownBy(() -> Inlay.install(connection))
        .satisfies(e -> assertThat(e.error()).isEqualTo(MlError.NEWER_INSTALLED))
        .withMessage(
            "ML100214: the database has Inlay 10.0.0, but this jar is the older %s. Use the newer"
                + " jar.",
            Version.CURRENT);
  }

  @Test
  void refuses_a_user_who_is_no_administrator() throws SQLException {
    run(connection, "CREATE USER GUEST PASSWORD 'secret'");
    try (Connection guest = DriverManager.getConnection(url, "GUEST", "secret")) {
      assertThatExceptionOfType(MlException.class)
          .isThrownBy(() -> Inlay.install(guest))
          .satisfies(e -> assertThat(e.error()).isEqualTo(MlError.NOT_ADMINISTRATOR))
          .withMessage(
              "ML100215: installing Inlay needs an administrator of the database, which user"
                  + " 'GUEST' is not.");
      Inlay.install(connection);

      assertThat(Inlay.status(guest).installed()).isTrue();
      assertThat(Inlay.status(guest).problems()).isEmpty();
      Inlay.install(guest);
    }
  }

  @Test
  void sessions_that_install_at_once_all_succeed() throws Exception {
    List<Future<?>> installs = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (int i = 0; i < 4; i++) {
        installs.add(
            threads.submit(
                () -> {
                  Inlay.install(new ConnectionSource(url));
                  return null;
                }));
      }
      for (Future<?> install : installs) {
        install.get();
      }
    } finally {
      threads.shutdown();
    }

    assertThat(Inlay.status(connection).problems()).isEmpty();
    assertThat(column(connection, "SELECT VERSION FROM ML.INSTALLATION"))
        .containsExactly(Version.CURRENT);
  }

  private String engine() {
    return database.isH2() ? "h2" : "hsqldb";
  }

  private List<String> schemas() throws SQLException {
    return column(connection, "SELECT SCHEMA_NAME FROM INFORMATION_SCHEMA.SCHEMATA");
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
