// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.inlayml.tests.database.Answers.assertMlError;

import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import org.inlayml.learning.error.MlError;
import org.junit.jupiter.api.Test;

/** How routines are called through JDBC, and how their results come back. */
class CallContractTest extends DatabaseContract {
  private static final String LINEAR = "'{\"task\":\"regression\",\"algorithm\":\"linear\"}'";
  private static final String SCORE =
      "CALL sys.ML_SCORE('PUBLIC.HOUSE', 'PRICE', 'price', 'r2', NULL)";

  @Test
  void execute_gives_the_handle_as_a_result_of_one_row_and_column() throws SQLException {
    try (Statement statement = sample.connection().createStatement()) {
      boolean isResult =
          statement.execute(
              "CALL sys.ML_TRAIN('PUBLIC.HOUSE', 'PRICE', " + LINEAR + ", 'by_execute')");

      assertThat(isResult).isTrue();
      try (ResultSet result = statement.getResultSet()) {
        assertThat(result.getMetaData().getColumnCount()).isEqualTo(1);
        assertThat(result.next()).isTrue();
        assertThat(result.getString(1)).isEqualTo("by_execute");
        assertThat(result.next()).isFalse();
      }
    }
  }

  @Test
  void execute_query_gives_it_too() throws SQLException {
    try (Statement statement = sample.connection().createStatement();
        ResultSet result =
            statement.executeQuery(
                "CALL sys.ML_TRAIN('PUBLIC.HOUSE', 'PRICE', " + LINEAR + ", 'by_query')")) {
      assertThat(result.next()).isTrue();
      assertThat(result.getString(1)).isEqualTo("by_query");
    }
  }

  @Test
  void a_prepared_call_takes_parameters_and_runs_again() throws SQLException {
    try (PreparedStatement statement =
        sample.connection().prepareStatement("CALL sys.ML_TRAIN(?, ?, ?, ?)")) {
      for (String handle : new String[] {"prepared_1", "prepared_2"}) {
        statement.setString(1, "PUBLIC.HOUSE");
        statement.setString(2, "PRICE");
        statement.setString(3, "{\"task\":\"regression\",\"algorithm\":\"linear\"}");
        statement.setString(4, handle);
        assertThat(statement.execute()).isTrue();
        try (ResultSet result = statement.getResultSet()) {
          assertThat(result.next()).isTrue();
          assertThat(result.getString(1)).isEqualTo(handle);
        }
      }
    }
    assertThat(sample.count("ML.MODEL_CATALOG WHERE MODEL_HANDLE LIKE 'prepared%'")).isEqualTo(2);
  }

  @Test
  void a_callable_statement_calls_in_jdbcs_form() throws SQLException {
    try (CallableStatement statement =
        sample.connection().prepareCall("{call sys.ML_SCORE(?, ?, ?, ?, ?)}")) {
      statement.setString(1, "PUBLIC.HOUSE");
      statement.setString(2, "PRICE");
      statement.setString(3, "price");
      statement.setString(4, "r2");
      statement.setNull(5, Types.VARCHAR);
      try (ResultSet result = statement.executeQuery()) {
        assertThat(result.next()).isTrue();
        assertThat(result.getDouble(1)).isEqualTo(1.0);
      }
    }
  }

  @Test
  void the_results_have_their_promised_types() throws SQLException {
    assertThat(sample.value(SCORE)).isInstanceOf(Double.class);
    assertThat(sample.value("CALL sys.ML_VERSION()")).isInstanceOf(String.class);
    assertThat(sample.value("CALL sys.ML_MODEL_UNLOAD('price')")).isInstanceOf(Boolean.class);
    assertThat(
            sample.value(
                "CALL sys.ML_PREDICT_TABLE('PUBLIC.HOUSE', 'price', 'PUBLIC.TYPED', NULL)"))
        .isEqualTo(60L);
    assertThat(sample.value("CALL sys.TRAIN_TEST_SPLIT('PUBLIC.FLOWER', 'SPECIES', NULL)"))
        .isEqualTo(48L);
  }

