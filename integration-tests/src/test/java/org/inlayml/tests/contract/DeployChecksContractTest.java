// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inlayml.tests.database.Answers.assertMlError;

import java.sql.SQLException;
import org.inlayml.learning.error.MlError;
import org.junit.jupiter.api.Test;

/** What keeps a version from being deployed besides its scores. */
class DeployChecksContractTest extends DatabaseContract {
  private String train(String relation, String project, String options) throws SQLException {
    return Calls.train(
        sample.connection(),
        relation,
        "PRICE",
        "{'task':'regression','algorithm':'linear','project':'" + project + "'" + options + "}",
        null);
  }

  private String deploy(String project, String version) throws SQLException {
    return sample.text("CALL sys.ML_DEPLOY(?, ?, NULL)", project, version);
  }

  @Test
  void a_version_whose_table_has_lost_a_feature_is_not_deployed() throws SQLException {
    sample.run(
        "CREATE TABLE PUBLIC.COTTAGE(ROOMS INT, AREA DOUBLE PRECISION, PRICE DOUBLE PRECISION)",
        "INSERT INTO PUBLIC.COTTAGE SELECT ROOMS, AREA, PRICE FROM PUBLIC.HOUSE");
    train("PUBLIC.COTTAGE", "broken", "");
    train("PUBLIC.COTTAGE", "broken", ",'deploy':'never'");
    sample.run("ALTER TABLE PUBLIC.COTTAGE ALTER COLUMN AREA RENAME TO SURFACE");

    assertMlError(
        MlError.MODEL_BROKEN,
        () -> deploy("broken", "2"),
        "model 'broken:2' is broken: column 'AREA' is not in PUBLIC.COTTAGE (was it renamed to"
            + " 'SURFACE'?)");
    assertThat(sample.number("SELECT LIVE_VERSION FROM ML.PROJECT WHERE PROJECT_NAME = 'broken'"))
        .isEqualTo(1);

    sample.run("ALTER TABLE PUBLIC.COTTAGE ALTER COLUMN SURFACE RENAME TO AREA");
    assertThat(deploy("broken", "2")).isEqualTo("broken:2");
  }

  @Test
  void scores_of_all_versions_are_by_the_metric_of_the_project() throws SQLException {
    train("PUBLIC.HOUSE", "metric", ",'optimization_metric':'r2'");
    train("PUBLIC.HOUSE", "metric", ",'optimization_metric':'neg_mean_absolute_error'");

    assertThat(sample.text("SELECT METRIC FROM ML.PROJECT WHERE PROJECT_NAME = 'metric'"))
        .isEqualTo("r2");
    assertThat(sample.count("ML.MODEL_REGISTRY WHERE PROJECT_NAME = 'metric' AND SCORE > 0.99"))
        .isEqualTo(2);
  }

  @Test
  void metrics_of_a_policy_must_suit_the_task() throws SQLException {
    train("PUBLIC.HOUSE", "suits", "");

    assertMlError(
        MlError.UNKNOWN_METRIC,
        () ->
            sample.text(
                "CALL sys.ML_POLICY('suits', ?)",
                Calls.json("{'floors':[{'metric':'accuracy','at_least':0.5}]}")),
        "metric 'accuracy' cannot score a regression");
    assertMlError(
        MlError.UNKNOWN_METRIC,
        () -> sample.text("CALL sys.ML_POLICY('suits', ?)", Calls.json("{'metric':'f1'}")),
        "metric 'f1' cannot score a regression");
  }

  @Test
  void tests_find_tables_where_their_user_finds_them() throws SQLException {
    train("PUBLIC.HOUSE", "finds", "");
    sample.text(
        "CALL sys.ML_TEST('finds', 'rows', 'SELECT COUNT(*) FROM HOUSE', ?)",
        Calls.json("{'at_least':60,'at_most':60}"));

    assertThat(deploy("finds", "most_recent")).isEqualTo("finds:1");

    sample.text(
        "CALL sys.ML_TEST('finds', 'rows', 'SELECT COUNT(*) FROM HOUSE', ?)",
        Calls.json("{'at_least':61}"));
    assertMlError(
        MlError.TEST_FAILED,
        () -> deploy("finds", "most_recent"),
        "test 'rows' failed: the query gave 60.0, less than 61.0");
  }
}
