// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.inlayml.tests.database.Answers.assertMlError;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.inlayml.learning.error.MlError;
import org.inlayml.tests.database.Answers;
import org.junit.jupiter.api.Test;

/** The statements of docs/rights.md, and what works after them. */
class ClosedRightsContractTest extends DatabaseContract {
  private static final String PREDICT =
      "SELECT sys.ML_PREDICT('%s', ARRAY[3.0E0, 50.0E0]) FROM (VALUES(0))";

  private static final String TRAIN =
      "CALL sys.ML_TRAIN('PUBLIC.HOUSE', 'PRICE', '{\"task\": \"regression\", \"algorithm\":"
          + " \"linear\", \"project\": \"%s\"}', NULL)";

  @Override
  void prepare() throws SQLException {
    sample.run(
        TRAIN.formatted("closed"),
        TRAIN.formatted("other"),
        "CREATE ROLE PREDICTORS",
        "CREATE ROLE TRAINERS",
        "GRANT SELECT ON PUBLIC.HOUSE TO PUBLIC");
    for (String user : List.of("PETER", "TINA", "NOBODY")) {
      sample.run("CREATE USER " + user + " PASSWORD 'secret'");
    }
    sample.run(
        "GRANT PREDICTORS TO PETER",
        "GRANT TRAINERS TO TINA",
        "CALL sys.ML_GRANT('closed', 'PREDICTORS', 'predict')",
        "CALL sys.ML_GRANT('closed', 'TRAINERS', 'own')");
    for (String statement : statements()) {
      sample.run(statement + (statement.startsWith("REVOKE") && !kind.isH2() ? " RESTRICT" : ""));
    }
  }

  private static List<String> statements() {
    try {
      String page = Files.readString(Path.of(System.getProperty("inlay.root"), "docs/rights.md"));
      String block = page.substring(page.indexOf("```text\n") + 8);
      return List.of(block.substring(0, block.indexOf("```")).strip().split(";\\s*"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Connection connect(String user) throws SQLException {
    return sample.database().connect(user, "secret");
  }

  private void assertRefusedByEngine(ThrowingCallable work) {
    assertThatThrownBy(work)
        .isInstanceOf(SQLException.class)
        .hasMessageContaining(
            kind.isH2() ? "Not enough rights" : "user lacks privilege or object not found");
  }

  @Test
  void predictors_predict_what_was_granted_and_change_nothing() throws SQLException {
    try (Connection peter = connect("PETER")) {
      for (String name : List.of("closed", "closed:1", "closed@2100-01-01T00:00:00Z")) {
        assertThat(Answers.number(peter, PREDICT.formatted(name))).isGreaterThan(0);
      }
      assertMlError(
          MlError.NOT_PERMITTED,
          () -> Answers.value(peter, PREDICT.formatted("other")),
          "'predict' on project 'other'");
      for (String statement :
          List.of(
              "UPDATE ML.PROJECT SET OWNER = 'PETER'",
              "INSERT INTO ML.PERMISSION VALUES (1, 'PETER', 'own', CURRENT_TIMESTAMP, 'PETER')",
              "DELETE FROM ML.MODEL_CATALOG",
              "SELECT * FROM ML.SNAPSHOT_CHUNK",
              TRAIN.formatted("peters"))) {
        assertRefusedByEngine(() -> Answers.run(peter, statement));
      }
    }
  }

  @Test
  void a_broken_version_answers_those_alone_who_do_not_see_what_it_was_trained_on()
      throws SQLException {
    sample.run(
        "CREATE TABLE PUBLIC.HIDDEN AS (SELECT ROOMS, AREA, PRICE FROM PUBLIC.HOUSE) WITH DATA",
        TRAIN.formatted("hidden").replace("PUBLIC.HOUSE", "PUBLIC.HIDDEN"),
        "CALL sys.ML_GRANT('hidden', 'PREDICTORS', 'predict')",
        "ALTER TABLE PUBLIC.HIDDEN DROP COLUMN AREA");
    String predict = "SELECT sys.ML_PREDICT('hidden', ARRAY[3E0, 50E0]) FROM (VALUES(0))";
    try (Connection peter = connect("PETER")) {
      assertThat(Answers.number(peter, predict)).isGreaterThan(0);
    }
    assertMlError(
        MlError.MODEL_BROKEN,
        () -> sample.number(predict),
        "column 'AREA' is not in PUBLIC.HIDDEN");
  }

  @Test
  void trainers_train_deploy_and_drop_but_do_not_grant() throws SQLException {
    try (Connection tina = connect("TINA")) {
      Answers.run(
          tina,
          TRAIN.formatted("closed"),
          "CALL sys.ML_DEPLOY('closed', '1', NULL)",
          "CALL sys.ML_DROP('closed:2')",
          TRAIN.formatted("tinas"),
          "CALL sys.ML_DROP('tinas', 'CASCADE')");
      assertMlError(
          MlError.NOT_PERMITTED,
          () -> Answers.run(tina, TRAIN.formatted("other")),
          "'train' on project 'other'");
      assertRefusedByEngine(
          () -> Answers.run(tina, "CALL sys.ML_GRANT('closed', 'PUBLIC', 'own')"));
    }
  }

  @Test
  void others_reach_no_model() throws SQLException {
    try (Connection nobody = connect("NOBODY")) {
      for (String statement :
          List.of(
              PREDICT.formatted("closed"),
              TRAIN.formatted("mine"),
              "SELECT * FROM ML.MODEL_OBJECT_CATALOG",
              "INSERT INTO ML.AUDIT SELECT * FROM ML.AUDIT")) {
        assertRefusedByEngine(() -> Answers.run(nobody, statement));
      }
    }
  }
}
