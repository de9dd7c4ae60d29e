// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inlayml.tests.database.Answers.assertMlError;

import java.sql.SQLException;
import java.util.Map;
import org.inlayml.learning.error.MlError;
import org.inlayml.tests.database.Answers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Clustering, anomaly detection and decomposition, as SQL sees them. */
class UnsupervisedContractTest extends DatabaseContract {
  private static final String NO_LABELS = "'exclude_column_list':['ID','COLOUR','SPECIES']";
  private static final String FLOWER = "{'PETAL_LENGTH':1.2,'PETAL_WIDTH':0.3}";
  private static final String STRANGE = "{'PETAL_LENGTH':40,'PETAL_WIDTH':-3}";

  @Override
  void prepare() throws SQLException {
    train("groups", "'task':'clustering','algorithm':'kmeans','hyperparameters':{'n_clusters':3}");
    train("strangers", "'task':'anomaly_detection','contamination':0.05");
    train(
        "isolated",
        "'task':'anomaly_detection','algorithm':'isolation_forest','contamination':0.05");
    train("axes", "'task':'decomposition','hyperparameters':{'n_components':2},'algorithm':'pca'");
  }

  private void train(String handle, String options) throws SQLException {
    Calls.train(
        sample.connection(), "PUBLIC.FLOWER", null, "{" + options + "," + NO_LABELS + "}", handle);
  }

  private Map<String, @Nullable Object> results(String row, String handle) throws SQLException {
    return Calls.object(
        Calls.predictRow(sample.connection(), Calls.json(row), handle), "ml_results");
  }

  @Test
  void a_cluster_is_a_number_in_every_form() throws SQLException {
    Map<String, @Nullable Object> row =
        Calls.predictRow(sample.connection(), Calls.json(FLOWER), "groups");
    double cluster =
        sample.number("SELECT sys.ML_PREDICT('groups', ARRAY[1.2, 0.3]) FROM (VALUES(0))");

    assertThat(Calls.number(row.get("Prediction"))).isEqualTo(cluster);
    assertThat(
            sample.text("SELECT sys.ML_PREDICT_LABEL('groups', ARRAY[1.2, 0.3]) FROM (VALUES(0))"))
        .isEqualTo(Long.toString((long) cluster));
    assertThat(sample.text("CALL sys.ML_CLASSES('groups')")).isEqualTo("[\"0\",\"1\",\"2\"]");
    assertThat(score("PUBLIC.FLOWER", "SPECIES", "groups", "adjusted_rand_score", null))
        .isGreaterThan(0.9);
    assertThat(score("PUBLIC.FLOWER", null, "groups", "silhouette_score", null))
        .isBetween(0.5, 1.0);
  }

  private double score(
      String relation,
      @Nullable String target,
      String handle,
      String metric,
      @Nullable String options)
      throws SQLException {
    return Double.parseDouble(
        Calls.text(
            sample.connection(),
            "CALL sys.ML_SCORE(?, ?, ?, ?, ?)",
            relation,
            target,
            handle,
            metric,
            Calls.json(options)));
  }

  @Test
  void an_anomaly_is_answered_as_in_heatwave() throws SQLException {
    Map<String, @Nullable Object> strange = results(STRANGE, "strangers");
    Map<String, @Nullable Object> usual = results(FLOWER, "strangers");

    assertThat(Calls.object(strange, "predictions")).containsOnlyKeys("is_anomaly");
    assertThat(Calls.number(Calls.object(strange, "predictions").get("is_anomaly"))).isEqualTo(1);
    assertThat(Calls.number(Calls.object(usual, "predictions").get("is_anomaly"))).isEqualTo(0);
    assertThat(Calls.object(strange, "probabilities")).containsOnlyKeys("normal", "anomaly");
    assertThat(Calls.predictRow(sample.connection(), Calls.json(FLOWER), "strangers"))
        .doesNotContainKey("Prediction");
    double chance =
        sample.number("SELECT sys.ML_PREDICT('strangers', ARRAY[40, -3]) FROM (VALUES(0))");
    assertThat(chance).isGreaterThan(0.9);
  }

  @Test
  void contamination_is_the_share_of_training_rows_above_the_threshold() throws SQLException {
    sample.run("DROP TABLE PUBLIC.JUDGED IF EXISTS");
    Calls.predictTable(sample.connection(), "PUBLIC.FLOWER", "isolated", "PUBLIC.JUDGED");

    assertThat(
            sample.number(
                "SELECT COUNT(*) FROM PUBLIC.JUDGED WHERE ML_RESULTS LIKE '%is_anomaly\":1%'"))
        .isBetween(1.0, 3.0);
    assertThat(
            sample.text(
                "SELECT MODEL_METADATA FROM ML.MODEL_CATALOG WHERE MODEL_HANDLE = 'isolated'"))
        .contains("\"contamination\":0.05", "\"anomaly_detection_threshold\":0.5");
    assertThat(Answers.columns(sample.connection(), "SELECT * FROM PUBLIC.JUDGED"))
        .doesNotContain("PREDICTION")
        .endsWith("ML_RESULTS");
  }

  @Test
  void a_threshold_of_ones_own_decides() throws SQLException {
    String strict =
        Calls.predictedRow(
            sample.connection(), Calls.json(STRANGE), "strangers", "{'threshold':0.99999}");
    String lax =
        Calls.predictedRow(
            sample.connection(), Calls.json(FLOWER), "strangers", "{'threshold':0.00001}");

    assertThat(strict).contains("\"is_anomaly\":0");
    assertThat(lax).contains("\"is_anomaly\":1");
  }

