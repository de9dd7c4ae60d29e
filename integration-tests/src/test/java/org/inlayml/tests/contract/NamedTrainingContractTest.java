// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inlayml.tests.database.Answers.assertMlError;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.inlayml.learning.error.MlError;
import org.junit.jupiter.api.Test;

/** The schemas RUSTYDB and HELIOSDB. */
class NamedTrainingContractTest extends DatabaseContract {
  @Override
  void prepare() {
    // each test trains its own
  }

  private String execute(String statement) throws SQLException {
    try (PreparedStatement call = sample.connection().prepareStatement("CALL rustydb.execute(?)")) {
      call.setString(1, statement);
      try (ResultSet rows = call.executeQuery()) {
        rows.next();
        return rows.getString(1);
      }
    }
  }

  @Test
  void executes_statements_of_rustydb() throws SQLException {
    String churn =
        "CREATE MODEL churn_prediction USING %s AS SELECT age, income,"
            + " CASE WHEN churn THEN 1 ELSE 0 END AS target FROM PUBLIC.CUSTOMER";

    assertThat(execute(churn.formatted("random_forest(n_trees: 7, max_depth: 4)")))
        .isEqualTo("churn_prediction:1");
    assertThat(execute(churn.formatted("logistic_regression") + ";"))
        .isEqualTo("churn_prediction:2");
    assertThat(
            rows(
                "SELECT model_name, version, algorithm, metric FROM rustydb.ml_models"
                    + " WHERE model_name = 'churn_prediction' ORDER BY version DESC"))
        .containsExactly(
            "churn_prediction,2,logistic,accuracy", "churn_prediction,1,random_forest,accuracy");
    assertThat(sample.number("SELECT MIN(accuracy) FROM rustydb.ml_models")).isBetween(0.5, 1.0);
    assertThat(
            sample.text(
                "SELECT OPTIONS FROM ML.SNAPSHOT WHERE SNAPSHOT_ID ="
                    + " (SELECT SNAPSHOT_ID FROM ML.MODEL_VERSION V JOIN ML.PROJECT P"
                    + " ON P.PROJECT_ID = V.PROJECT_ID WHERE PROJECT_NAME = 'churn_prediction'"
                    + " AND VERSION = 1)"))
        .contains("\"n_estimators\":7", "\"max_depth\":4");
    assertThat(sample.number("CALL rustydb.predict('churn_prediction', ARRAY[21E0, 1200E0])"))
        .isBetween(0.5, 1.0);
    String deployment =
        "CREATE MODEL_DEPLOYMENT test WITH (model_a: 'churn_prediction:1.0', model_b: '%s',"
            + " traffic_split: 0.5)";
    assertMlError(
        MlError.INVALID_ARGUMENT,
        () -> execute(deployment.formatted("other:2")),
        "argument 'model_b' of RUSTYDB.EXECUTE is 'other:2', but expects another version of"
            + " 'churn_prediction'.");
    assertMlError(
        MlError.INVALID_ARGUMENT,
        () -> execute(deployment.formatted("churn_prediction:2.1")),
        "the number of a version, such as 2 or 2.0.");
    assertThat(execute(deployment.formatted("churn_prediction:2.0"))).isEqualTo("test");
    assertThat(sample.number("SELECT COUNT(*) FROM ML.AB_TEST WHERE TEST_NAME = 'test'"))
        .isEqualTo(1);
    sample.text("CALL sys.ML_AB_END('churn_prediction', 'a')");
    assertThat(execute("DROP MODEL churn_prediction")).isEqualTo("churn_prediction");
    assertThat(sample.count("rustydb.ml_models WHERE model_name = 'churn_prediction'")).isZero();
  }

