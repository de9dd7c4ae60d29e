// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.MlException;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.metric.Metric;
import org.inlayml.learning.prediction.Predictor;
import org.inlayml.learning.table.Column;
import org.inlayml.learning.table.NumberColumn;
import org.inlayml.learning.table.TextColumn;
import org.inlayml.learning.training.UnseenRows;
import org.inlayml.store.registry.Project;
import org.jspecify.annotations.Nullable;

/**
 * A score that a version must reach. Immutable, thread-safe.
 *
 * @param column a feature; null for all rows
 * @param value of the column
 */
record Floor(@Nullable String column, @Nullable String value, String metric, double atLeast) {
  private static final Set<String> KEYS = Set.of("column", "value", "metric", "at_least");

  /** Reads a list of objects; empty where it is no such. */
  static Optional<List<Floor>> list(Object json) {
    List<Floor> floors = new ArrayList<>();
    if (!(json instanceof List<?> elements)) {
      return Optional.empty();
    }
    for (Object element : elements) {
      if (!(element instanceof Map<?, ?> members)
          || !KEYS.containsAll(members.keySet())
          || !(members.get("metric") instanceof String metric)
          || !(members.get("at_least") instanceof Number atLeast)
          || members.containsKey("column") != members.containsKey("value")) {
        return Optional.empty();
      }
      floors.add(
          new Floor(
              text(members.get("column")),
              text(members.get("value")),
              metric,
              atLeast.doubleValue()));
    }
    return Optional.of(floors);
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  /** What is wrong with a model; empty where it reaches the score. */
  Optional<String> problem(Project project, Predictor predictor, UnseenRows rows) {
    UnseenRows slice =
        column == null ? rows : rows.select(positions(rows.features().column(column)));
    String what = column == null ? "all rows" : "the rows whose " + column + " is " + value;
    if (slice.count() == 0) {
      return Optional.of("no rows were held out of " + what + ", which the policy asks a score of");
    }
    try {
      double score =
          slice.by(Metric.of(metric, Task.of(project.task()), rows.classes())).score(predictor);
      return score >= atLeast
          ? Optional.empty()
          : Optional.of(
              metric + " of " + what + " is " + score + ", but the policy asks " + atLeast);
    } catch (MlException e) {
      if (e.error() != MlError.SCORE_NOT_COMPUTABLE) {
        throw e;
      }
      return Optional.of(metric + " of " + what + " cannot be computed: " + e.getMessage());
    }
  }

  private int[] positions(Column values) {
    return IntStream.range(0, values.rows()).filter(row -> has(values, row)).toArray();
  }

  private boolean has(Column values, int row) {
    if (values.isMissing(row)) {
      return false;
    } else if (values instanceof TextColumn texts) {
      return texts.levels()[texts.codes()[row]].equals(value);
    }
    try {
      return ((NumberColumn) values).values()[row] == Double.parseDouble(String.valueOf(value));
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
