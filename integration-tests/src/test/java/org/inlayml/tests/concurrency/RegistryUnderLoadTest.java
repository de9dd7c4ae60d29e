// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.concurrency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inlayml.tests.database.Answers.number;
import static org.inlayml.tests.database.Answers.rows;
import static org.inlayml.tests.database.Answers.run;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.inlayml.store.ModelStore;
import org.inlayml.store.cache.ModelCache.Counters;
import org.inlayml.tests.concurrency.Sessions.Work;
import org.inlayml.tests.database.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a project answers follows the transaction that deploys, while others predict: 8 sessions
 * predict and one deploys, 1,000 times over all databases and modes.
 */
@ParameterizedClass
@EnumSource(Concurrency.class)
final class RegistryUnderLoadTest {
  private static final int READERS = 8;
  private static final int DEPLOYMENTS = 125;

  /** As H2 and HSQLDB say that a lock was waited for too long, or was one of a deadlock. */
  private static final Set<String> LOCK_STATES = Set.of("HYT00", "40001", "40502");

  private static final String TREE =
      "\"algorithm\": \"decision_tree\", \"hyperparameters\": {\"min_samples_leaf\": 1},"
          + " \"validation_split\": 0, \"deploy\": \"never\"";

  private static final List<String> QUERIES =
      List.of(
          "SELECT A, sys.ML_PREDICT('number', ARRAY[CAST(A AS DOUBLE PRECISION)])"
              + " FROM FOUR ORDER BY A",
          "SELECT A, sys.ML_PREDICT_LABEL('label', ARRAY[CAST(A AS DOUBLE PRECISION)])"
              + " FROM FOUR ORDER BY A",
          "SELECT A, sys.ML_PREDICT_ROW('{\"A\": ' || A || '}', 'number', NULL)"
              + " FROM FOUR ORDER BY A");

  @Parameter Concurrency concurrency = Concurrency.H2;
  @TempDir Path folder = Path.of("");

  private TestDatabase database;

  /** By query and version less one: what it must answer. */
  private final List<List<String>> expected = new ArrayList<>();

  /** Odd while a commit is under way. */
  private final AtomicInteger commits = new AtomicInteger();

  private final AtomicInteger live = new AtomicInteger(1);
  private final AtomicBoolean ended = new AtomicBoolean();

  @BeforeEach
  void open() throws SQLException {
    database = concurrency.open(folder);
    try (Connection connection = database.connect()) {
      run(
          connection,
          "CREATE TABLE FOUR (A INTEGER)",
          "INSERT INTO FOUR VALUES (0), (1), (2), (3)",
          "CREATE VIEW FIRST_NUMBER AS SELECT A, A * 10 AS Y FROM T",
          "CREATE VIEW SECOND_NUMBER AS SELECT A, A * 10 + 1000 AS Y FROM T",
          "CREATE VIEW FIRST_LABEL AS SELECT A, Y FROM T",
          "CREATE VIEW SECOND_LABEL AS SELECT A, CASE Y WHEN 'odd' THEN 'strange' ELSE 'plain' END"
              + " AS Y FROM T");
    }
  }

  @AfterEach
  void close() throws SQLException {
    database.close();
  }

  private static void train(Connection connection, String view, String project, String task)
      throws SQLException {
    run(
        connection,
        "CALL sys.ML_TRAIN('PUBLIC.%s', 'Y', '{\"task\": \"%s\", \"project\": \"%s\", %s}', NULL)"
            .formatted(view, task, project, TREE));
  }

  private static void deploy(Connection connection, int version) throws SQLException {
    for (String project : List.of("number", "label")) {
      run(connection, "CALL sys.ML_DEPLOY('%s', '%d', NULL)".formatted(project, version));
    }
  }

  private static String answers(Connection connection, int query) throws SQLException {
    return rows(connection, QUERIES.get(query)).toString();
  }

  private void prepare() throws SQLException {
    try (Connection connection = database.connect()) {
      train(connection, "FIRST_NUMBER", "number", "regression");
      train(connection, "SECOND_NUMBER", "number", "regression");
      train(connection, "FIRST_LABEL", "label", "classification");
      train(connection, "SECOND_LABEL", "label", "classification");
      deploy(connection, 2);
      List<String> second = new ArrayList<>();
      for (int query = 0; query < QUERIES.size(); query++) {
        second.add(answers(connection, query));
      }
      deploy(connection, 1);
      for (int query = 0; query < QUERIES.size(); query++) {
        expected.add(List.of(answers(connection, query), second.get(query)));
        assertThat(expected.get(query).get(0)).isNotEqualTo(second.get(query));
      }
      assertThat(expected.get(0))
          .containsExactly(
              "[[0, 0.0], [1, 10.0], [2, 20.0], [3, 30.0]]",
              "[[0, 1000.0], [1, 1010.0], [2, 1020.0], [3, 1030.0]]");
    }
  }

