// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inlayml.tests.database.Answers.assertMlError;
import static org.inlayml.tests.database.Answers.rows;

import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import org.inlayml.learning.error.MlError;
import org.inlayml.tests.database.Answers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** {@code ML_MODEL_METRICS}. The rows of the registry are written by hand. */
class MetricsContractTest extends DatabaseContract {
  private static final String QUERY =
      "SELECT VERSION, EVENT, METRIC, SCORE, COMPARED_WITH, ROW_COUNT, MEASURED_AT, DETAIL FROM ";

  @Test
  void a_model_without_a_project_has_its_training_and_the_candidates() throws SQLException {
    Calls.train(sample.connection(), "PUBLIC.CUSTOMER", "CHURN", null, "chosen");

    List<List<@Nullable Object>> rows = metrics("chosen");

    assertThat(rows).hasSizeGreaterThan(2);
    assertThat(rows.get(0).subList(0, 3)).containsExactly(null, "training", "neg_log_loss");
    assertThat(rows.get(0).get(5)).isEqualTo((long) SampleDatabase.CUSTOMERS);
    double score = Calls.number(rows.get(0).get(3));
    assertThat(score).isGreaterThan(Calls.number(rows.get(0).get(4)));
    List<List<@Nullable Object>> candidates = rows.subList(1, rows.size());
    assertThat(candidates).allMatch(row -> "candidate".equals(row.get(1)));
    assertThat(candidates.stream().mapToDouble(row -> Calls.number(row.get(3))).max())
        .hasValue(score);
    assertThat(candidates).anyMatch(row -> rows.get(0).get(7).equals(row.get(7)));
    String call = "sys.ML_MODEL_METRICS('chosen')";
    assertThat(
            Answers.rows(sample.connection(), QUERY + (kind.isH2() ? call : "TABLE(" + call + ")")))
        .isEqualTo(rows);
  }

