// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inlayml.tests.database.Answers.assertMlError;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.inlayml.learning.error.MlError;
import org.inlayml.store.registry.Privilege;
import org.inlayml.tests.database.Answers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What users may do with projects that are not theirs. */
class RightsContractTest extends DatabaseContract {
  private static final String OPTIONS =
      "'algorithm':'gaussian_naive_bayes','exclude_column_list':['COLOUR']";

  private static final String PREDICT =
      "SELECT sys.ML_PREDICT_LABEL('%s', ARRAY[1.0E0, 0.2E0]) FROM (VALUES(0))";

  private static final String ROW = "'{\"PETAL_LENGTH\": 1.0, \"PETAL_WIDTH\": 0.2}'";

  /** A statement about the project guarded, and the privilege that it needs. */
  private record Call(String sql, Privilege needed) {}

  private static final List<Call> CALLS =
      List.of(
          new Call(PREDICT.formatted("guarded"), Privilege.PREDICT),
          new Call(PREDICT.formatted("guarded:1"), Privilege.PREDICT),
          new Call(PREDICT.formatted("guarded@2100-01-01T00:00:00Z"), Privilege.PREDICT),
          new Call(
              "SELECT sys.ML_PREDICT_PROBA('guarded', ARRAY[1.0E0, 0.2E0]) FROM (VALUES(0))",
              Privilege.PREDICT),
          new Call(
              "SELECT sys.ML_PREDICT_ROW(" + ROW + ", 'guarded', NULL) FROM (VALUES(0))",
              Privilege.PREDICT),
          new Call(
              "SELECT sys.ML_EXPLAIN_ROW(" + ROW + ", 'guarded', NULL) FROM (VALUES(0))",
              Privilege.PREDICT),
          new Call(
              "CALL sys.ML_SCORE('PUBLIC.FLOWER', 'SPECIES', 'guarded', 'accuracy', NULL)",
              Privilege.PREDICT),
          new Call(
              "CALL sys.ML_PREDICT_TABLE('PUBLIC.FLOWER', 'guarded', 'S_{}.ANSWER', NULL)",
              Privilege.PREDICT),
          new Call(
              "CALL sys.ML_EXPLAIN_TABLE('PUBLIC.FLOWER', 'guarded', 'S_{}.WHY', NULL)",
              Privilege.PREDICT),
          new Call("CALL sys.ML_MODEL_LOAD('guarded', NULL)", Privilege.PREDICT),
          new Call("CALL sys.ML_MODEL_UNLOAD('guarded')", Privilege.PREDICT),
          new Call(
              "CALL sys.ML_TRAIN('PUBLIC.FLOWER', 'SPECIES', '{\"warm_start\": \"guarded\","
                  + " \"algorithm\": \"gaussian_naive_bayes\", \"exclude_column_list\":"
                  + " [\"COLOUR\"]}', 'warm')",
              Privilege.PREDICT),
          new Call("CALL sys.ML_FEATURES('guarded')", Privilege.READ),
          new Call("CALL sys.ML_CLASSES('guarded')", Privilege.READ),
          new Call(
              "CALL sys.ML_TRAIN('PUBLIC.FLOWER', 'SPECIES', '"
                  + Calls.json("{" + OPTIONS + ",'project':'guarded'}")
                  + "', NULL)",
              Privilege.TRAIN),
          new Call(
              "CALL sys.ML_EXPLAIN('PUBLIC.FLOWER', 'SPECIES', 'guarded', NULL)", Privilege.TRAIN),
          new Call("CALL sys.ML_DEPLOY('guarded', '1', NULL)", Privilege.DEPLOY),
          new Call("CALL sys.ML_RETIRE('guarded')", Privilege.DEPLOY),
          new Call("CALL sys.ML_RETIRE('guarded:1')", Privilege.DEPLOY),
          new Call("CALL sys.ML_POLICY('guarded', NULL)", Privilege.DEPLOY),
          new Call("CALL sys.ML_TEST('guarded', 't', 'VALUES(1)', NULL)", Privilege.DEPLOY),
          new Call("CALL sys.ML_GRANT('guarded', 'PUBLIC', 'read')", Privilege.OWN),
          new Call("CALL sys.ML_REVOKE('guarded', 'U_READ', 'read')", Privilege.OWN),
          new Call("CALL sys.ML_DROP('guarded:1')", Privilege.OWN),
          new Call("CALL sys.ML_DROP('guarded', 'CASCADE')", Privilege.OWN));

