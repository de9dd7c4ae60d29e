// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.concurrency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inlayml.tests.database.Answers.rows;
import static org.inlayml.tests.database.Answers.run;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.inlayml.tests.concurrency.Sessions.Work;
import org.inlayml.tests.database.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Predicting while another session replaces the model. */
@ParameterizedClass
@EnumSource(Concurrency.class)
final class ReplacedModelTest {
  private static final int REPLACEMENTS = 20;
  private static final int MOST_STATEMENTS = 60;

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
  void every_answer_is_of_a_model_that_was_committed() throws Exception {
    try (Connection connection = database.connect()) {
      run(connection, replace("even", "odd"));
    }
    AtomicBoolean replaced = new AtomicBoolean();
    List<Work<Set<String>>> works = new ArrayList<>();
    works.add(
        connection -> {
          try {
            replaceAndRollBack(connection);
          } finally {
            replaced.set(true);
          }
          return Set.of();
        });
    for (int i = 0; i < 3; i++) {
      works.add(connection -> predictUntil(connection, replaced));
    }

    List<Set<String>> answers = Sessions.together(database, works);

    for (Set<String> seen : answers.subList(1, answers.size())) {
      assertThat(seen).as("%s", concurrency).isSubsetOf("even", "first").isNotEmpty();
    }
  }

  /** Commits models that say first or even of an even number, rolls back those that say never. */
  private static void replaceAndRollBack(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    for (int i = 0; i < REPLACEMENTS; i++) {
      run(connection, replace("never", "nowhere"));
      connection.rollback();
      run(connection, i % 2 == 0 ? replace("first", "second") : replace("even", "odd"));
      connection.commit();
    }
  }

  private static Set<String> predictUntil(Connection connection, AtomicBoolean replaced)
      throws SQLException {
    Set<String> answers = new TreeSet<>();
    // a bound, since HSQLDB's LOCKS let a writer wait for as long as any reader reads
    int statements = 0;
    do {
      Set<String> answersOfOne = new TreeSet<>();
      for (List<Object> row :
          rows(connection, "SELECT sys.ML_PREDICT_LABEL('m', ARRAY[2.0]) FROM T")) {
        answersOfOne.add(String.valueOf(row.get(0)));
      }
      assertThat(answersOfOne).as("models of one statement").hasSize(1);
      answers.addAll(answersOfOne);
      statements++;
    } while (!replaced.get() && statements < MOST_STATEMENTS);
    return answers;
  }

  private static String replace(String even, String odd) {
    return ("CALL sys.ML_TRAIN('SELECT A, CASE Y WHEN ''even'' THEN ''%s'' ELSE ''%s'' END AS Y"
            + " FROM PUBLIC.T', 'Y', '{\"algorithm\": \"decision_tree\", \"replace\": true,"
            + " \"hyperparameters\": {\"min_samples_leaf\": 1}}', 'm')")
        .formatted(even, odd);
  }
}
