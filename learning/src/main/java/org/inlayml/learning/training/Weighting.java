// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.training;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;

/**
 * How much rows count.
 *
 * @param column of weights, at least 0, which is no feature
 * @param balanced whether all classes count alike, however many rows they have
 * @param classes weight by class label; classes not named have 1
 */
public record Weighting(Optional<String> column, boolean balanced, Map<String, Double> classes) {
  /** The option that names the column. */
  public static final Option<String> SAMPLE_WEIGHT_COLUMN =
      Option.text("sample_weight_column")
          .doc(
              "A column of numbers of at least 0 that says how much each row counts; it is no"
                  + " feature. Rows of weight 0 are left out.");

  /** The option that weighs the classes. */
  public static final Option<Object> CLASS_WEIGHT =
      Option.checked(
              "class_weight",
              "'balanced' or an object of class labels and numbers above 0",
              Weighting::checkClasses)
          .doc(
              "How much the rows of each class count, such as {\"yes\": 5}; classes not named count"
                  + " 1. 'balanced' makes all classes count alike, however many rows they have.");

  private static final String BALANCED = "balanced";

  /** All rows count alike. */
  public static final Weighting NONE = new Weighting(Optional.empty(), false, Map.of());

  public Weighting {
    classes = Map.copyOf(classes);
  }

  /** Of the options given. */
  public static Weighting of(Options options) {
    Optional<Object> given = options.find(CLASS_WEIGHT);
    Map<String, Double> classes = new HashMap<>();
    if (given.isPresent() && given.get() instanceof Map<?, ?> map) {
      map.forEach(
          (label, weight) -> classes.put(String.valueOf(label), ((Number) weight).doubleValue()));
    }
    return new Weighting(
        options.find(SAMPLE_WEIGHT_COLUMN), given.filter(BALANCED::equals).isPresent(), classes);
  }

  private static Optional<Object> checkClasses(Object value) {
    if (value instanceof String word && word.equalsIgnoreCase(BALANCED)) {
      return Optional.of(BALANCED);
    }
    boolean weights =
        value instanceof Map<?, ?> map
            && !map.isEmpty()
            && map.values().stream()
                .allMatch(
                    w ->
                        w instanceof Number n
                            && n.doubleValue() > 0
                            && n.doubleValue() < Double.POSITIVE_INFINITY);
    return weights ? Optional.of(value) : Optional.empty();
  }

  /** Whether rows may count differently. */
  public boolean isWeighted() {
    return column.isPresent() || balanced || !classes.isEmpty();
  }
}
