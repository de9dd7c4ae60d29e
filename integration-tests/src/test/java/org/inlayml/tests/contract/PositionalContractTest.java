// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.inlayml.tests.database.Answers.assertMlError;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.inlayml.learning.error.MlError;
import org.inlayml.tests.database.Answers;
import org.junit.jupiter.api.Test;

/** {@code ML_PREDICT}, {@code ML_PREDICT_LABEL} and {@code ML_PREDICT_PROBA}. */
class PositionalContractTest extends DatabaseContract {
  private static final Offset<Double> NEAR = Offset.offset(1e-6);
  private static final String PETALS = "ARRAY[PETAL_LENGTH, PETAL_WIDTH]";

  @Test
  void a_regression_gives_its_value() throws SQLException {
    assertThat(select("sys.ML_PREDICT('price', ARRAY[2, 50.5])")).isCloseTo(191.5, NEAR);
    assertThat(select("sys.ML_PREDICT('price', ARRAY[2E0, 5.05E1])")).isCloseTo(191.5, NEAR);
    assertThat(select("sys.ML_PREDICT('price', ARRAY['2', '50.5'])")).isCloseTo(191.5, NEAR);
    assertThat(sample.number("CALL sys.ML_PREDICT('price', ARRAY[2, 50.5])"))
        .isCloseTo(191.5, NEAR);
  }

  @Test
  void h2_takes_one_argument_a_feature() throws SQLException {
    String call = "sys.ML_PREDICT('price', 2, 50.5)";
    if (kind.isH2()) {
      assertThat(select(call)).isCloseTo(191.5, NEAR);
      assertThat(select("sys.ML_PREDICT('churn', 25, 1500.5, 'gold')"))
          .isEqualTo(select("sys.ML_PREDICT('churn', ARRAY['25', '1500.5', 'gold'])"));
    } else {
      assertThat(sqlState(call)).isEqualTo("42609");
    }
  }

  @Test
  void a_binary_classification_gives_the_probability_of_the_second_class() throws SQLException {
    String row = "ARRAY['25', '1500.5', 'basic']";

    double probability = select("sys.ML_PREDICT('churn', " + row + ")");

    assertThat(sample.text("CALL sys.ML_CLASSES('churn')")).isEqualTo("[\"false\",\"true\"]");
    assertThat(probability).isBetween(0.5, 1.0);
    List<Double> both = probabilities("sys.ML_PREDICT_PROBA('churn', " + row + ")");
    assertThat(both.get(1)).isEqualTo(probability);
    assertThat(both.get(0) + both.get(1)).isCloseTo(1, Offset.offset(1e-12));
    assertThat(text("sys.ML_PREDICT_LABEL('churn', " + row + ")")).isEqualTo("true");
  }

  @Test
  void text_features_are_known_by_their_text() throws SQLException {
    double gold = select("sys.ML_PREDICT('churn', ARRAY['40', '1500.5', 'gold'])");
    double basic = select("sys.ML_PREDICT('churn', ARRAY['40', '1500.5', 'basic'])");
    double never = select("sys.ML_PREDICT('churn', ARRAY['40', '1500.5', 'never seen'])");

    assertThat(gold).isNotEqualTo(basic);
    assertThat(never).isBetween(0.0, 1.0);
  }

  @Test
  void several_classes_have_labels_and_probabilities_but_no_one_number() throws SQLException {
    assertThat(text("sys.ML_PREDICT_LABEL('petals', ARRAY[1.2, 0.4])")).isEqualTo("setosa");
    // of a leaf with 20 rows of one class: (20 + 1) / (20 + 3), and (0 + 1) / (20 + 3)
    assertThat(probabilities("sys.ML_PREDICT_PROBA('petals', ARRAY[5.2, 2.0])"))
        .containsExactly(1 / 23.0, 1 / 23.0, 21 / 23.0);
    assertThat(sample.text("CALL sys.ML_CLASSES('petals')"))
        .isEqualTo("[\"setosa\",\"versicolor\",\"virginica\"]");
    assertMlError(
        MlError.MULTI_CLASS,
        () -> select("sys.ML_PREDICT('petals', ARRAY[1.2, 0.4])"),
        "model 'petals' has 3 classes, so ML_PREDICT has no one number. Use ML_PREDICT_LABEL or"
            + " ML_PREDICT_PROBA instead.");
  }

  @Test
  void a_regression_has_no_classes() {
    for (String routine : List.of("ML_PREDICT_LABEL", "ML_PREDICT_PROBA")) {
      assertMlError(
          MlError.NOT_A_CLASSIFIER,
          () -> text("sys." + routine + "('price', ARRAY[2, 50.5])"),
          "model 'price' does regression and has no classes, which " + routine + " needs.");
    }
    assertMlError(
        MlError.NOT_A_CLASSIFIER,
        () -> text("sys.ML_CLASSES('price')"),
        "model 'price' does regression and has no classes, which ML_CLASSES needs.");
  }

  @Test
  void a_wrong_count_names_the_features_in_order() {
    assertMlError(
        MlError.WRONG_FEATURE_COUNT,
        () -> select("sys.ML_PREDICT('price', ARRAY[2])"),
        "model 'price' expects 2 feature values in the order ROOMS, AREA, but got 1.");
    assertMlError(
        MlError.WRONG_FEATURE_COUNT,
        () -> text("sys.ML_PREDICT_LABEL('petals', ARRAY[1, 2, 3])"),
        "expects 2 feature values in the order PETAL_LENGTH, PETAL_WIDTH, but got 3.");
    assertMlError(
        MlError.WRONG_FEATURE_COUNT,
        () -> text("sys.ML_PREDICT_PROBA('petals', ARRAY[1, 2, 3])"),
        "but got 3.");
  }

