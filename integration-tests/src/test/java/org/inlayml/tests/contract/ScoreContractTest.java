// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inlayml.tests.database.Answers.assertMlError;

import java.sql.SQLException;
import java.util.List;
import org.assertj.core.data.Offset;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.metric.Metric;
import org.junit.jupiter.api.Test;

/** {@code ML_SCORE} against the same numbers computed by SQL from single predictions. */
class ScoreContractTest extends DatabaseContract {
  private static final Offset<Double> NEAR = Offset.offset(1e-9);
  private static final List<String> EQUAL_TO_ACCURACY =
      List.of(
          "f1_micro",
          "f1_samples",
          "precision_micro",
          "precision_samples",
          "recall_micro",
          "recall_samples",
          "recall_weighted");

  @Override
  void prepare() throws SQLException {
    super.prepare();
    Calls.train(
        sample.connection(),
        "SELECT AREA, PRICE FROM PUBLIC.HOUSE",
        "PRICE",
        "{'task':'regression','algorithm':'linear'}",
        "area");
    Calls.train(
        sample.connection(),
        "PUBLIC.FLOWER",
        "SPECIES",
        "{'algorithm':'decision_tree','hyperparameters':{'max_depth':1}}",
        "stump");
    // single predictions, as ML_PREDICT and ML_PREDICT_LABEL give them
    String values =
        kind.isH2()
            ? "AGE, INCOME, TARIFF"
            : "ARRAY[CAST(AGE AS VARCHAR(30)), CAST(INCOME AS VARCHAR(30)), TARIFF]";
    sample.run(
        "CREATE TABLE PUBLIC.CHURNED AS (SELECT CHURN AS T, sys.ML_PREDICT('churn', "
            + values
            + ") AS P FROM PUBLIC.CUSTOMER) WITH DATA",
        "CREATE TABLE PUBLIC.PRICED AS (SELECT PRICE AS T, sys.ML_PREDICT('area', ARRAY[AREA]) AS P"
            + " FROM PUBLIC.HOUSE) WITH DATA");
  }

  @Test
  void binary_metrics_are_what_sql_computes() throws SQLException {
    double tp = churned("T = TRUE AND P > 0.5");
    double fp = churned("T = FALSE AND P > 0.5");
    double tn = churned("T = FALSE AND P <= 0.5");
    double fn = churned("T = TRUE AND P <= 0.5");
    assertThat(List.of(tp, fp, tn, fn)).as("an imperfect model").doesNotContain(0.0);
    double precision = tp / (tp + fp);
    double recall = tp / (tp + fn);
    double precisionOfFalse = tn / (tn + fn);
    double recallOfFalse = tn / (tn + fp);
    double f1 = 2 * tp / (2 * tp + fp + fn);
    double f1OfFalse = 2 * tn / (2 * tn + fp + fn);
    double positive = (tp + fn) / SampleDatabase.CUSTOMERS;

    assertThat(churn("accuracy")).isCloseTo((tp + tn) / SampleDatabase.CUSTOMERS, NEAR);
    assertThat(churn("precision")).isCloseTo(precision, NEAR);
    assertThat(churn("recall")).isCloseTo(recall, NEAR);
    assertThat(churn("f1")).isCloseTo(f1, NEAR);
    assertThat(churn("balanced_accuracy")).isCloseTo((recall + recallOfFalse) / 2, NEAR);
    assertThat(churn("recall_macro")).isCloseTo((recall + recallOfFalse) / 2, NEAR);
    assertThat(churn("precision_macro")).isCloseTo((precision + precisionOfFalse) / 2, NEAR);
    assertThat(churn("f1_macro")).isCloseTo((f1 + f1OfFalse) / 2, NEAR);
    assertThat(churn("f1_weighted")).isCloseTo(positive * f1 + (1 - positive) * f1OfFalse, NEAR);
    assertThat(churn("precision_weighted"))
        .isCloseTo(positive * precision + (1 - positive) * precisionOfFalse, NEAR);
  }

  @Test
  void log_loss_and_auc_are_what_sql_computes() throws SQLException {
    assertThat(churn("neg_log_loss"))
        .isCloseTo(
            sample.number("SELECT AVG(LN(CASE WHEN T THEN P ELSE 1 - P END)) FROM PUBLIC.CHURNED"),
            NEAR);
    assertThat(churn("roc_auc"))
        .isCloseTo(
            sample.number(
                "SELECT AVG(CASE WHEN A.P > B.P THEN 1E0 WHEN A.P = B.P THEN 0.5E0 ELSE 0E0 END)"
                    + " FROM PUBLIC.CHURNED A, PUBLIC.CHURNED B WHERE A.T AND NOT B.T"),
            NEAR);
  }

