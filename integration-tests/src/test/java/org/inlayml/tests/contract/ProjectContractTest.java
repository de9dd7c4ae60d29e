// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inlayml.tests.database.Answers.assertMlError;

import java.sql.Connection;
import java.sql.SQLException;
import org.inlayml.learning.error.MlError;
import org.inlayml.tests.database.Answers;
import org.junit.jupiter.api.Test;

/** Projects, their versions, and what is deployed. */
class ProjectContractTest extends DatabaseContract {
  private static final String LINEAR = "'task':'regression','algorithm':'linear'";

  /** Knows one number alone, so that linear regression beats it. */
  private static final String STUMP =
      "'task':'regression','algorithm':'decision_tree','hyperparameters':{'max_depth':1}";

  private static final String PREDICT =
      "SELECT sys.ML_PREDICT(?, ARRAY[3.0E0, 50.0E0]) FROM (VALUES(0))";

  private String train(Connection connection, String project, String options) throws SQLException {
    return Calls.train(
        connection, "PUBLIC.HOUSE", "PRICE", "{" + options + ",'project':'" + project + "'}", null);
  }

  private String train(String project, String options) throws SQLException {
    return train(sample.connection(), project, options);
  }

  private long live(String project) throws SQLException {
    return (long)
        sample.number("SELECT LIVE_VERSION FROM ML.PROJECT WHERE PROJECT_NAME = ?", project);
  }

  private String deploy(String project, String version) throws SQLException {
    return sample.text("CALL sys.ML_DEPLOY(?, ?, NULL)", project, version);
  }

  private String reason(String project, int version) throws SQLException {
    return sample.text(
        "SELECT REASON FROM ML.MODEL_REGISTRY WHERE PROJECT_NAME = ? AND VERSION = ?",
        project,
        version);
  }

  @Test
  void versions_are_numbered_and_the_better_one_is_live() throws SQLException {
    assertThat(train("better", STUMP)).isEqualTo("better:1");
    assertThat(train("better", LINEAR)).isEqualTo("better:2");
    assertThat(live("better")).isEqualTo(2);
    assertThat(train("better", STUMP)).isEqualTo("better:3");
    assertThat(live("better")).isEqualTo(2);

    assertThat(reason("better", 1)).isEqualTo("deployed: no version was live");
    assertThat(reason("better", 2))
        .matches(
            "deployed: neg_mean_squared_error -\\S+ is at least -\\S+ of version 1 on the same 12"
                + " rows held out");
    assertThat(reason("better", 3))
        .matches(
            "not deployed: neg_mean_squared_error -\\S+ does not reach -\\S+ of version 2 on the"
                + " same 12 rows held out");
    assertThat(sample.number(PREDICT, "better")).isEqualTo(sample.number(PREDICT, "better:2"));
    assertThat(sample.number(PREDICT, "better")).isNotEqualTo(sample.number(PREDICT, "better:1"));
    assertThat(
            sample.text(
                "SELECT STRATEGY || ' ' || PREVIOUS_VERSION || ' ' || ROWS_COMPARED FROM"
                    + " ML.DEPLOYMENT D JOIN ML.PROJECT P ON P.PROJECT_ID = D.PROJECT_ID"
                    + " WHERE PROJECT_NAME = 'better' AND VERSION = 2"))
        .isEqualTo("new_score 1 12");
  }

  @Test
  void strategies_choose_the_version() throws SQLException {
    train("strategies", STUMP);
    assertMlError(
        MlError.NOTHING_TO_DEPLOY,
        () -> deploy("strategies", "rollback"),
        "project 'strategies' has no version for the strategy 'rollback': no other version");
    train("strategies", LINEAR);
    train("strategies", STUMP);

    assertThat(deploy("strategies", "most_recent")).isEqualTo("strategies:3");
    assertThat(deploy("strategies", "BEST_SCORE")).isEqualTo("strategies:2");
    assertThat(deploy("strategies", "1")).isEqualTo("strategies:1");
    assertThat(deploy("strategies", "rollback")).isEqualTo("strategies:2");
    assertThat(deploy("strategies", "rollback")).isEqualTo("strategies:1");
    assertThat(live("strategies")).isEqualTo(1);
    assertThat(
            sample.text(
                "CALL sys.ML_DEPLOY('strategies', 'best_score', ?)",
                Calls.json("{'algorithm':'decision_tree','metric':'r2'}")))
        .startsWith("strategies:");
    assertMlError(
        MlError.VERSION_NOT_FOUND,
        () -> deploy("strategies", "7"),
        "project 'strategies' has no version 7. Versions: 1, 2, 3.");
    assertMlError(
        MlError.INVALID_ARGUMENT, () -> deploy("strategies", "newest"), "most_recent, best_score");
    assertMlError(
        MlError.PROJECT_NOT_FOUND, () -> deploy("strategie", "1"), "Did you mean 'strategies'?");
  }