  @Test
  void a_value_of_the_wrong_kind_is_refused_without_being_repeated() {
    assertMlError(
        MlError.INVALID_VALUE,
        () -> select("sys.ML_PREDICT('price', ARRAY['2', 'secret'])"),
        "column 'AREA' expects a number, but a value given is a text that is none.");
  }

  @Test
  void a_null_model_gives_null_and_a_null_feature_is_a_missing_value() throws SQLException {
    String none = "CAST(NULL AS VARCHAR(9))";

    assertThat(sample.value("SELECT sys.ML_PREDICT(" + none + ", ARRAY[2, 50]) FROM (VALUES(0))"))
        .isNull();
    assertThat(
            sample.value(
                "SELECT sys.ML_PREDICT_LABEL(" + none + ", ARRAY[2, 50]) FROM (VALUES(0))"))
        .isNull();
    assertThat(
            sample.value(
                "SELECT sys.ML_PREDICT_PROBA(" + none + ", ARRAY[2, 50]) FROM (VALUES(0))"))
        .isNull();
    // a missing number is taken as the median of training
    assertThat(select("sys.ML_PREDICT('price', ARRAY[CAST(NULL AS DOUBLE PRECISION), 50])"))
        .isCloseTo(20 * 3 + 3 * 50, NEAR);
    assertThat(text("sys.ML_PREDICT_LABEL('petals', ARRAY[CAST(NULL AS DOUBLE PRECISION), 0.2])"))
        .isIn("setosa", "versicolor", "virginica");
  }

  @Test
  void predictions_filter_order_group_and_join() throws SQLException {
    String predicted = "sys.ML_PREDICT('price', ARRAY[ROOMS, AREA])";
    String label = "sys.ML_PREDICT_LABEL('petals', " + PETALS + ")";

    assertThat(sample.count("PUBLIC.HOUSE WHERE " + predicted + " > 200.25"))
        .isEqualTo(sample.count("PUBLIC.HOUSE WHERE PRICE > 200.25"))
        .isPositive();
    assertThat(
            Answers.rows(
                sample.connection(), "SELECT ID FROM PUBLIC.HOUSE ORDER BY " + predicted + ", ID"))
        .hasSize(SampleDatabase.HOUSES)
        .first()
        .isEqualTo(
            Answers.rows(sample.connection(), "SELECT ID FROM PUBLIC.HOUSE ORDER BY PRICE, ID")
                .get(0));
    assertThat(
            Answers.rows(
                sample.connection(),
                "SELECT "
                    + label
                    + ", COUNT(*) FROM PUBLIC.FLOWER GROUP BY "
                    + label
                    + " ORDER BY 1"))
        .containsExactly(
            List.of("setosa", 20L), List.of("versicolor", 20L), List.of("virginica", 20L));
    assertThat(
            sample.count(
                "PUBLIC.FLOWER F JOIN PUBLIC.FLOWER G ON F.ID = G.ID AND G.SPECIES ="
                    + " sys.ML_PREDICT_LABEL('petals', ARRAY[F.PETAL_LENGTH, F.PETAL_WIDTH])"))
        .isEqualTo(SampleDatabase.FLOWERS);
  }

  @Test
  void predictions_stand_in_updates_inserts_and_views() throws SQLException {
    sample.run(
        "CREATE TABLE PUBLIC.LABELLED(ID INT PRIMARY KEY, PETAL_LENGTH DOUBLE PRECISION,"
            + " PETAL_WIDTH DOUBLE PRECISION, L VARCHAR(20))",
        "INSERT INTO PUBLIC.LABELLED SELECT ID, PETAL_LENGTH, PETAL_WIDTH,"
            + " sys.ML_PREDICT_LABEL('petals', "
            + PETALS
            + ") FROM PUBLIC.FLOWER WHERE ID < 10",
        "UPDATE PUBLIC.LABELLED SET PETAL_LENGTH = 5.5, PETAL_WIDTH = 2.2",
        "UPDATE PUBLIC.LABELLED SET L = sys.ML_PREDICT_LABEL('petals', " + PETALS + ")",
        "CREATE VIEW PUBLIC.PREDICTED AS SELECT ID, sys.ML_PREDICT('price', ARRAY[ROOMS, AREA])"
            + " AS P FROM PUBLIC.HOUSE");

    assertThat(sample.count("PUBLIC.LABELLED WHERE L = 'virginica'")).isEqualTo(9);
    assertThat(sample.number("SELECT SUM(P) FROM PUBLIC.PREDICTED"))
        .isCloseTo(sample.number("SELECT SUM(PRICE) FROM PUBLIC.HOUSE"), Offset.offset(1e-4));
  }

  @Test
  void an_unknown_model_is_named() {
    assertMlError(
        MlError.MODEL_NOT_FOUND,
        () -> select("sys.ML_PREDICT('pric', ARRAY[1, 2])"),
        "model 'pric' does not exist. Did you mean 'price'?");
  }

  private double select(String expression) throws SQLException {
    return sample.number("SELECT " + expression + " FROM (VALUES(0))");
  }

  private String text(String expression) throws SQLException {
    return sample.text("SELECT " + expression + " FROM (VALUES(0))");
  }

  private String sqlState(String expression) {
    return catchThrowableOfType(SQLException.class, () -> text(expression)).getSQLState();
  }

  private List<Double> probabilities(String expression) throws SQLException {
    try (Statement statement = sample.connection().createStatement();
        ResultSet result = statement.executeQuery("SELECT " + expression + " FROM (VALUES(0))")) {
      assertThat(result.next()).isTrue();
      Array array = result.getArray(1);
      return Arrays.stream((Object[]) array.getArray()).map(Double.class::cast).toList();
    }
  }
}
