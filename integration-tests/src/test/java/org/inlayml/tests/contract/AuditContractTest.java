// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inlayml.tests.database.Answers.assertMlError;

import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.inlayml.learning.error.MlError;
import org.inlayml.tests.database.Answers;
import org.junit.jupiter.api.Test;

/** {@code ML.AUDIT}: who did what. */
class AuditContractTest extends DatabaseContract {
  @Override
  void prepare() {}

  private String train(String options) throws SQLException {
    return Calls.train(
        sample.connection(),
        "PUBLIC.HOUSE",
        "PRICE",
        "{'task':'regression','algorithm':'linear'" + options + "}",
        null);
  }

  private void call(String call, String options) throws SQLException {
    sample.text(call, Objects.requireNonNull(Calls.json(options)));
  }

  /** Action, object and version, as one text. */
  private List<String> recorded(String object) throws SQLException {
    return Answers.rows(
            sample.connection(),
            "SELECT ACTION || COALESCE(' ' || CAST(VERSION AS VARCHAR(10)), '') FROM ML.AUDIT WHERE"
                + " OBJECT_NAME = ? ORDER BY AUDIT_ID",
            object)
        .stream()
        .map(row -> String.valueOf(row.get(0)))
        .toList();
  }

  @Test
  void every_step_in_the_life_of_a_project_is_recorded_with_its_user() throws SQLException {
    train(",'project':'life'");
    train(",'project':'life','deploy':'never'");
    call("CALL sys.ML_POLICY('life', ?)", "{'retain':9}");
    sample.run(
        "CALL sys.ML_TEST('life', 'none free', 'SELECT 1 FROM PUBLIC.HOUSE WHERE PRICE < 0', NULL)",
        "CALL sys.ML_DEPLOY('life', '2', NULL)",
        "CALL sys.ML_RETIRE('life:1')");
    train(",'project':'life','deploy':'never'");
    call("CALL sys.ML_AB_TEST('life', ?)", "{'b':3,'split':0.5}");
    sample.run("CALL sys.ML_AB_END('life', 'b')", "CALL sys.ML_GRANT('life', 'PUBLIC', 'predict')");
    sample.run("CALL sys.ML_REVOKE('life', 'PUBLIC', 'predict')");
    sample.run("CREATE TABLE PUBLIC.LIFE(ID INT PRIMARY KEY, ROOMS INT, AREA DOUBLE PRECISION)");
    sample.run("CALL sys.ML_ATTACH('PUBLIC.LIFE', 'life', NULL)");
    sample.run("CALL sys.ML_DETACH('PUBLIC.LIFE')", "CALL sys.ML_DROP('life:1')");

    assertThat(recorded("life"))
        .containsExactly(
            "ML_DEPLOY 1",
            "ML_TRAIN 1",
            "ML_TRAIN 2",
            "ML_POLICY",
            "ML_TEST",
            "ML_DEPLOY 2",
            "ML_RETIRE 1",
            "ML_TRAIN 3",
            "ML_AB_TEST",
            "ML_AB_END 3",
            "ML_DEPLOY 3",
            "ML_GRANT",
            "ML_REVOKE",
            "ML_ATTACH",
            "ML_DETACH",
            "ML_DROP 1");
    assertThat(
            sample.count(
                "ML.AUDIT WHERE OBJECT_NAME = 'life' AND USER_NAME = '"
                    + sample.text("SELECT OWNER FROM ML.PROJECT WHERE PROJECT_NAME = 'life'")
                    + "' AND HAPPENED_AT IS NOT NULL AND DETAIL LIKE '{%'"))
        .isEqualTo(recorded("life").size());
  }

  @Test
  void models_without_a_project_are_recorded_by_handle() throws SQLException {
    String handle = train("");
    sample.run("CALL sys.ML_DROP('" + handle + "')");

    assertThat(recorded(handle)).containsExactly("ML_TRAIN", "ML_DROP");
  }

  @Test
  void what_failed_or_was_rolled_back_is_not_recorded() throws SQLException {
    train(",'project':'undone'");
    List<String> before = recorded("undone");
    assertMlError(
        MlError.VERSION_NOT_FOUND,
        () -> sample.text("CALL sys.ML_DEPLOY('undone', '7', NULL)"),
        "7");
    sample.connection().setAutoCommit(false);
    try {
      train(",'project':'undone'");
      assertThat(recorded("undone")).hasSizeGreaterThan(before.size());
      sample.connection().rollback();
    } finally {
      sample.connection().setAutoCommit(true);
    }

    assertThat(recorded("undone")).isEqualTo(before);
  }
}
