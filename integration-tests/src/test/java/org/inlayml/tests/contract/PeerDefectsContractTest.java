// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inlayml.tests.database.Answers.assertMlError;
import static org.inlayml.tests.database.Answers.number;
import static org.inlayml.tests.database.Answers.rows;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import org.inlayml.learning.error.MlError;
import org.junit.jupiter.api.Test;

/** Defects of other registries that no other test rules out here; see docs/peer-defects.md. */
class PeerDefectsContractTest extends DatabaseContract {
  private static final String PREDICT =
      "SELECT sys.ML_PREDICT('%s', ARRAY[3.0E0, 50.0E0]) FROM (VALUES(0))";

  @Override
  void prepare() {}

  private static String tree(int depth) {
    return "'algorithm':'decision_tree','hyperparameters':{'min_samples_leaf':1,'max_depth':"
        + depth
        + "}";
  }

  private void train(String project, String options) throws SQLException {
    Calls.train(
        sample.connection(),
        "PUBLIC.HOUSE",
        "PRICE",
        "{'task':'regression','deploy':'always','project':'" + project + "'," + options + "}",
        null);
  }

  @Test
  void best_score_compares_numbers_as_numbers() throws SQLException {
    train("d3", tree(1));
    train("d3", tree(6));
    train("d3", tree(3));
    List<List<Object>> scores =
        rows(
            sample.connection(),
            "SELECT VERSION, SCORE FROM ML.MODEL_REGISTRY WHERE PROJECT_NAME = 'd3'");
    List<Object> best =
        scores.stream()
            .max(Comparator.comparingDouble(row -> ((Number) row.get(1)).doubleValue()))
            .orElseThrow();
    List<Object> bestAsText =
        scores.stream().max(Comparator.comparing(row -> row.get(1).toString())).orElseThrow();
    assertThat(best.get(0)).as("scores that show the difference").isNotEqualTo(bestAsText.get(0));

    assertThat(sample.text("CALL sys.ML_DEPLOY('d3', 'best_score', NULL)"))
        .isEqualTo("d3:" + best.get(0));
  }

  @Test
  void rows_that_lack_a_class_are_scored() throws SQLException {
    Calls.train(
        sample.connection(), "PUBLIC.FLOWER", "SPECIES", "{'algorithm':'decision_tree'}", "d7");
    for (String metric : List.of("accuracy", "f1_macro", "neg_log_loss", "balanced_accuracy")) {
      double score =
          sample.number(
              "CALL sys.ML_SCORE('SELECT * FROM PUBLIC.FLOWER WHERE SPECIES <> ''setosa''',"
                  + " 'SPECIES', 'd7', ?, NULL)",
              metric);
      assertThat(score).as(metric).isGreaterThan(metric.equals("neg_log_loss") ? -0.1 : 0.9);
    }
  }

  @Test
  void a_prepared_statement_of_constants_follows_a_deployment() throws SQLException {
    train("d9", tree(1));
    train("d9", "'algorithm':'linear'");
    try (PreparedStatement statement =
        sample.connection().prepareStatement(PREDICT.formatted("d9"))) {
      assertThat(first(statement)).isEqualTo(sample.number(PREDICT.formatted("d9:2")));
      sample.text("CALL sys.ML_DEPLOY('d9', '1', NULL)");
      assertThat(first(statement)).isEqualTo(sample.number(PREDICT.formatted("d9:1")));
    }
  }

  private static double first(PreparedStatement statement) throws SQLException {
    try (ResultSet result = statement.executeQuery()) {
      result.next();
      return result.getDouble(1);
    }
  }