  @Test
  void a_retired_project_answers_no_more_and_a_retired_version_is_not_deployed()
      throws SQLException {
    train("retiring", LINEAR);
    train("retiring", STUMP);
    assertMlError(
        MlError.VERSION_IS_LIVE,
        () -> sample.text("CALL sys.ML_RETIRE('retiring:1')"),
        "retiring:1");
    sample.text("CALL sys.ML_RETIRE('retiring:2')");
    assertMlError(MlError.VERSION_NOT_READY, () -> deploy("retiring", "2"), "it is retired");

    sample.text("CALL sys.ML_RETIRE('retiring')");

    assertMlError(
        MlError.PROJECT_NOT_LIVE,
        () -> sample.number(PREDICT, "retiring"),
        "project 'retiring' has no live version.");
    assertThat(sample.number(PREDICT, "retiring:2")).isPositive();
    assertThat(deploy("retiring", "most_recent")).isEqualTo("retiring:1");
    assertThat(sample.number(PREDICT, "retiring")).isPositive();
  }

  @Test
  void dropping_protects_the_live_version() throws SQLException {
    train("dropping", LINEAR);
    train("dropping", STUMP);
    assertMlError(
        MlError.VERSION_IS_LIVE,
        () -> sample.text("CALL sys.ML_DROP('dropping:1', 'CASCADE')"),
        "version 'dropping:1' is live");
    assertMlError(
        MlError.PROJECT_IN_USE,
        () -> sample.text("CALL sys.ML_DROP('dropping', 'RESTRICT')"),
        "project 'dropping' has 2 version(s)");

    sample.text("CALL sys.ML_DROP('dropping:2')");

    assertThat(
            sample.text(
                "SELECT STATUS FROM ML.MODEL_REGISTRY WHERE PROJECT_NAME = 'dropping'"
                    + " AND VERSION = 2"))
        .isEqualTo("Dropped");
    assertMlError(
        MlError.VERSION_NOT_FOUND, () -> sample.number(PREDICT, "dropping:2"), "Versions: 1");
    assertThat(train("dropping", STUMP)).isEqualTo("dropping:3");

    sample.text("CALL sys.ML_DROP('dropping', 'CASCADE')");

    assertThat(sample.count("ML.PROJECT WHERE PROJECT_NAME = 'dropping'")).isZero();
    assertThat(sample.count("ML.MODEL_CATALOG WHERE MODEL_HANDLE LIKE 'dropping%'")).isZero();
    assertMlError(MlError.MODEL_NOT_FOUND, () -> sample.number(PREDICT, "dropping"), "'dropping'");
  }

  @Test
  void a_deployment_belongs_to_the_transaction() throws SQLException {
    train("transaction", LINEAR);
    train("transaction", STUMP);
    double first = sample.number(PREDICT, "transaction:1");
    double second = sample.number(PREDICT, "transaction:2");
    try (Connection connection = sample.connect()) {
      connection.setAutoCommit(false);
      assertThat(Answers.number(connection, PREDICT, "transaction")).isEqualTo(first);
      Answers.text(connection, "CALL sys.ML_DEPLOY('transaction', '2', NULL)");
      assertThat(Answers.number(connection, PREDICT, "transaction")).isEqualTo(second);
      connection.rollback();
      assertThat(Answers.number(connection, PREDICT, "transaction")).isEqualTo(first);
      connection.rollback();
    }
    assertThat(sample.number(PREDICT, "transaction")).isEqualTo(first);
    assertThat(
            sample.count(
                "ML.DEPLOYMENT WHERE REASON = 'named' AND VERSION = 2 AND PROJECT_ID ="
                    + " (SELECT PROJECT_ID FROM ML.PROJECT WHERE PROJECT_NAME = 'transaction')"))
        .isZero();
  }

