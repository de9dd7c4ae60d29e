// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.registry;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.learner.Task;
import org.inlayml.procedures.registry.VariantScore.Comparison;
import org.inlayml.procedures.session.Session;
import org.inlayml.store.registry.AbTest;
import org.inlayml.store.registry.AbTest.Kind;
import org.inlayml.store.registry.Project;
import org.inlayml.store.sql.Sql;
import org.jspecify.annotations.Nullable;

/** What the log of predictions and the actuals say of an A/B test or shadow. Not thread-safe. */
public final class ExperimentReport {
  private final Session session;
  private final Sql sql;

  public ExperimentReport(Session session) {
    this.session = session;
    Connection connection = session.connection();
    sql = new Sql(connection);
  }

  /**
   * The rows of {@code ML_AB_REPORT}: version a, then b.
   *
   * <p>Errors: {@link MlError#AB_TEST_MISSING}.
   */
  public List<List<@Nullable Object>> rows(Project project) throws SQLException {
    AbTest test = new Experiment(session).last(project);
    String variantB = test.kind() == Kind.SHADOW ? "shadow" : "b";
    VariantScore a = score(project, test, "a");
    VariantScore b = score(project, test, variantB);
    Comparison comparison = VariantScore.compare(a, b);
    List<@Nullable Object> first = begin(test, "a", test.versionA(), a);
    first.addAll(Arrays.asList(null, null, null, null, null));
    List<@Nullable Object> second = begin(test, variantB, test.versionB(), b);
    second.add(comparison.difference());
    second.add(comparison.low());
    second.add(comparison.high());
    second.add(comparison.pValue());
    second.add(comparison.verdict());
    return List.of(first, second);
  }

  private List<@Nullable Object> begin(AbTest test, String variant, int version, VariantScore score)
      throws SQLException {
    List<@Nullable Object> row = new ArrayList<>();
    row.add(test.name());
    row.add(variant);
    row.add((long) version);
    row.add(predictions(test, variant));
    row.add(score.rows());
    row.add(score.metric());
    row.add(score.score());
    row.add(score.low());
    row.add(score.high());
    return row;
  }

  private long predictions(AbTest test, String variant) throws SQLException {
    return sql.first(
            "SELECT COUNT(*) FROM ML.PREDICTION_LOG WHERE AB_TEST_ID = ? AND VARIANT = ?",
            List.of(test.id(), variant),
            row -> row.getLong(1))
        .orElse(0L);
  }

  private VariantScore score(Project project, AbTest test, String variant) throws SQLException {
    VariantScore score = VariantScore.of(metric(project));
    sql.query(
        """
        SELECT L.PREDICTION, A.ACTUAL
        FROM ML.PREDICTION_LOG L
        JOIN ML.ACTUAL A ON A.PROJECT_ID = ? AND A.ROW_KEY = L.ROW_KEY
        WHERE L.PROJECT_NAME = ? AND L.AB_TEST_ID = ? AND L.VARIANT = ? AND A.ACTUAL IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM ML.ACTUAL N WHERE N.PROJECT_ID = A.PROJECT_ID
            AND N.ROW_KEY = A.ROW_KEY AND N.ACTUAL_ID > A.ACTUAL_ID)
          AND NOT EXISTS (SELECT 1 FROM ML.PREDICTION_LOG N WHERE N.PROJECT_NAME = L.PROJECT_NAME
            AND N.ROW_KEY = L.ROW_KEY AND N.AB_TEST_ID = L.AB_TEST_ID AND N.VARIANT = L.VARIANT
            AND N.PREDICTION_ID > L.PREDICTION_ID)
        """,
        List.of(project.id(), project.name(), test.id(), variant),
        row -> add(score, row));
    return score;
  }

  private static boolean add(VariantScore score, ResultSet row) throws SQLException {
    score.add(row.getString(1), row.getString(2));
    return true;
  }

  private static VariantScore.Metric metric(Project project) {
    if (!project.task().equals(Task.REGRESSION.sqlName())) {
      return VariantScore.Metric.ACCURACY;
    }
    return project.metric().orElse("").toLowerCase(Locale.ROOT).contains("absolute")
        ? VariantScore.Metric.MEAN_ABSOLUTE_ERROR
        : VariantScore.Metric.MEAN_SQUARED_ERROR;
  }
}