  @Test
  void a_function_stands_in_a_query_and_in_a_call() throws SQLException {
    assertThat(sample.number(SCORE)).isEqualTo(1.0);
    assertThat(sample.number(SCORE.replace("CALL", "SELECT") + " FROM (VALUES(0))")).isEqualTo(1.0);
  }

  @Test
  void a_failing_call_leaves_the_connection_usable() throws SQLException {
    assertMlError(
        MlError.MODEL_NOT_FOUND,
        () -> sample.run("CALL sys.ML_FEATURES('prize')"),
        "model 'prize' does not exist. Did you mean 'price'? ML.MODEL_CATALOG lists models.");

    assertThat(sample.number(SCORE)).isEqualTo(1.0);
  }

  @Test
  void a_routine_that_writes_is_called_alone() throws SQLException {
    String nested =
        "SELECT sys.ML_TRAIN('PUBLIC.HOUSE', 'PRICE', " + LINEAR + ", 'nested') FROM (VALUES(0))";
    if (kind.isH2()) {
      assertThat(sample.text(nested)).isEqualTo("nested");
    } else {
      assertMlError(
          MlError.NOT_A_CALL,
          () -> sample.text(nested),
          "this routine writes and so must be a statement of its own. Use CALL.");
      assertThat(sample.count("ML.MODEL_CATALOG WHERE MODEL_HANDLE = 'nested'")).isZero();
    }
  }

  @Test
  void heatwaves_session_variables_are_set_on_h2() throws SQLException {
    String train = "CALL sys.ML_TRAIN('PUBLIC.HOUSE', 'PRICE', " + LINEAR + ", @model)";
    if (!kind.isH2()) {
      // no session variables: HSQLDB itself does not know the character
      assertThat(catchThrowableOfType(SQLException.class, () -> sample.run(train)).getSQLState())
          .isEqualTo("42582");
      return;
    }

    sample.run("SET @model = NULL", train);
    sample.run("CALL sys.ML_SCORE('PUBLIC.HOUSE', 'PRICE', @model, 'r2', @score, NULL)");
    sample.run("CALL sys.ML_MODEL_ACTIVE('all', @x)");

    String model = sample.text("SELECT @model");
    assertThat(model).matches("PUBLIC\\.HOUSE_SA_[0-9]{13}");
    assertThat(sample.number("SELECT @score")).isEqualTo(1.0);
    assertThat(sample.text("SELECT @x"))
        .startsWith("[{\"total model size(bytes)\":")
        .contains(model);
  }

  @Test
  void a_session_variable_that_is_set_names_the_model_on_h2() throws SQLException {
    if (kind.isH2()) {
      sample.run(
          "SET @chosen = 'chosen'",
          "CALL sys.ML_TRAIN('PUBLIC.HOUSE', 'PRICE', " + LINEAR + ", @chosen)");

      assertThat(sample.text("SELECT @chosen")).isEqualTo("chosen");
      assertThat(sample.count("ML.MODEL_CATALOG WHERE MODEL_HANDLE = 'chosen'")).isEqualTo(1);
    } else {
      sample.run("CALL sys.ML_TRAIN('PUBLIC.HOUSE', 'PRICE', " + LINEAR + ", 'chosen')");

      assertThat(sample.count("ML.MODEL_CATALOG WHERE MODEL_HANDLE = 'chosen'")).isEqualTo(1);
    }
  }

  @Test
  void json_values_of_the_engine_are_options_too() throws SQLException {
    String json = "JSON_OBJECT('task': 'regression', 'algorithm': 'linear', 'seed': 3)";

    sample.run("CALL sys.ML_TRAIN('PUBLIC.HOUSE', 'PRICE', " + json + ", 'json_object')");

    assertThat(
            sample.text(
                "SELECT MODEL_METADATA FROM ML.MODEL_CATALOG WHERE MODEL_HANDLE = 'json_object'"))
        .contains("\"seed\":3");
    if (kind.isH2()) {
      for (String form : new String[] {"JSON " + LINEAR, "CAST(" + LINEAR + " AS JSON)"}) {
        sample.run("CALL sys.ML_TRAIN('PUBLIC.HOUSE', 'PRICE', " + form + ", NULL)");
      }
    }
  }
}