  @Override
  void prepare() throws SQLException {
    for (String project : List.of("guarded", "shared")) {
      train(project);
      train(project);
      sample.text("CALL sys.ML_DEPLOY(?, '2', NULL)", project);
    }
    List<String> users = new ArrayList<>(List.of("U_NONE", "ANN", "BOB"));
    for (Privilege privilege : Privilege.values()) {
      users.add("U_" + privilege);
    }
    sample.run("GRANT SELECT ON PUBLIC.FLOWER TO PUBLIC", "CREATE ROLE CLERK", "CREATE ROLE STAFF");
    for (String user : users) {
      sample.run(
          "CREATE USER " + user + " PASSWORD 'secret'",
          "CREATE SCHEMA S_" + user + " AUTHORIZATION " + user);
    }
    for (Privilege privilege : Privilege.values()) {
      grant("guarded", "U_" + privilege, privilege.text());
    }
    sample.run("GRANT CLERK TO STAFF", "GRANT STAFF TO BOB");
  }

  private String train(String project) throws SQLException {
    return train(sample.connection(), project, OPTIONS);
  }

  private static String train(Connection connection, String project, String options)
      throws SQLException {
    return Calls.train(
        connection,
        "PUBLIC.FLOWER",
        "SPECIES",
        "{" + options + ",'project':'" + project + "'}",
        null);
  }

  private String grant(String project, String grantee, String privilege) throws SQLException {
    return sample.text("CALL sys.ML_GRANT(?, ?, ?)", project, grantee, privilege);
  }

  private String revoke(String project, String grantee, String privilege) throws SQLException {
    return sample.text("CALL sys.ML_REVOKE(?, ?, ?)", project, grantee, privilege);
  }

  private Connection connect(String user) throws SQLException {
    return sample.database().connect(user, "secret");
  }

  private static String predict(Connection connection, String project) throws SQLException {
    return Answers.text(connection, PREDICT.formatted(project));
  }

  private static void assertNotPermitted(Connection connection, String project) {
    assertMlError(
        MlError.NOT_PERMITTED,
        () -> predict(connection, project),
        " lacks the privilege 'predict' on project '" + project + "'.");
  }

  /** Each call is undone; those that create tables write into a schema of the user's own. */
  @Test
  void each_routine_needs_its_privilege() throws SQLException {
    long before = sample.count("ML.AUDIT");
    SoftAssertions all = new SoftAssertions();
    for (Privilege held : Privilege.values()) {
      assertCalls(all, "U_" + held, held);
    }
    assertCalls(all, "U_NONE", null);
    all.assertAll();

    assertThat(sample.count("ML.AUDIT")).isEqualTo(before);
  }

  private void assertCalls(SoftAssertions all, String user, @Nullable Privilege held)
      throws SQLException {
    try (Connection connection = connect(user)) {
      connection.setAutoCommit(false);
      for (Call call : CALLS) {
        String sql = call.sql().replace("{}", user);
        SQLException failure = failure(connection, sql);
        boolean allowed = held != null && held.implies(call.needed());
        if (allowed) {
          all.assertThat(String.valueOf(failure)).as(user + ": " + sql).isEqualTo("null");
        } else {
          all.assertThat(String.valueOf(failure))
              .as(user + ": " + sql)
              .contains(
                  "ML100231: user '"
                      + user
                      + "' lacks the privilege '"
                      + call.needed().text()
                      + "' on project 'guarded'. Its owner '"
                      + owner()
                      + "', 'U_OWN' or an administrator can grant it by ML_GRANT.");
          all.assertThat(failure == null ? "" : failure.getSQLState()).isEqualTo("ML231");
        }
      }
    }
  }

  private static @Nullable SQLException failure(Connection connection, String sql)
      throws SQLException {
    try {
      Answers.run(connection, sql);
      return null;
    } catch (SQLException e) {
      return e;
    } finally {
      connection.rollback();
    }
  }

  private String owner() throws SQLException {
    return sample.text("SELECT OWNER FROM ML.PROJECT WHERE PROJECT_NAME = 'guarded'");
  }

  @Test
  void a_revoke_takes_effect_at_the_next_statement_of_a_session_that_has_the_model_open()
      throws SQLException {
    grant("shared", "ann", "PREDICT");
    try (Connection ann = connect("ANN")) {
      assertThat(predict(ann, "shared")).isEqualTo("setosa");
      assertThat(predict(ann, "shared")).isEqualTo("setosa");
      assertThat(revoke("shared", "ANN", "predict")).isEqualTo("ANN");

      assertNotPermitted(ann, "shared");

      grant("shared", "PUBLIC", "predict");
      assertThat(predict(ann, "shared")).isEqualTo("setosa");
      revoke("shared", "public", "predict");
      assertNotPermitted(ann, "shared");
    }
  }

  @Test
  void a_role_gives_its_privileges_to_whoever_has_it_also_by_another_role() throws SQLException {
    grant("shared", "CLERK", "predict");
    try (Connection bob = connect("BOB");
        Connection none = connect("U_NONE")) {
      assertThat(predict(bob, "shared")).isEqualTo("setosa");
      assertNotPermitted(none, "shared");

      sample.run("GRANT CLERK TO U_NONE");
      assertThat(predict(none, "shared")).isEqualTo("setosa");
      sample.run("REVOKE CLERK FROM U_NONE" + (kind.isH2() ? "" : " RESTRICT"));
      assertNotPermitted(none, "shared");

      revoke("shared", "CLERK", "predict");
      assertNotPermitted(bob, "shared");
    }
  }