  @Test
  void more_than_a_thousand_projects_answer() throws SQLException {
    train("d10", tree(2));
    double answer = sample.number(PREDICT.formatted("d10"));
    try (PreparedStatement insert =
        sample
            .connection()
            .prepareStatement(
                "INSERT INTO ML.PROJECT (PROJECT_NAME, TASK, TARGET_COLUMN_NAME, METRIC, OWNER,"
                    + " CREATED_AT, REVISION, LAST_VERSION, LIVE_VERSION, LIVE_MODEL_ID)"
                    + " SELECT CAST(? AS VARCHAR(255)), TASK, TARGET_COLUMN_NAME, METRIC, OWNER,"
                    + " CREATED_AT, REVISION, LAST_VERSION, LIVE_VERSION, LIVE_MODEL_ID"
                    + " FROM ML.PROJECT WHERE PROJECT_NAME = 'd10'")) {
      for (int i = 0; i < 1100; i++) {
        insert.setString(1, "d10 copy " + i);
        insert.addBatch();
      }
      insert.executeBatch();
    }
    for (int i = 0; i < 1100; i += 109) {
      assertThat(sample.number(PREDICT.formatted("d10 copy " + i))).isEqualTo(answer);
    }
    assertThat(sample.number(PREDICT.formatted("d10"))).isEqualTo(answer);
  }

  @Test
  void whole_numbers_beyond_those_of_floats_are_told_apart() throws SQLException {
    sample.run("CREATE TABLE PUBLIC.D12 (A BIGINT, AMOUNT DOUBLE PRECISION)");
    for (int i = 0; i < 40; i++) {
      sample.run(
          "INSERT INTO PUBLIC.D12 VALUES (%d, %d.25)"
              .formatted(16_777_216 + i % 2, 16_777_216 + i % 2));
    }
    Calls.train(
        sample.connection(),
        "PUBLIC.D12",
        "AMOUNT",
        "{'task':'regression','algorithm':'decision_tree'}",
        "d12");
    String predict = "SELECT sys.ML_PREDICT('d12', ARRAY[%d.0E0]) FROM (VALUES(0))";

    assertThat(number(sample.connection(), predict.formatted(16_777_216))).isEqualTo(16_777_216.25);
    assertThat(number(sample.connection(), predict.formatted(16_777_217))).isEqualTo(16_777_217.25);
  }

  @Test
  void a_model_loaded_again_has_its_own_hyperparameters() throws SQLException {
    train("d13", "'algorithm':'k_nearest_neighbors','hyperparameters':{'n_neighbors':3}");
    double before = sample.number(PREDICT.formatted("d13"));
    sample.text("CALL sys.ML_MODEL_UNLOAD('d13:1')");

    assertThat(sample.number(PREDICT.formatted("d13"))).isEqualTo(before);
    assertThat(
            sample.text("SELECT MODEL_METADATA FROM ML.MODEL_CATALOG WHERE MODEL_HANDLE = 'd13:1'"))
        .contains("\"n_neighbors\":3");
  }

  @Test
  void the_strategies_are_the_documented_ones_and_no_other() throws SQLException {
    train("d15", tree(1));
    train("d15", tree(2));
    train("d15", tree(3));
    for (String unknown : List.of("specific", "last", "best")) {
      assertMlError(
          MlError.INVALID_ARGUMENT,
          () -> sample.text("CALL sys.ML_DEPLOY('d15', ?, NULL)", unknown),
          "rollback");
    }
    assertThat(sample.number("SELECT LIVE_VERSION FROM ML.PROJECT WHERE PROJECT_NAME = 'd15'"))
        .isEqualTo(3);
    assertThat(sample.text("CALL sys.ML_DEPLOY('d15', 'rollback', NULL)")).isEqualTo("d15:2");
    assertThat(sample.text("CALL sys.ML_DEPLOY('d15', '1', NULL)")).isEqualTo("d15:1");
  }

  @Test
  void a_class_that_was_never_trained_is_no_other_class() throws SQLException {
    Calls.train(
        sample.connection(),
        "SELECT * FROM PUBLIC.FLOWER WHERE SPECIES <> 'setosa'",
        "SPECIES",
        "{'algorithm':'decision_tree'}",
        "d19");
    assertThat(
            sample.number(
                "CALL sys.ML_SCORE('SELECT * FROM PUBLIC.FLOWER WHERE SPECIES = ''setosa''',"
                    + " 'SPECIES', 'd19', 'accuracy', NULL)"))
        .isZero();
  }
}
