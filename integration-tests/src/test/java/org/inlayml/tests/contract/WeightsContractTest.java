// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.inlayml.tests.database.Answers.assertMlError;

import java.sql.SQLException;
import org.inlayml.learning.error.MlError;
import org.junit.jupiter.api.Test;

/** {@code class_weight}, {@code sample_weight_column} and {@code warm_start}. */
class WeightsContractTest extends DatabaseContract {
  private static final String FIRST =
      "SELECT sys.ML_PREDICT(?, ARRAY['30', '1200', 'basic']) FROM (VALUES(0))";

  @Override
  void prepare() {}

  private void train(String relation, String options, String handle) throws SQLException {
    Calls.train(
        sample.connection(),
        relation,
        "CHURN",
        "{'algorithm':'logistic','include_column_list':['AGE'],'exclude_column_list':['ID'],"
            + options
            + "'replace':true}",
        handle);
  }

  @Test
  void a_weight_of_two_counts_as_two_rows() throws SQLException {
    train(
        "SELECT C.*, CASE WHEN ID <= 40 THEN 2 ELSE 1 END AS HEAVY FROM PUBLIC.CUSTOMER C",
        "'sample_weight_column':'HEAVY',",
        "weighted");
    // standardised by the rows as they are, so that only the loss differs
    train(
        "SELECT * FROM PUBLIC.CUSTOMER UNION ALL SELECT * FROM PUBLIC.CUSTOMER WHERE ID <= 40",
        "",
        "repeated");

    assertThat(
            sample.text(
                "SELECT COLUMN_NAMES FROM ML.MODEL_CATALOG WHERE MODEL_HANDLE = 'weighted'"))
        .doesNotContain("HEAVY");
    assertThat(sample.number(FIRST, "weighted"))
        .isCloseTo(sample.number(FIRST, "repeated"), within(0.01));
  }

  @Test
  void rows_of_weight_zero_are_left_out() throws SQLException {
    train(
        "SELECT C.*, CASE WHEN ID <= 40 THEN 1 ELSE 0 END AS HEAVY FROM PUBLIC.CUSTOMER C",
        "'sample_weight_column':'HEAVY',",
        "half");
    train("SELECT * FROM PUBLIC.CUSTOMER WHERE ID <= 40", "", "only");

    assertThat(sample.number(FIRST, "half")).isEqualTo(sample.number(FIRST, "only"));
    assertThat(sample.text("SELECT NOTES FROM ML.MODEL_CATALOG WHERE MODEL_HANDLE = 'half'"))
        .contains("40 rows were left out, since their weight is 0");
  }

  @Test
  void a_heavier_class_is_predicted_more_often() throws SQLException {
    train("PUBLIC.CUSTOMER", "", "alike");
    train("PUBLIC.CUSTOMER", "'class_weight':{'true':10},", "heavy");
    train("PUBLIC.CUSTOMER", "'class_weight':'balanced',", "balanced");

    assertThat(sample.number(FIRST, "heavy")).isGreaterThan(sample.number(FIRST, "alike"));
    assertThat(sample.number(FIRST, "balanced")).isNotEqualTo(sample.number(FIRST, "alike"));
  }

  @Test
  void wrong_weights_are_refused() {
    assertMlError(
        MlError.INVALID_OPTION,
        () -> train("PUBLIC.CUSTOMER", "'class_weight':{'maybe':2},", "no"),
        "option 'class_weight' has the value a weight of 'maybe', but expects classes of 'CHURN':"
            + " false, true.");
    assertMlError(
        MlError.INVALID_OPTION,
        () -> train("PUBLIC.CUSTOMER", "'class_weight':{'true':-1},", "no"),
        "option 'class_weight' has the value {true=-1}, but expects 'balanced' or an object");
    assertMlError(
        MlError.INVALID_VALUE,
        () ->
            train(
                "SELECT C.*, 1 - ID AS HEAVY FROM PUBLIC.CUSTOMER C",
                "'sample_weight_column':'HEAVY',",
                "no"),
        "column 'HEAVY' expects weights, numbers of at least 0, but a value given is -");
    assertMlError(
        MlError.UNSUPPORTED_TYPE,
        () -> train("PUBLIC.CUSTOMER", "'sample_weight_column':'TARIFF',", "no"),
        "column 'TARIFF' has the type TEXT, which cannot be a weight of rows.");
    assertMlError(
        MlError.UNKNOWN_COLUMN,
        () -> train("PUBLIC.CUSTOMER", "'sample_weight_column':'WEIGHT',", "no"),
        "column 'WEIGHT' is not in PUBLIC.CUSTOMER.");
  }

  @Test
  void a_regression_has_no_classes_to_weigh() {
    assertMlError(
        MlError.INVALID_OPTION,
        () ->
            Calls.train(
                sample.connection(),
                "PUBLIC.HOUSE",
                "PRICE",
                "{'task':'regression','class_weight':'balanced'}",
                "no"),
        "option 'class_weight' has the value a value, but expects none unless the task is"
            + " classification.");
  }

  @Test
  void training_goes_on_from_a_stored_model() throws SQLException {
    String options =
        "{'algorithm':'gaussian_naive_bayes','include_column_list':['AGE'],'validation_split':0}";
    String first = "SELECT AGE, INCOME, CHURN FROM PUBLIC.CUSTOMER WHERE ID <= 40";
    String rest = "SELECT AGE, INCOME, CHURN FROM PUBLIC.CUSTOMER WHERE ID > 40";
    Calls.train(sample.connection(), first, "CHURN", options, "begun");
    Calls.train(
        sample.connection(),
        rest,
        "CHURN",
        "{'warm_start':'begun','validation_split':0}",
        "gone on");

    String row = "SELECT sys.ML_PREDICT(?, ARRAY[30, 1200]) FROM (VALUES(0))";
    assertThat(sample.number(row, "gone on")).isNotEqualTo(sample.number(row, "begun"));
    assertThat(
            sample.text("SELECT MODEL_TYPE FROM ML.MODEL_CATALOG WHERE MODEL_HANDLE = 'gone on'"))
        .isEqualTo("gaussian_naive_bayes");
    assertMlError(
        MlError.CANNOT_GO_ON,
        () ->
            Calls.train(
                sample.connection(),
                rest,
                "CHURN",
                "{'warm_start':'begun','algorithm':'logistic'}",
                "no"),
        "training cannot go on from model 'begun': it was trained by gaussian_naive_bayes, not by"
            + " logistic.");
    assertMlError(
        MlError.CANNOT_GO_ON,
        () -> Calls.train(sample.connection(), rest, "AGE", "{'warm_start':'begun'}", "no"),
        "training cannot go on from model 'begun': it predicts 'CHURN', not 'AGE'.");
    assertMlError(
        MlError.INVALID_VALUE,
        () ->
            Calls.train(
                sample.connection(),
                "SELECT AGE, INCOME, 'perhaps' AS CHURN FROM PUBLIC.CUSTOMER",
                "CHURN",
                "{'warm_start':'begun'}",
                "no"),
        "column 'CHURN' expects the classes that the model to go on from knows: false, true, but");
  }
}