  @Test
  void translates_algorithms_and_arguments() throws SQLException {
    assertThat(
            execute(
                "CREATE MODEL segments USING kmeans(k: 3, max_iterations: 50) AS SELECT"
                    + " petal_length, petal_width FROM PUBLIC.FLOWER"))
        .isEqualTo("segments:1");
    assertThat(
            execute(
                "CREATE MODEL spots USING dbscan(eps: 0.5, min_samples: 5) AS SELECT"
                    + " petal_length, petal_width FROM PUBLIC.FLOWER"))
        .isEqualTo("spots:1");
    assertThat(
            execute(
                "CREATE MODEL curve USING polynomial_regression(degree: 2) AS SELECT rooms,"
                    + " area, price AS target FROM PUBLIC.HOUSE"))
        .isEqualTo("curve:1");
    assertThat(
            execute(
                "CREATE MODEL net USING neural_network(layers: [2, 8, 3], activation: 'relu',"
                    + " optimizer: 'adam', learning_rate: 0.01, epochs: 5, batch_size: 16,"
                    + " parallel_workers: 1) AS SELECT petal_length, petal_width, species AS target"
                    + " FROM PUBLIC.FLOWER"))
        .isEqualTo("net:1");
    assertThat(
            execute(
                "CREATE MODEL best USING automl(target: 'churn', metric: 'f1_score', algorithms:"
                    + " ['logistic_regression', 'decision_tree'], max_time_minutes: 60) AS SELECT"
                    + " age, income, churn FROM PUBLIC.CUSTOMER"))
        .isEqualTo("best:1");
    assertThat(
            execute(
                "CREATE MODEL forest USING random_forest(n_trees: 5, task: 'regression') AS SELECT"
                    + " rooms, area, price AS target FROM PUBLIC.HOUSE"))
        .isEqualTo("forest:1");
    assertThat(
            rows(
                "SELECT model_name, algorithm FROM rustydb.ml_models WHERE model_name IN"
                    + " ('segments', 'spots', 'curve', 'net', 'forest') ORDER BY model_name"))
        .containsExactly(
            "curve,polynomial_regression",
            "forest,random_forest",
            "net,neural_network",
            "segments,kmeans",
            "spots,dbscan");
  }

  @Test
  void refuses_what_is_not_there_and_says_what_is() {
    assertMlError(
        MlError.INVALID_STATEMENT,
        () -> execute("CREATE MODEL m USING kmeans(k = 5) AS SELECT 1"),
        "the statement is not understood at character 31: expected ':', but found '= 5) AS SELECT"
            + " 1'.");
    assertMlError(
        MlError.UNKNOWN_ALGORITHM,
        () -> execute("CREATE MODEL m USING random_forrest AS SELECT * FROM PUBLIC.HOUSE"),
        "Did you mean 'random_forest'?");
    assertMlError(
        MlError.NOT_IN_FACADE,
        () -> execute("CREATE MODEL m USING random_forest AS SELECT * FROM PUBLIC.HOUSE"),
        "RUSTYDB.EXECUTE does not support a query without a column to predict. Select it AS target");
    assertMlError(
        MlError.NOT_IN_FACADE,
        () ->
            execute(
                "CREATE MODEL m USING automl(target: 'churn', cross_validation: 5) AS SELECT * FROM"
                    + " PUBLIC.CUSTOMER"),
        "RUSTYDB.EXECUTE does not support 'cross_validation'.");
    assertMlError(
        MlError.INVALID_OPTION,
        () -> execute("CREATE MODEL m USING automl(target: 7) AS SELECT * FROM PUBLIC.CUSTOMER"),
        "option 'target' has the value 7, but expects a text.");
    assertMlError(
        MlError.UNKNOWN_OPTION,
        () ->
            execute(
                "CREATE MODEL m USING random_forest(trees: 5) AS SELECT rooms, price AS target FROM"
                    + " PUBLIC.HOUSE"),
        "option 'trees' is not known to algorithm random_forest.");
  }

