// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inlayml.tests.database.Answers.assertMlError;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.inlayml.learning.error.MlError;
import org.inlayml.tests.database.Answers;
import org.inlayml.tests.database.Database;
import org.inlayml.tests.database.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The option {@code storage} of {@code ML_TRAIN}, on databases that are closed and opened again.
 */
@ParameterizedClass
@EnumSource(
    value = Database.class,
    names = {"H2_FILE", "HSQLDB_FILE"})
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class StorageContractTest {
  private static final String NOTE =
      "quantized storage: \\S+ -?[0-9.]+ instead of -?[0-9.]+, [0-9]+ bytes instead of [0-9]+";

  @Parameter Database kind;
  @TempDir Path folder;
  private TestDatabase database;
  private Connection connection;

  @BeforeEach
  void open() throws SQLException {
    database = TestDatabase.installed(kind, folder);
    connection = database.connect();
    Answers.run(
        connection,
        "CREATE TABLE PUBLIC.SIGNAL(A DOUBLE PRECISION, B DOUBLE PRECISION, KIND VARCHAR(5),"
            + " LEVEL_OF DOUBLE PRECISION)",
        "INSERT INTO PUBLIC.SIGNAL VALUES "
            + IntStream.range(0, 400)
                .mapToObj(StorageContractTest::signal)
                .collect(Collectors.joining(", ")));
  }

  private static String signal(int i) {
    double a = i * 37 % 400 / 7.0;
    double b = i * 91 % 400 / 11.0;
    String label = (a + b > 45) != (i % 13 == 0) ? "high" : "low";
    return String.format(Locale.ROOT, "(%.3fe0, %.3fe0, '%s', %.4fe0)", a, b, label, a * b + i % 7);
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
    database.close();
  }

  @Test
  void quantized_trees_take_fewer_bytes_and_say_what_it_costs() throws SQLException {
    train("KIND", "'algorithm':'random_forest'", "full_shares");
    train("KIND", "'algorithm':'random_forest','storage':'quantized'", "shares");
    train("LEVEL_OF", "'task':'regression','algorithm':'gradient_boosting'", "full_values");
    train(
        "LEVEL_OF",
        "'task':'regression','algorithm':'gradient_boosting','storage':'QUANTIZED'",
        "values");

    for (String model : new String[] {"shares", "values"}) {
      assertThat(text("NOTES", model)).as("on %s", kind).matches(NOTE);
      assertThat(bytes(model)).isLessThan(bytes("full_" + model));
      assertThat(text("NOTES", model))
          .contains(" " + bytes(model) + " bytes instead of " + bytes("full_" + model));
      assertThat(text("MODEL_METADATA", model)).contains("\"storage\":\"quantized\"");
    }
    assertThat(text("MODEL_METADATA", "full_shares")).contains("\"storage\":\"full\"");
  }

  @Test
  void a_quantized_model_predicts_the_same_bits_when_the_database_is_opened_again()
      throws SQLException {
    train("KIND", "'algorithm':'random_forest','storage':'quantized'", "shares");
    train(
        "LEVEL_OF",
        "'task':'regression','algorithm':'random_forest','storage':'quantized'",
        "values");
    String before = predictions();

    connection.close();
    database.reopen();
    connection = database.connect();

    assertThat(predictions()).as("on %s", kind).isEqualTo(before).hasSizeGreaterThan(100);
    Answers.run(connection, "CALL sys.ML_EXPLAIN('PUBLIC.SIGNAL', 'KIND', 'shares', NULL)");
    assertThat(
            Answers.number(
                connection,
                "CALL sys.ML_SCORE('PUBLIC.SIGNAL', 'KIND', 'shares', 'accuracy', NULL)"))
        .isGreaterThan(0.9);
    assertThat(
            Answers.text(
                connection,
                "SELECT sys.ML_EXPLAIN_ROW('{\"A\":1,\"B\":2}', 'shares', NULL) FROM (VALUES(0))"))
        .contains("\"A_attribution\"");
  }

  @Test
  void other_models_stay_as_they_are() throws SQLException {
    train("KIND", "'algorithm':'logistic'", "full_line");
    train("KIND", "'algorithm':'logistic','storage':'quantized'", "line");

    assertThat(text("NOTES", "line"))
        .as("on %s", kind)
        .isEqualTo("quantized storage changes nothing for logistic");
    assertThat(bytes("line")).isEqualTo(bytes("full_line"));
  }

  @Test
  void without_a_score_the_note_is_of_bytes_alone() throws SQLException {
    train(
        "KIND",
        "'algorithm':'decision_tree','storage':'quantized','validation_split':0",
        "unscored");

    assertThat(text("NOTES", "unscored"))
        .as("on %s", kind)
        .matches("quantized storage: [0-9]+ bytes instead of [0-9]+");
  }

  @Test
  void other_values_of_the_option_are_refused() {
    assertMlError(
        MlError.INVALID_OPTION,
        () -> train("KIND", "'storage':'small'", "refused"),
        "option 'storage' has the value 'small', but expects one of 'full', 'quantized'.");
  }

  private void train(String target, String options, String handle) throws SQLException {
    String other = target.equals("KIND") ? "LEVEL_OF" : "KIND";
    Calls.train(
        connection,
        "PUBLIC.SIGNAL",
        target,
        "{" + options + ",'exclude_column_list':['" + other + "']}",
        handle);
  }

  private String predictions() throws SQLException {
    StringBuilder all = new StringBuilder();
    for (double x : new double[] {0.5, 7.25, 31.4, 56.99}) {
      for (String model : new String[] {"shares", "values"}) {
        all.append(
            Answers.text(
                connection,
                "SELECT sys.ML_PREDICT_ROW('{\"A\":"
                    + x
                    + ",\"B\":30}', '"
                    + model
                    + "', NULL) FROM (VALUES(0))"));
      }
    }
    return all.toString();
  }

  private String text(String column, String handle) throws SQLException {
    return Answers.text(
        connection,
        "SELECT " + column + " FROM ML.MODEL_CATALOG WHERE MODEL_HANDLE = '" + handle + "'");
  }

  private long bytes(String handle) throws SQLException {
    return Long.parseLong(text("MODEL_OBJECT_SIZE", handle));
  }
}