  @Test
  void known_anomalies_score_a_detection() throws SQLException {
    String known = "SELECT F.*, CASE WHEN ID > 57 THEN 1 ELSE 0 END AS ODD FROM PUBLIC.FLOWER F";

    assertThat(score(known, "ODD", "strangers", "roc_auc", null)).isBetween(0.0, 1.0);
    assertThat(score(known, "ODD", "strangers", "precision_at_k", "{'topk':60}")).isEqualTo(0.05);
    assertThat(score(known, "ODD", "strangers", "recall", "{'threshold':0.00001}")).isEqualTo(1);
  }

  @Test
  void components_are_columns() throws SQLException {
    sample.run("DROP TABLE PUBLIC.TURNED IF EXISTS");
    Calls.predictTable(sample.connection(), "PUBLIC.FLOWER", "axes", "PUBLIC.TURNED");

    assertThat(sample.number("SELECT AVG(COMPONENT_1) FROM PUBLIC.TURNED")).isBetween(-1e-9, 1e-9);
    assertThat(Calls.object(results(FLOWER, "axes"), "predictions"))
        .containsOnlyKeys("component_1", "component_2");
    assertThat(score("PUBLIC.FLOWER", null, "axes", "explained_variance", null))
        .isBetween(0.9999, 1.0000001);
  }

  @Test
  void labels_of_some_rows_are_learnt_from() throws SQLException {
    String some =
        "SELECT PETAL_LENGTH, PETAL_WIDTH,"
            + " CASE WHEN ID > 50 THEN 1 WHEN ID > 10 THEN 0 END AS ODD FROM PUBLIC.FLOWER";
    String options =
        "{'task':'anomaly_detection','algorithm':'gknn','experimental':{'semisupervised':"
            + "{'supervised_submodel_options':{'min_labels':5},'ensemble_score':'recall'}}}";

    Calls.train(sample.connection(), some, "ODD", options, "half known");

    assertThat(
            sample.text(
                "SELECT MODEL_METADATA FROM ML.MODEL_CATALOG WHERE MODEL_HANDLE = 'half known'"))
        .contains("\"min_labels\":5", "\"ensemble_score\":\"recall\"");
  }

  @Test
  void what_makes_no_sense_is_refused_by_name() throws SQLException {
    assertRefused(
        MlError.NO_ROWS,
        "CALL sys.ML_TRAIN('SELECT * FROM PUBLIC.FLOWER WHERE ID < 0', NULL,"
            + " '{\"task\":\"clustering\"}', 'no')",
        "the query has no rows. At least 1 are needed.");
    assertRefused(
        MlError.NO_ROWS,
        "CALL sys.ML_SCORE('SELECT * FROM PUBLIC.FLOWER WHERE ID < 0', NULL, 'groups',"
            + " 'silhouette_score', NULL)",
        "the query has no rows. At least 1 are needed.");
    assertRefused(
        MlError.UNKNOWN_METRIC,
        "CALL sys.ML_SCORE('PUBLIC.FLOWER', 'SPECIES', 'groups', 'accuracy', NULL)",
        "metric 'accuracy' cannot score a clustering. Metrics for it: adjusted_rand_score, ");
    assertRefused(
        MlError.INVALID_OPTION,
        "CALL sys.ML_SCORE('PUBLIC.FLOWER', 'ID', 'strangers', 'roc_auc', '{\"threshold\":0.4}')",
        "option 'threshold' has the value a value, but expects none for the metric 'roc_auc'.");
    assertRefused(
        MlError.INVALID_OPTION,
        "SELECT sys.ML_PREDICT_ROW('{}', 'groups', '{\"threshold\":0.4}') FROM (VALUES(0))",
        "option 'threshold' has the value 0.4, but expects a model that detects anomalies.");
    assertRefused(
        MlError.MULTI_CLASS,
        "SELECT sys.ML_PREDICT('axes', ARRAY[1.0, 2.0]) FROM (VALUES(0))",
        "model 'axes' has 2 components, so ML_PREDICT has no one number. Use ML_PREDICT_PROBA");
    assertRefused(
        MlError.NOT_A_CLASSIFIER,
        "SELECT sys.ML_PREDICT_LABEL('axes', ARRAY[1.0, 2.0]) FROM (VALUES(0))",
        "model 'axes' does decomposition and has no classes");
    assertRefused(
        MlError.INVALID_ARGUMENT,
        "CALL sys.ML_ATTACH('PUBLIC.FLOWER', 'axes', NULL)",
        "argument 'model' of ML_ATTACH is a decomposition, but expects a model that gives one");
    assertRefused(
        MlError.INVALID_OPTION,
        "CALL sys.ML_TRAIN('PUBLIC.FLOWER', 'SPECIES', '{\"contamination\":0.1}', 'no')",
        "option 'contamination' has the value a value, but expects none unless the task is");
    assertRefused(
        MlError.INVALID_OPTION,
        "CALL sys.ML_TRAIN('PUBLIC.FLOWER', NULL,"
            + " '{\"task\":\"clustering\",\"model_list\":[\"kmeans\",\"dbscan\"]}', 'no')",
        "option 'model_list' has the value kmeans, dbscan, but expects one algorithm");
    assertRefused(
        MlError.INVALID_VALUE,
        "CALL sys.ML_TRAIN('PUBLIC.FLOWER', 'SPECIES', '{\"task\":\"anomaly_detection\"}', 'no')",
        "column 'SPECIES' expects 1 for an anomaly, 0 for a normal row, or NULL, but a value given is"
            + " TEXT.");
    assertRefused(
        MlError.ARGUMENT_MISSING,
        "CALL sys.ML_TRAIN('PUBLIC.FLOWER', NULL, NULL, 'no')",
        "argument 'target_column_name' of ML_TRAIN is NULL");
  }

  private void assertRefused(MlError error, String statement, String text) {
    assertMlError(error, () -> sample.value(statement), text);
  }
}
