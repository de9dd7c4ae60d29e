// SPDX-License-Identifier: Apache-2.0
package org.inlayml.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.inlayml.migrations.TestDatabase.column;
import static org.inlayml.migrations.TestDatabase.open;
import static org.inlayml.migrations.TestDatabase.run;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.inlayml.Inlay;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.MlException;
import org.inlayml.procedures.routine.Version;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class FlywayTest {
  private static final int SCRIPTS = 4;

  private final TestDatabase database;
  @TempDir private Path folder = Path.of("");
  private ConnectionSource source = new ConnectionSource("");
  private Connection connection;

  FlywayTest(TestDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void connect() throws SQLException {
    source = new ConnectionSource(database.url(folder));
    connection = open(source.url());
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void migrates_once() throws SQLException {
    assertThat(InlayFlyway.configure(source).load().migrate().migrationsExecuted)
        .isEqualTo(SCRIPTS);
    assertThat(InlayFlyway.configure(source).load().migrate().migrationsExecuted).isZero();

    assertInstalled();
    assertThat(column(connection, "SELECT COUNT(*) FROM ML_SCHEMA_SA.MODEL_CATALOG"))
        .containsExactly("0");
    InlayFlyway.configure(source).load().validate();
  }

  @Test
  void configuration_by_hand_does_the_same() throws SQLException {
    Flyway.configure()
        .dataSource(source)
        .locations("classpath:org/inlayml/migration/" + (database.isH2() ? "h2" : "hsqldb"))
        .schemas("ML")
        .table("FLYWAY_HISTORY")
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .load()
        .migrate();

    assertInstalled();
    assertThat(InlayFlyway.configure(source).load().migrate().migrationsExecuted).isZero();
  }

  @Test
  void lives_beside_the_migrations_of_an_application_that_come_first() throws SQLException {
    assertThat(application().migrate().migrationsExecuted).isEqualTo(2);
    InlayFlyway.configure(source).load().migrate();

    assertBothMigrated();
  }

  @Test
  void lives_beside_the_migrations_of_an_application_that_come_later() throws SQLException {
    InlayFlyway.configure(source).load().migrate();
    assertThat(application().migrate().migrationsExecuted).isEqualTo(2);

    assertBothMigrated();
  }

  @Test
  void takes_over_what_was_installed_without_it() throws SQLException {
    Inlay.install(connection);

    InlayFlyway.configure(source).load().migrate();

    assertInstalled();
    InlayFlyway.configure(source).load().validate();
  }

  @Test
  void install_without_it_finds_what_it_migrated() throws SQLException {
    InlayFlyway.configure(source).load().migrate();

    Inlay.install(connection);

    assertInstalled();
    assertThat(InlayFlyway.configure(source).load().migrate().migrationsExecuted).isZero();
  }

  @Test
  void changed_routines_are_made_again() throws SQLException {
    InlayFlyway.configure(source).load().migrate();
    run(
        connection,
        "UPDATE ML.FLYWAY_HISTORY SET \"checksum\" = 1 WHERE \"description\" = 'routines'",
        database.isH2() ? "DROP ALIAS SYS.ML_HELP" : "DROP FUNCTION SYS.ML_HELP");

    assertThat(InlayFlyway.configure(source).load().migrate().migrationsExecuted).isEqualTo(1);

    assertInstalled();
  }

  @Test
  void refuses_a_database_of_a_newer_version() throws SQLException {
    InlayFlyway.configure(source).load().migrate();
    run(connection, "UPDATE ML.INSTALLATION SET VERSION = '10.0.0'");

    assertThatExceptionOfType(MlException.class)
        .isThrownBy(() -> InlayFlyway.configure(source))
        .satisfies(e -> assertThat(e.error()).isEqualTo(MlError.NEWER_INSTALLED))
        .withMessage(
            "ML100214: the database has Inlay 10.0.0, but this jar is the older %s. Use the newer"
                + " jar.",
            Version.CURRENT);
  }

  @Test
  void uninstall_removes_its_history_too() throws SQLException {
    InlayFlyway.configure(source).load().migrate();
    application().migrate();

    Inlay.uninstall(source);

    assertThat(column(connection, "SELECT SCHEMA_NAME FROM INFORMATION_SCHEMA.SCHEMATA"))
        .doesNotContain("ML", "SYS", "ML_SCHEMA_SA");
    assertThat(application().migrate().migrationsExecuted).isZero();
    assertThat(InlayFlyway.configure(source).load().migrate().migrationsExecuted)
        .isEqualTo(SCRIPTS);
    assertBothMigrated();
  }

  private Flyway application() {
    return Flyway.configure().dataSource(source).load();
  }

  private void assertInstalled() throws SQLException {
    assertThat(Inlay.status(connection).installed()).isTrue();
    assertThat(Inlay.status(connection).problems()).isEmpty();
    assertThat(column(connection, "CALL sys.ML_SELFTEST()")).hasSize(1);
  }

  private void assertBothMigrated() throws SQLException {
    assertInstalled();
    assertThat(column(connection, "SELECT NAME FROM PUBLIC.APPLICATION_ITEM"))
        .containsExactly("first");
    assertThat(application().info().applied()).hasSize(2);
  }
}
