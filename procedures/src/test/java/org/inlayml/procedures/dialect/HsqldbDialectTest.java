// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.inlayml.procedures.reference.RoutineSpec;
import org.inlayml.procedures.routine.MlPredict;
import org.inlayml.procedures.routine.MlPredictLabel;
import org.inlayml.procedures.routine.MlPredictProba;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HsqldbDialectTest {
  private HsqldbDatabase database;

  @BeforeEach
  void open() throws SQLException {
    database =
        HsqldbDatabase.inMemory()
            .with(HsqldbTestRoutines.Write.class, HsqldbTestRoutines.Caller.class);
  }

  @AfterEach
  void close() throws SQLException {
    database.close();
  }

  @Test
  void tells_user_and_schema_of_the_caller_before_and_after_a_statement() throws SQLException {
    database.run("CREATE SCHEMA APP");
    database.run("CREATE USER \"ann\" PASSWORD ''");

    try (Connection ann = database.connect("ann")) {
      HsqldbDatabase.run(ann, "SET SCHEMA APP");

      assertThat(HsqldbDatabase.rows(ann, "CALL sys.T_CALLER()")).containsExactly("ann APP APP");
      assertThat(HsqldbDatabase.rows(ann, "SELECT sys.T_CALLER() FROM ML.INSTALLATION"))
          .containsExactly("ann APP APP");

      HsqldbDatabase.run(ann, "DECLARE CALLER VARCHAR(99);");
      HsqldbDatabase.run(ann, "SET CALLER = sys.T_CALLER()");
      assertThat(HsqldbDatabase.rows(ann, "VALUES CALLER")).containsExactly("ann PUBLIC PUBLIC");
    }
  }

  @Test
  void writes_and_commits_in_autocommit() throws SQLException {
    assertThat(database.rows("CALL sys.T_WRITE('a', 'b')")).containsExactly("ab");
    assertThat(database.rows("CALL sys.T_WRITE('c')")).containsExactly("c");

    try (Connection other = database.connect("SA")) {
      assertThat(HsqldbDatabase.rows(other, "SELECT A FROM LOG"))
          .containsExactly("70", "71", "70", "71");
    }
  }

  @Test
  void writes_in_the_transaction_of_the_caller() throws SQLException {
    database.connection().setAutoCommit(false);

    database.rows("CALL sys.T_WRITE('a')");
    List<String> seen = database.rows("SELECT A FROM LOG");
    database.connection().rollback();

    assertThat(seen).containsExactly("70", "71");
    assertThat(database.rows("SELECT A FROM LOG")).isEmpty();
  }

  @Test
  void leaves_nothing_of_a_call_that_fails() throws SQLException {
    SQLException failure = failure("CALL sys.T_WRITE('fail')");

    assertThat(failure.getSQLState()).isEqualTo("ML005");
    assertThat(database.rows("SELECT A FROM LOG")).isEmpty();
  }

  @Test
  void undoes_only_the_failing_call_in_a_transaction() throws SQLException {
    database.connection().setAutoCommit(false);
    for (String model : List.of("LOCKS", "MVLOCKS", "MVCC")) {
      database.run("SET DATABASE TRANSACTION CONTROL " + model);
      database.run("INSERT INTO LOG VALUES(1)");
      database.run("INSERT INTO LOG VALUES(2)");

      failure("CALL sys.T_WRITE('fail')");
      database.run("INSERT INTO LOG VALUES(3)");
      failure("CALL sys.T_WRITE('fail')");
      database.connection().commit();

      assertThat(database.rows("SELECT A FROM LOG")).as(model).containsExactly("1", "2", "3");
      database.run("DELETE FROM LOG");
    }
  }

  @Test
  void undoes_what_follows_ddl_in_a_failing_call() throws SQLException {
    for (boolean autoCommit : new boolean[] {true, false}) {
      database.connection().setAutoCommit(autoCommit);
      database.run("INSERT INTO LOG VALUES(1)");

      SQLException failure = failure("CALL sys.T_WRITE('define and fail')");

      assertThat(failure.getSQLState()).isEqualTo("ML005");
      assertThat(database.rows("SELECT A FROM MADE")).as("autocommit %s", autoCommit).isEmpty();
      database.run("DROP TABLE MADE");
    }
  }

  @Test
  void defines_a_table_and_goes_on_writing_under_each_transaction_model() throws SQLException {
    for (String model : List.of("LOCKS", "MVLOCKS", "MVCC")) {
      database.run("SET DATABASE TRANSACTION CONTROL " + model);
      database.rows("CALL sys.T_WRITE('define')");

      try (Connection other = database.connect("SA")) {
        assertThat(HsqldbDatabase.rows(other, "SELECT A FROM MADE"))
            .as(model)
            .containsExactly("1", "2");
      }
      database.run("DROP TABLE MADE");
    }
  }

  @Test
  void keeps_the_error_of_ddl() {
    SQLException failure = failure("CALL sys.T_WRITE('define what is there')");

    assertThat(failure.getSQLState()).isEqualTo("42504");
    assertThat(failure.getMessage()).contains("object name already exists: LOG");
  }

  @Test
  void refuses_to_write_within_a_query() throws SQLException {
    SQLException failure = failure("SELECT sys.T_WRITE('a') FROM ML.INSTALLATION");

    assertThat(failure.getSQLState()).isEqualTo("ML017");
    assertThat(failure.getMessage())
        .isEqualTo(
            "ML100017: this routine writes and so must be a statement of its own. Use CALL."
                + " Raised by: T_WRITE");
    assertThat(database.rows("SELECT A FROM LOG")).isEmpty();
  }

  @Test
  void refuses_the_inner_function_which_would_not_commit() {
    SQLException failure = failure("CALL ml.T_WRITE('a')");

    assertThat(failure.getSQLState()).isEqualTo("ML017");
  }

  @Test
  void refuses_to_write_on_a_read_only_connection() throws SQLException {
    database.connection().setReadOnly(true);

    SQLException failure = failure("CALL sys.T_WRITE('a')");

    assertThat(failure.getSQLState()).isEqualTo("ML018");
    assertThat(failure.getMessage()).contains("ML100018: this routine writes, but the connection");
  }

  @Test
  void lets_a_user_without_rights_of_his_own_call_but_not_the_inner_function() throws SQLException {
    database.run("CREATE USER BOB PASSWORD ''");
    database.run("GRANT INSERT ON LOG TO BOB");

    try (Connection bob = database.connect("BOB")) {
      assertThat(HsqldbDatabase.rows(bob, "CALL sys.T_WRITE('a')")).containsExactly("a");
      assertThat(
              catchThrowableOfType(
                      SQLException.class, () -> HsqldbDatabase.rows(bob, "CALL ml.T_WRITE('a')"))
                  .getSQLState())
          .isEqualTo("42501");
    }
  }

  @Test
  void writes_and_returns_rows_by_call_from_a_schema_of_a_facade() throws SQLException {
    database.run("CREATE SCHEMA FACADE");
    for (String statement :
        Dialect.HSQLDB.create(
            RoutineSpec.ofRows(
                HsqldbTestRoutines.WriteRows.class, HsqldbTestRoutines.WriteRows.COLUMNS))) {
      database.run(statement);
    }
    database.run("DELETE FROM LOG");

    assertThat(database.rows("CALL facade.T_WRITE_ROWS('a')")).containsExactly("a,true");
    SQLException undone = failure("CALL facade.T_WRITE_ROWS(NULL)");
    SQLException refused = failure("SELECT * FROM TABLE(facade.T_WRITE_ROWS('a'))");

    assertThat(undone.getMessage()).contains("ML003016", "FACADE_T_WRITE_ROWS");
    assertThat(refused.getSQLState()).isEqualTo("ML017");
    assertThat(database.rows("SELECT A FROM LOG")).containsExactly("80", "81");
  }

  @Test
  void creates_routines_again_and_drops_them() throws SQLException {
    database.with(HsqldbTestRoutines.Write.class);
    RoutineSpec write = RoutineSpec.of(HsqldbTestRoutines.Write.class, List.of());
    String count =
        "SELECT ROUTINE_SCHEMA, SPECIFIC_NAME FROM INFORMATION_SCHEMA.ROUTINES"
            + " WHERE ROUTINE_NAME = 'T_WRITE' ORDER BY 1, 2";

    List<String> created = database.rows(count);
    for (String statement : Dialect.HSQLDB.drop(write)) {
      database.run(statement);
      database.run(statement);
    }

    assertThat(created)
        .containsExactly("ML,T_WRITE_1", "ML,T_WRITE_2", "SYS,T_WRITE_1", "SYS,T_WRITE_2");
    assertThat(database.rows(count)).isEmpty();
  }

  @Test
  void takes_features_as_numbers_as_texts_and_as_a_parameter() throws SQLException {
    database.with(MlPredict.class, MlPredictLabel.class, MlPredictProba.class);
    String noModel = "(CAST(NULL AS VARCHAR(9)), ";

    for (String routine : List.of("ML_PREDICT", "ML_PREDICT_LABEL", "ML_PREDICT_PROBA")) {
      for (String features : List.of("ARRAY[1, 2.5, NULL]", "ARRAY['a', 'bcd']")) {
        assertThat(database.rows("CALL sys." + routine + noModel + features + ")"))
            .as("%s %s", routine, features)
            .containsExactly("null");
      }
      try (PreparedStatement call =
          database.connection().prepareStatement("CALL sys." + routine + noModel + "?)")) {
        call.setArray(1, database.connection().createArrayOf("DOUBLE", new Object[] {1.0, null}));
        try (ResultSet rows = call.executeQuery()) {
          assertThat(rows.next()).isTrue();
          assertThat(rows.getObject(1)).isNull();
        }
      }
    }
  }

  @Test
  void takes_off_the_blanks_with_which_texts_are_padded() throws SQLException {
    Connection connection = database.connection();

    Object[] values =
        HsqldbPositional.values(
            connection.createArrayOf("VARCHAR", new Object[] {"a  ", null, " b", ""}));

    assertThat(values).containsExactly("a", null, " b", "");
  }

  private SQLException failure(String sql) {
    return catchThrowableOfType(SQLException.class, () -> database.rows(sql));
  }
}