  @Test
  void regression_metrics_are_what_sql_computes() throws SQLException {
    double squared = sample.number("SELECT AVG((T - P) * (T - P)) FROM PUBLIC.PRICED");
    assertThat(squared).isPositive();

    assertThat(area("neg_mean_squared_error")).isCloseTo(-squared, NEAR);
    assertThat(area("neg_root_mean_squared_error")).isCloseTo(-Math.sqrt(squared), NEAR);
    assertThat(area("neg_mean_absolute_error"))
        .isCloseTo(-sample.number("SELECT AVG(ABS(T - P)) FROM PUBLIC.PRICED"), NEAR);
    assertThat(area("neg_median_absolute_error"))
        .isCloseTo(-sample.number("SELECT MEDIAN(ABS(T - P)) FROM PUBLIC.PRICED"), NEAR);
    assertThat(area("neg_mean_squared_log_error"))
        .isCloseTo(
            -sample.number(
                "SELECT AVG((LN(1 + T) - LN(1 + P)) * (LN(1 + T) - LN(1 + P)))"
                    + " FROM PUBLIC.PRICED"),
            NEAR);
    assertThat(area("r2"))
        .isCloseTo(1 - squared / sample.number("SELECT VAR_POP(T) FROM PUBLIC.PRICED"), NEAR);
  }

  @Test
  void a_stump_of_three_classes_gets_the_scores_worked_out_by_hand() throws SQLException {
    // one class of 20 is never predicted, another one gets its rows beside its own
    assertThat(stump("accuracy")).isCloseTo(2 / 3.0, NEAR);
    assertThat(stump("balanced_accuracy")).isCloseTo(2 / 3.0, NEAR);
    assertThat(stump("recall_macro")).isCloseTo(2 / 3.0, NEAR);
    assertThat(stump("precision_macro")).isCloseTo((1 + 0.5 + 0) / 3, NEAR);
    assertThat(stump("precision_weighted")).isCloseTo((1 + 0.5 + 0) / 3, NEAR);
    assertThat(stump("f1_macro")).isCloseTo((1 + 2 / 3.0) / 3, NEAR);
    assertThat(stump("f1_weighted")).isCloseTo((1 + 2 / 3.0) / 3, NEAR);
    // a leaf's probability of a class is (its rows + 1) / (all rows + 3)
    assertThat(stump("neg_log_loss"))
        .isCloseTo(Math.log(21 / 23.0) / 3 + Math.log(21 / 43.0) * 2 / 3, NEAR);
    assertThat(stump("roc_auc")).isCloseTo((1 + 0.75 + 0.75) / 3, NEAR);
  }

  @Test
  void averages_over_all_rows_equal_the_accuracy() throws SQLException {
    for (String metric : EQUAL_TO_ACCURACY) {
      assertThat(churn(metric)).as(metric).isCloseTo(churn("accuracy"), NEAR);
      assertThat(stump(metric)).as(metric).isCloseTo(2 / 3.0, NEAR);
    }
  }

  @Test
  void every_metric_of_the_lists_scores_in_any_case_and_no_other() throws SQLException {
    for (Metric metric : Metric.values()) {
      boolean binary = Metric.allowed(Task.CLASSIFICATION, 2).contains(metric);
      boolean classes = Metric.allowed(Task.CLASSIFICATION, 3).contains(metric);
      boolean numbers = Metric.allowed(Task.REGRESSION, 0).contains(metric);
      assertThat(binary || numbers).as("%s is for something", metric).isTrue();

      scoresOrRefuses(binary, "CUSTOMER", "CHURN", "churn", metric);
      scoresOrRefuses(classes, "FLOWER", "SPECIES", "stump", metric);
      scoresOrRefuses(numbers, "HOUSE", "PRICE", "area", metric);
    }
  }

  private void scoresOrRefuses(
      boolean allowed, String table, String target, String model, Metric metric)
      throws SQLException {
    if (allowed) {
      assertThat(score("PUBLIC." + table, target, model, metric.name()))
          .as("%s of %s", metric, model)
          .isLessThanOrEqualTo(1)
          .isEqualTo(score("PUBLIC." + table, target, model, metric.sqlName()));
    } else {
      assertMlError(
          MlError.UNKNOWN_METRIC,
          () -> score("PUBLIC." + table, target, model, metric.sqlName()),
          "metric '" + metric.sqlName() + "' cannot score a ",
          "Metrics for it: ");
    }
  }