  @Test
  void a_grant_belongs_to_the_transaction() throws SQLException {
    try (Connection admin = sample.connect();
        Connection ann = connect("ANN")) {
      admin.setAutoCommit(false);
      Answers.text(admin, "CALL sys.ML_GRANT('shared', 'ANN', 'predict')");
      admin.rollback();

      assertNotPermitted(ann, "shared");
      assertThat(sample.count("ML.PERMISSION WHERE GRANTEE = 'ANN' AND PRIVILEGE = 'predict'"))
          .isEqualTo(0);
    }
  }

  @Test
  void wrong_grants_are_refused_by_name() throws SQLException {
    assertMlError(
        MlError.GRANTEE_NOT_FOUND,
        () -> grant("shared", "U_NOME", "predict"),
        "user or role 'U_NOME' does not exist. Did you mean 'U_NONE'?");
    assertMlError(
        MlError.NOT_GRANTED,
        () -> revoke("shared", "U_NONE", "own"),
        "privilege 'own' on project 'shared' was not granted to 'U_NONE'.");
    assertMlError(
        MlError.INVALID_ARGUMENT,
        () -> grant("shared", "ANN", "write"),
        "one of train, deploy, predict, read and own");
    assertMlError(
        MlError.PROJECT_NOT_FOUND, () -> grant("share", "ANN", "read"), "Did you mean 'shared'");
  }

  @Test
  void who_may_train_but_not_deploy_leaves_the_live_version_as_it_is() throws SQLException {
    train("lent");
    grant("lent", "ANN", "train");
    try (Connection ann = connect("ANN")) {
      assertThat(train(ann, "lent", OPTIONS)).isEqualTo("lent:2");
      assertThat(
              sample.text(
                  "SELECT REASON FROM ML.MODEL_REGISTRY WHERE PROJECT_NAME = 'lent' AND LIVE ="
                      + " FALSE"))
          .isEqualTo("not deployed: its trainer lacks the privilege 'deploy'");
      assertMlError(
          MlError.NOT_PERMITTED,
          () -> train(ann, "lent", OPTIONS + ",'deploy':'always'"),
          "deploy");
      assertMlError(
          MlError.HANDLE_INVALID,
          () ->
              Calls.train(
                  ann, "PUBLIC.FLOWER", "SPECIES", "{" + OPTIONS + ",'replace':true}", "lent"),
          "a project has that name");
      assertThat(train(ann, "anns", OPTIONS)).isEqualTo("anns:1");
      assertThat(predict(ann, "anns")).isEqualTo("setosa");
      Answers.text(ann, "CALL sys.ML_GRANT('anns', 'BOB', 'predict')");
    }
    try (Connection bob = connect("BOB")) {
      assertThat(predict(bob, "anns")).isEqualTo("setosa");
      assertMlError(
          MlError.NOT_PERMITTED,
          () -> Answers.text(bob, "CALL sys.ML_GRANT('anns', 'BOB', 'own')"),
          "'own'");
    }
  }

  @Test
  void who_inserts_into_an_attached_table_needs_no_privilege_and_gets_none() throws SQLException {
    sample.run(
        "CREATE TABLE PUBLIC.BED (PETAL_LENGTH DOUBLE PRECISION, PETAL_WIDTH DOUBLE PRECISION)",
        "CALL sys.ML_ATTACH('PUBLIC.BED', 'guarded', NULL)",
        "GRANT SELECT, INSERT ON PUBLIC.BED TO ANN");
    try (Connection ann = connect("ANN")) {
      Answers.run(ann, "INSERT INTO PUBLIC.BED (PETAL_LENGTH, PETAL_WIDTH) VALUES (1.0, 0.2)");
      assertThat(Answers.text(ann, "SELECT PREDICTION FROM PUBLIC.BED")).isEqualTo("setosa");
      assertNotPermitted(ann, "guarded");
      Answers.run(ann, "INSERT INTO PUBLIC.BED (PETAL_LENGTH, PETAL_WIDTH) VALUES (1.0, 0.2)");
      assertNotPermitted(ann, "guarded");
    }
    sample.run("CALL sys.ML_DETACH('PUBLIC.BED')", "DROP TABLE PUBLIC.BED");
    assertThat(
            sample.text(
                "SELECT MAX(DETAIL) FROM ML.AUDIT WHERE ACTION = 'ML_DETACH' AND OBJECT_NAME ="
                    + " 'guarded'"))
        .isEqualTo("{\"table\":\"PUBLIC.BED\"}");
  }
}