  @Test
  void what_was_live_at_a_time_still_answers() throws SQLException {
    train("history", LINEAR);
    String first =
        sample.text(
            "SELECT MAX(DEPLOYED_AT) FROM ML.DEPLOYMENT D JOIN ML.PROJECT P"
                + " ON P.PROJECT_ID = D.PROJECT_ID WHERE PROJECT_NAME = 'history'");
    train("history", STUMP + ",'deploy':'always'");

    assertThat(sample.number(PREDICT, "history@" + first))
        .isEqualTo(sample.number(PREDICT, "history:1"));
    assertThat(sample.number(PREDICT, "history")).isEqualTo(sample.number(PREDICT, "history:2"));
    String then = Calls.json("{'as_of':'" + first + "'}");
    String row = Calls.json("{'ROOMS':3,'AREA':50.0}");
    String predictRow = "SELECT sys.ML_PREDICT_ROW(?, ?, ?) FROM (VALUES(0))";
    assertThat(sample.text(predictRow, row, "history", then))
        .isEqualTo(sample.text(predictRow, row, "history:1", "{}"))
        .isNotEqualTo(sample.text(predictRow, row, "history", "{}"));
    assertThat(
            sample.number("CALL sys.ML_SCORE('PUBLIC.HOUSE', 'PRICE', 'history', 'r2', ?)", then))
        .isGreaterThan(
            sample.number("CALL sys.ML_SCORE('PUBLIC.HOUSE', 'PRICE', 'history', 'r2', NULL)"));
    assertMlError(
        MlError.INVALID_OPTION,
        () -> sample.text(predictRow, row, "history", Calls.json("{'as_of':'yesterday'}")),
        "a time such as");
    assertMlError(
        MlError.PROJECT_NOT_LIVE,
        () -> sample.number(PREDICT, "history@2001-01-01T00:00:00Z"),
        "project 'history' has no live version at 2001-01-01");
  }

  @Test
  void a_failing_test_names_itself_and_leaves_the_old_version_live() throws SQLException {
    train("tested", LINEAR);
    sample.text(
        "CALL sys.ML_TEST('tested', 'exact', 'SELECT MAX(ABS(PRICE - sys.ML_PREDICT(''tested'',"
            + " ARRAY[ROOMS + 0E0, AREA]))) FROM PUBLIC.HOUSE', ?)",
        Calls.json("{'at_most':0.001}"));
    train("tested", STUMP + ",'deploy':'always'");
    assertThat(live("tested")).isEqualTo(1);
    assertThat(reason("tested", 2))
        .contains("version 'tested:2' was not deployed, for test 'exact' failed: the query gave ");
    assertMlError(MlError.TEST_FAILED, () -> deploy("tested", "2"), "test 'exact' failed");
    assertThat(live("tested")).isEqualTo(1);

    sample.text("CALL sys.ML_TEST('tested', 'exact', NULL, NULL)");
    assertThat(deploy("tested", "2")).isEqualTo("tested:2");
  }

  @Test
  void a_policy_holds_for_training_and_deploying() throws SQLException {
    train("policy", STUMP);
    sample.text(
        "CALL sys.ML_POLICY('policy', ?)",
        Calls.json(
            "{'floors':[{'column':'ROOMS','value':'3','metric':'r2','at_least':0.99}],"
                + "'max_bytes':100000}"));
    assertMlError(
        MlError.DEPLOY_REFUSED, () -> deploy("policy", "1"), "r2 of the rows whose ROOMS is 3");
    train("policy", LINEAR);
    assertThat(live("policy")).isEqualTo(2);
    sample.text("CALL sys.ML_POLICY('policy', ?)", Calls.json("{'max_bytes':10,'retain':1}"));
    assertMlError(MlError.DEPLOY_REFUSED, () -> deploy("policy", "1"), "the policy allows 10");
    train("policy", LINEAR);
    assertThat(live("policy")).isEqualTo(2);
    assertThat(sample.count("ML.MODEL_REGISTRY WHERE PROJECT_NAME = 'policy' AND STATUS = 'Ready'"))
        .isEqualTo(2);
    assertMlError(
        MlError.UNKNOWN_OPTION,
        () -> sample.text("CALL sys.ML_POLICY('policy', ?)", Calls.json("{'retains':10}")),
        "retain");
  }

  @Test
  void a_project_keeps_its_task_target_and_name() throws SQLException {
    train("same", LINEAR);
    assertMlError(
        MlError.PROJECT_DIFFERS,
        () ->
            Calls.train(
                sample.connection(),
                "PUBLIC.HOUSE",
                "AREA",
                "{" + LINEAR + ",'project':'same'}",
                null),
        "project 'same' has the target 'PRICE', not 'AREA'");
    assertMlError(
        MlError.PROJECT_DIFFERS,
        () -> Calls.train(sample.connection(), "PUBLIC.HOUSE", "PRICE", "{'project':'same'}", null),
        "project 'same' has the task 'regression', not 'classification'");
    assertMlError(
        MlError.INVALID_ARGUMENT,
        () ->
            Calls.train(
                sample.connection(),
                "PUBLIC.HOUSE",
                "PRICE",
                "{" + LINEAR + ",'project':'same'}",
                "x"),
        "NULL beside the option 'project'");
    assertMlError(
        MlError.HANDLE_INVALID,
        () ->
            Calls.train(sample.connection(), "PUBLIC.HOUSE", "PRICE", "{" + LINEAR + "}", "same:7"),
        "name:number");
  }
}