  @Test
  void every_answer_is_that_of_the_version_that_was_committed() throws Exception {
    prepare();
    Counters before = ModelStore.shared().cache().counters();
    List<Work<List<String>>> works = new ArrayList<>();
    works.add(this::deployAll);
    for (int reader = 0; reader < READERS; reader++) {
      boolean autoCommit = reader % 2 == 0;
      works.add(connection -> predict(connection, autoCommit));
    }

    List<List<String>> wrong = Sessions.together(database, works);

    assertThat(wrong).as("%s", concurrency).hasSize(1 + READERS).allMatch(List::isEmpty);
    Counters after = ModelStore.shared().cache().counters();
    assertThat(after.misses()).as("no model is loaded again").isEqualTo(before.misses());
  }

  /** Deploys, half of the times for others; returns what its own session was answered wrongly. */
  private List<String> deployAll(Connection connection) throws SQLException {
    List<String> wrong = new ArrayList<>();
    Random random = new Random(concurrency.name().length());
    connection.setAutoCommit(false);
    try {
      for (int round = 0; round < DEPLOYMENTS; round++) {
        int version = 1 + random.nextInt(2);
        deploy(connection, version);
        check(connection, version, "its own deployment", wrong);
        if (random.nextBoolean()) {
          commits.incrementAndGet();
          connection.commit();
          live.set(version);
          commits.incrementAndGet();
        } else {
          connection.rollback();
        }
        check(connection, live.get(), "what is committed", wrong);
        connection.commit();
      }
    } finally {
      ended.set(true);
    }
    return wrong;
  }

  private void check(Connection connection, int version, String what, List<String> wrong)
      throws SQLException {
    for (int query = 0; query < QUERIES.size(); query++) {
      String answer = answers(connection, query);
      if (!answer.equals(expected.get(query).get(version - 1))) {
        wrong.add("for " + what + ", version " + version + ": " + answer);
      }
    }
  }

  /** Predicts until all is deployed; returns wrong and failed answers. */
  private List<String> predict(Connection connection, boolean autoCommit) throws SQLException {
    List<String> wrong = new ArrayList<>();
    connection.setAutoCommit(autoCommit);
    for (int round = 0; !ended.get() || round < QUERIES.size(); round++) {
      int query = round % QUERIES.size();
      int commitsBefore = commits.get();
      int liveBefore = live.get();
      String answer;
      try {
        answer = answers(connection, query);
        if (!autoCommit && round % 5 == 0) {
          connection.commit();
        }
      } catch (SQLException e) {
        wrong.add(e.getSQLState() + " " + e.getMessage());
        continue;
      }
      int version = 1 + expected.get(query).indexOf(answer);
      if (version == 0) {
        wrong.add("a mixture: " + answer);
      } else if (commitsBefore % 2 == 0
          && commits.get() == commitsBefore
          && version != liveBefore) {
        wrong.add(
            "version " + version + " while " + liveBefore + " was live: " + QUERIES.get(query));
      }
    }
    if (!autoCommit) {
      connection.commit();
    }
    return wrong;
  }

  @Test
  void versions_trained_at_once_are_numbered_without_gaps() throws Exception {
    AtomicInteger committed = new AtomicInteger();
    AtomicInteger session = new AtomicInteger();
    Work<List<String>> work =
        connection -> trainVersions(connection, session.getAndIncrement(), committed);

    List<List<String>> failures = Sessions.together(database, List.of(work, work, work, work));

    assertThat(failures).as("%s", concurrency).allMatch(List::isEmpty);
    try (Connection connection = database.connect()) {
      assertThat(rows(connection, "SELECT VERSION FROM ML.MODEL_VERSION ORDER BY VERSION"))
          .as("%s", concurrency)
          .extracting(row -> ((Number) row.get(0)).intValue())
          .containsExactlyElementsOf(IntStream.rangeClosed(1, committed.get()).boxed().toList());
      assertThat(number(connection, "SELECT LAST_VERSION FROM ML.PROJECT"))
          .isEqualTo(committed.get());
      assertThat(StoredModels.whole(connection)).hasSize(committed.get());
    }
  }

  /** Trains until five versions are committed, and rolls back some between. */
  private static List<String> trainVersions(
      Connection connection, int session, AtomicInteger committed) throws SQLException {
    List<String> failures = new ArrayList<>();
    connection.setAutoCommit(false);
    int done = 0;
    for (int round = 0; done < 5 && round < 40; round++) {
      try {
        train(connection, "FIRST_NUMBER", "at once", "regression");
        if ((round + session) % 3 == 0) {
          connection.rollback();
        } else {
          connection.commit();
          committed.incrementAndGet();
          done++;
        }
      } catch (SQLException e) {
        connection.rollback();
        if (!LOCK_STATES.contains(String.valueOf(e.getSQLState()))) {
          failures.add(e.getSQLState() + " " + e.getMessage());
        }
      }
    }
    if (done < 5) {
      failures.add("only " + done + " versions in 40 rounds");
    }
    return failures;
  }
}
