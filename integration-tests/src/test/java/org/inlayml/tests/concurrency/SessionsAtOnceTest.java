// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.concurrency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inlayml.tests.database.Answers.number;
import static org.inlayml.tests.database.Answers.run;
import static org.inlayml.tests.database.Answers.text;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.inlayml.learning.error.MlError;
import org.inlayml.tests.concurrency.Sessions.Work;
import org.inlayml.tests.database.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Sessions that train, predict, score, replace and drop models at once. */
@ParameterizedClass
@EnumSource(Concurrency.class)
final class SessionsAtOnceTest {
  private static final String TRAIN =
      "CALL sys.ML_TRAIN('PUBLIC.T', 'Y', '{\"algorithm\": \"decision_tree\", \"hyperparameters\":"
          + " {\"min_samples_leaf\": 1}}', '%s')";

  @Parameter Concurrency concurrency = Concurrency.H2;
  @TempDir Path folder = Path.of("");

  private TestDatabase database;

  @BeforeEach
  void open() throws SQLException {
    database = concurrency.open(folder);
  }

  @AfterEach
  void close() throws SQLException {
    database.close();
  }

  @Test
  void of_sessions_that_train_one_handle_exactly_one_wins() throws Exception {
    for (int round = 0; round < 3; round++) {
      String handle = "m" + round;

      List<String> outcomes =
          Sessions.together(database, Collections.nCopies(6, c -> train(c, handle)));

      List<String> expected = new ArrayList<>(Collections.nCopies(5, "ML202"));
      expected.add("trained");
      assertThat(outcomes)
          .as("%s, round %d", concurrency, round)
          .containsExactlyInAnyOrderElementsOf(expected);
    }
    assertWholeCatalog(3);
  }

  @Test
  void a_handle_of_a_transaction_that_is_rolled_back_is_free_again() throws Exception {
    try (Connection first = database.connect()) {
      first.setAutoCommit(false);
      run(first, TRAIN.formatted("m"));
      first.rollback();

      List<String> outcomes = Sessions.together(database, List.of(c -> train(c, "m")));

      assertThat(outcomes).containsExactly("trained");
    }
    assertWholeCatalog(1);
  }

  @Test
  void a_session_that_has_read_a_model_and_rests_holds_nobody_up() throws Exception {
    try (Connection resting = database.connect()) {
      run(resting, TRAIN.formatted("m"));
      assertThat(number(resting, "CALL sys.ML_SCORE('PUBLIC.T', 'Y', 'm', 'accuracy', NULL)"))
          .isEqualTo(1);
      run(
          resting,
          "CALL sys.ML_PREDICT_ROW('{\"A\": 3}', 'm', NULL)",
          "CALL sys.ML_MODEL_LOAD('m', NULL)",
          "SELECT sys.ML_PREDICT('m', ARRAY[1.0]) FROM (VALUES(0))",
          "CALL sys.ML_PREDICT('m', ARRAY[1.0])");

      List<Integer> done =
          Sessions.together(
              database,
              List.of(
                  connection -> {
                    run(
                        connection,
                        "CALL sys.ML_DROP('m')",
                        "INSERT INTO T VALUES (1, 'odd')",
                        TRAIN.formatted("m"));
                    return 1;
                  }));

      assertThat(done).containsExactly(1);
    }
  }

  @Test
  void sessions_with_models_of_their_own_do_not_disturb_each_other() throws Exception {
    AtomicInteger number = new AtomicInteger();
    Work<Integer> work =
        connection -> {
          String own = "own" + number.incrementAndGet();
          for (int round = 0; round < 6; round++) {
            run(connection, TRAIN.formatted(own));
            assertThat(
                    text(
                        connection,
                        "SELECT sys.ML_PREDICT_ROW('{\"A\": 3}', '%s', NULL) FROM (VALUES(0))"
                            .formatted(own)))
                .contains("\"Prediction\":\"odd\"");
            assertThat(
                    number(
                        connection,
                        "CALL sys.ML_SCORE('PUBLIC.T', 'Y', '%s', 'accuracy', NULL)"
                            .formatted(own)))
                .isEqualTo(1);
            run(
                connection,
                "CALL sys.ML_EXPLAIN('PUBLIC.T', 'Y', '%s', NULL)".formatted(own),
                "CALL sys.ML_DROP('%s')".formatted(own));
          }
          return 6;
        };

    List<Integer> rounds = Sessions.together(database, Collections.nCopies(5, work));

    assertThat(rounds).containsOnly(6);
    assertWholeCatalog(0);
  }

  @Test
  void of_sessions_that_drop_one_model_exactly_one_does() throws Exception {
    try (Connection connection = database.connect()) {
      run(connection, TRAIN.formatted("m"));
    }

    List<String> outcomes =
        Sessions.together(
            database,
            Collections.nCopies(
                5,
                connection -> {
                  try {
                    run(connection, "CALL sys.ML_DROP('m')");
                    return "dropped";
                  } catch (SQLException e) {
                    return state(e);
                  }
                }));

    List<String> expected = new ArrayList<>(Collections.nCopies(4, "ML201"));
    expected.add("dropped");
    assertThat(outcomes).as("%s", concurrency).containsExactlyInAnyOrderElementsOf(expected);
    assertWholeCatalog(0);
  }

  private static String train(Connection connection, String handle) {
    try {
      run(connection, TRAIN.formatted(handle));
      return "trained";
    } catch (SQLException e) {
      return state(e);
    }
  }

  private static String state(SQLException e) {
    boolean ours =
        MlError.HANDLE_EXISTS.sqlState().equals(e.getSQLState())
            || MlError.MODEL_NOT_FOUND.sqlState().equals(e.getSQLState());
    return ours ? e.getSQLState() : e.getSQLState() + " " + e.getMessage();
  }

  private void assertWholeCatalog(int models) throws SQLException {
    try (Connection connection = database.connect()) {
      assertThat(StoredModels.whole(connection)).hasSize(models);
    }
  }
}