  @Test
  void trains_registers_and_compares_in_the_manner_of_heliosdb() throws SQLException {
    String query = "'SELECT age, income, churn FROM PUBLIC.CUSTOMER WHERE age > 20'";

    assertThat(
            sample.text(
                "CALL heliosdb.ml_train('fraud_detector', "
                    + query
                    + ", 'xgboost', '{\"target\": \"churn\", \"objective\": \"binary:logistic\","
                    + " \"max_depth\": 3, \"learning_rate\": 0.1, \"n_estimators\": 20,"
                    + " \"validation_split\": 0.2}')"))
        .isEqualTo("fraud_detector:1");
    assertThat(
            sample.text(
                "CALL heliosdb.ml_train('fraud_detector', "
                    + query
                    + ", 'Random Forest', '{\"target\": \"churn\", \"n_estimators\": 5}')"))
        .isEqualTo("fraud_detector:2");
    assertThat(
            sample.text("CALL heliosdb.ml_register_model('fraud_detector', '1.0.0', NULL, TRUE)"))
        .isEqualTo("fraud_detector:1");
    assertThat(
            rows(
                "SELECT model_name, model_version, production_ready FROM heliosdb.ml_model_registry"
                    + " WHERE model_name = 'fraud_detector' ORDER BY created_date DESC"))
        .containsExactly("fraud_detector,2,false", "fraud_detector,1,true");
    assertThat(rows("CALL heliosdb.ml_compare_models('fraud_detector', '1.0.0', '2')"))
        .hasSize(2)
        .first()
        .asString()
        .startsWith("1,gradient_boosting_trees,accuracy,");
    assertThat(sample.number("CALL heliosdb.ml_predict('fraud_detector', ARRAY[25E0, 1100E0])"))
        .isBetween(0.0, 1.0);
    assertThat(rows("CALL heliosdb.ml_model_metrics('fraud_detector')"))
        .hasSizeGreaterThanOrEqualTo(2)
        .first()
        .asString()
        .startsWith("1,training,accuracy,");
    assertThat(
            sample.text(
                "CALL heliosdb.ml_check_model_drift('fraud_detector', " + query + ", 0.95)"))
        .isEqualToIgnoringCase("false");
    assertMlError(
        MlError.NOT_IN_FACADE,
        () -> sample.text("CALL heliosdb.ml_register_model('fraud_detector', '1', 0.98E0, TRUE)"),
        "HELIOSDB.ML_REGISTER_MODEL does not support an accuracy.");
    assertMlError(
        MlError.INVALID_ARGUMENT,
        () -> rows("CALL heliosdb.ml_compare_models('fraud_detector', '1.0.0', '1.1.0')"),
        "the number of a version, such as 2 or 2.0.");
  }

  @Test
  void the_prediction_log_shows_numbers_beside_the_truth() throws SQLException {
    sample.run(
        "INSERT INTO ML.PREDICTION_LOG (SCHEMA_NAME, TABLE_NAME, MODEL_HANDLE, MODEL_UUID,"
            + " FEATURES, PREDICTION, PREDICTED_AT) VALUES"
            + " ('A', 'B', 'logged', '-', '{}', 'true', CURRENT_TIMESTAMP),"
            + " ('A', 'B', 'logged', '-', '{}', '12', CURRENT_TIMESTAMP),"
            + " ('A', 'B', 'logged', '-', '{}', '1.0', CURRENT_TIMESTAMP),"
            + " ('A', 'B', 'logged', '-', '{}', 'a-1', CURRENT_TIMESTAMP),"
            + " ('A', 'B', 'logged', '-', '{}', '', CURRENT_TIMESTAMP)");

    assertThat(
            rows(
                "SELECT predicted_label, prediction FROM rustydb.prediction_log"
                    + " WHERE model_name = 'logged' ORDER BY 1"))
        .containsExactlyInAnyOrder("true,1.0", "12,12.0", "1.0,1.0", "a-1,null", ",null");
    assertThat(
            rows(
                "SELECT model_version, COUNT(*) AS predictions,"
                    + " AVG(CASE WHEN actual = predicted THEN 1.0 ELSE 0.0 END) AS accuracy"
                    + " FROM rustydb.prediction_log WHERE deployment = 'churn_ab_test'"
                    + " GROUP BY model_version"))
        .isEmpty();
  }

  /** All rows, columns with commas between. */
  private List<String> rows(String query) throws SQLException {
    try (Statement statement = sample.connection().createStatement();
        ResultSet result = statement.executeQuery(query)) {
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          values.add(String.valueOf(result.getObject(i)));
        }
        rows.add(String.join(",", values));
      }
      return rows;
    }
  }
}