  @Test
  void versions_deployments_and_days_of_a_project_are_listed() throws SQLException {
    project("flowers", 1, "classification", "species", "petals");
    for (String[] row :
        new String[][] {
          {"1", "a", "setosa"}, {"1", "b", "setosa"}, {"2", "c", "setosa"}, {"2", "d", "rosa"}
        }) {
      log("flowers", row[0], row[1], row[2]);
    }
    actual(1, "a", "'setosa'");
    actual(1, "b", "'setosa'");
    actual(1, "b", "'versicolor'");
    actual(1, "c", "'setosa'");
    actual(1, "d", "'setosa'");
    actual(1, "d", "NULL");

    List<List<@Nullable Object>> all = metrics("flowers");
    List<List<@Nullable Object>> second = metrics("petals");

    assertThat(all).filteredOn(row -> "training".equals(row.get(1))).hasSize(3);
    assertThat(all)
        .filteredOn(row -> "deployment".equals(row.get(1)))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.subList(0, 6)).containsExactly(2L, "deployment", "f1", 0.9, 0.8, 40L);
              assertThat(row.get(7)).isEqualTo("new_score: better");
            });
    List<List<@Nullable Object>> days =
        all.stream().filter(row -> "production".equals(row.get(1))).toList();
    assertThat(days).hasSize(2);
    assertThat(days.get(0).subList(0, 6))
        .containsExactly(1L, "production", "accuracy", 0.5, null, 2L);
    assertThat(days.get(1).subList(0, 6))
        .containsExactly(2L, "production", "accuracy", 1.0, null, 1L);
    assertThat(days.get(0).get(6)).isEqualTo(OffsetDateTime.parse("2026-11-26T00:00:00Z"));
    assertThat(String.valueOf(days.get(0).get(7)))
        .isEqualTo("with 95 % confidence between 0.095 and 0.905");
    assertThat(second).isNotEmpty().allMatch(row -> Long.valueOf(2).equals(row.get(0)));
    assertThat(all)
        .anySatisfy(
            row -> {
              assertThat(row.subList(0, 4)).containsExactly(3L, "training", "f1", 0.7);
              assertThat(row.get(7)).isEqualTo("forest; dropped since");
            });
  }

  @Test
  void errors_of_numbers_are_averaged_by_day() throws SQLException {
    project("prices", 2, "regression", "price", null);
    log("prices", "1", "x", "100.5");
    log("prices", "1", "y", "10");
    actual(2, "x", "'101'");
    actual(2, "y", "'8.5E0'");

    assertThat(metrics("prices"))
        .filteredOn(row -> "production".equals(row.get(1)))
        .singleElement()
        .satisfies(
            row ->
                assertThat(row.subList(0, 6))
                    .containsExactly(1L, "production", "mean_absolute_error", 1.0, null, 2L));
  }

  @Test
  void an_unknown_model_is_an_error() {
    assertMlError(MlError.MODEL_NOT_FOUND, () -> metrics("pric"), "Did you mean 'price'?");
    assertMlError(
        MlError.ARGUMENT_MISSING,
        () -> sample.run("CALL sys.ML_MODEL_METRICS(NULL)"),
        "argument 'model' of ML_MODEL_METRICS is NULL");
  }

  private void project(String name, int id, String task, String first, @Nullable String second)
      throws SQLException {
    sample.run(
        "INSERT INTO ML.PROJECT (PROJECT_ID, PROJECT_NAME, TASK, METRIC, OWNER, CREATED_AT,"
            + " REVISION, LAST_VERSION) VALUES (%d, '%s', '%s', 'f1', 'SA', TIMESTAMP '2026-11-01 00:00:00+00:00', 0, 3)"
                .formatted(id, name, task));
    version(id, 1, first);
    if (second != null) {
      version(id, 2, second);
      sample.run(
          "INSERT INTO ML.MODEL_VERSION (PROJECT_ID, VERSION, MODEL_UUID, ALGORITHM, SCORE, STATUS,"
              + " REASON, CREATED_AT, CREATED_BY) VALUES (%d, 3, 'u', 'forest', 0.7, 'Dropped', '',"
                  .formatted(id)
              + " CURRENT_TIMESTAMP, 'SA')",
          "INSERT INTO ML.DEPLOYMENT (PROJECT_ID, VERSION, STRATEGY, METRIC, SCORE,"
              + " PREVIOUS_SCORE, ROWS_COMPARED, REASON, DEPLOYED_AT, DEPLOYED_BY) VALUES (%d, 2,"
                  .formatted(id)
              + " 'new_score', 'f1', 0.9, 0.8, 40, 'better', CURRENT_TIMESTAMP, 'SA')");
    }
  }

  private void version(int project, int version, String handle) throws SQLException {
    sample.run(
        "INSERT INTO ML.MODEL_VERSION (PROJECT_ID, VERSION, MODEL_ID, MODEL_UUID, ALGORITHM, STATUS,"
            + " REASON, CREATED_AT, CREATED_BY) SELECT %d, %d, MODEL_ID, MODEL_UUID, MODEL_TYPE,"
                .formatted(project, version)
            + " 'Ready', '', CURRENT_TIMESTAMP, 'SA' FROM ML.MODEL_CATALOG WHERE MODEL_HANDLE = '"
            + handle
            + "'");
  }

  private void log(String project, String version, String key, String prediction)
      throws SQLException {
    sample.run(
        "INSERT INTO ML.PREDICTION_LOG (SCHEMA_NAME, TABLE_NAME, MODEL_HANDLE, MODEL_UUID, FEATURES,"
            + " PREDICTION, PREDICTED_AT, PROJECT_NAME, VERSION, ROW_KEY) VALUES ('PUBLIC', 'T',"
            + " 'h', 'u', '{}', '%s', TIMESTAMP '2026-11-26 23:30:00+00:00', '%s', %s, '%s')"
                .formatted(prediction, project, version, key));
  }

  private void actual(int project, String key, String actual) throws SQLException {
    sample.run(
        "INSERT INTO ML.ACTUAL (PROJECT_ID, ROW_KEY, ACTUAL, LOGGED_AT, LOGGED_BY) VALUES"
            + " (%d, '%s', %s, CURRENT_TIMESTAMP, 'SA')".formatted(project, key, actual));
  }

  private List<List<@Nullable Object>> metrics(String model) throws SQLException {
    return rows(sample.connection(), "CALL sys.ML_MODEL_METRICS(?)", model);
  }
}