  @Test
  void rows_without_a_target_are_left_out_and_unknown_classes_are_wrong() throws SQLException {
    String some =
        "SELECT PETAL_LENGTH, PETAL_WIDTH, COLOUR, CASE WHEN ID <= 30 THEN SPECIES END AS SPECIES"
            + " FROM PUBLIC.FLOWER";
    String renamed =
        "SELECT PETAL_LENGTH, PETAL_WIDTH, COLOUR, CASE WHEN ID <= 15 THEN 'rose' ELSE SPECIES END"
            + " AS SPECIES FROM PUBLIC.FLOWER";

    assertThat(score(some, "SPECIES", "species", "accuracy")).isEqualTo(1.0);
    assertThat(score(renamed, "SPECIES", "species", "accuracy")).isCloseTo(0.75, NEAR);
  }

  @Test
  void columns_may_stand_in_another_order_and_the_target_have_another_name() throws SQLException {
    assertThat(
            score(
                "SELECT PRICE AS PAID, AREA, 'x' AS MORE, ROOMS FROM PUBLIC.HOUSE",
                "paid",
                "price",
                "r2"))
        .isEqualTo(1.0);
  }

  @Test
  void what_cannot_be_scored_is_an_error() {
    assertMlError(
        MlError.SCORE_NOT_COMPUTABLE,
        () -> score("SELECT * FROM PUBLIC.CUSTOMER WHERE CHURN", "CHURN", "churn", "roc_auc"),
        "Invalid data for the metric. Score could not be computed: roc_auc needs rows of two");
    assertMlError(
        MlError.NO_ROWS,
        () -> score("SELECT * FROM PUBLIC.HOUSE WHERE ID < 0", "PRICE", "price", "r2"),
        "the query has no rows with a target value. At least 1 are needed.");
    assertMlError(
        MlError.COLUMNS_DIFFER,
        () -> score("SELECT ROOMS, PRICE FROM PUBLIC.HOUSE", "PRICE", "price", "r2"),
        "Provided - [ROOMS, PRICE] vs Trained - [ROOMS, AREA]. Missing: [AREA].");
    assertMlError(
        MlError.TYPE_DIFFERS,
        () ->
            score("SELECT ROOMS, 'wide' AS AREA, PRICE FROM PUBLIC.HOUSE", "PRICE", "price", "r2"),
        "column 'AREA' was NUMBER in training, but is TEXT here.");
    assertMlError(
        MlError.TARGET_NOT_NUMERIC,
        () -> score("SELECT ROOMS, AREA, 'x' AS P FROM PUBLIC.HOUSE", "P", "price", "r2"),
        "target column 'P' is TEXT, but regression needs a number.");
  }

  @Test
  void arguments_that_are_null_are_named() {
    for (String[] call :
        new String[][] {
          {"'PUBLIC.HOUSE', NULL, 'price', 'r2', NULL", "target_column_name"},
          {"'PUBLIC.HOUSE', 'PRICE', NULL, 'r2', NULL", "model_handle"},
          {"'PUBLIC.HOUSE', 'PRICE', 'price', NULL, NULL", "metric"}
        }) {
      assertMlError(
          MlError.ARGUMENT_MISSING,
          () -> sample.run("CALL sys.ML_SCORE(" + call[0] + ")"),
          "argument '" + call[1] + "' of ML_SCORE is NULL, but a value is required.");
    }
    assertMlError(
        MlError.RELATION_MISSING,
        () -> sample.run("CALL sys.ML_SCORE(NULL, 'PRICE', 'price', 'r2', NULL)"),
        "the relation is NULL or empty. Pass 'schema.table', a view, or a query.");
  }

  private double churned(String condition) throws SQLException {
    return sample.count("PUBLIC.CHURNED WHERE " + condition);
  }

  private double churn(String metric) throws SQLException {
    return score("PUBLIC.CUSTOMER", "CHURN", "churn", metric);
  }

  private double area(String metric) throws SQLException {
    return score("PUBLIC.HOUSE", "PRICE", "area", metric);
  }

  private double stump(String metric) throws SQLException {
    return score("PUBLIC.FLOWER", "SPECIES", "stump", metric);
  }

  private double score(String relation, String target, String model, String metric)
      throws SQLException {
    return sample.number("CALL sys.ML_SCORE(?, ?, ?, ?, NULL)", relation, target, model, metric);
  }
}
