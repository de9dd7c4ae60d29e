// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.training;

import java.util.Map;
import java.util.Optional;

/**
 * How much rows count.
 *
 * @param column of weights, at least 0, which is no feature
 * @param balanced whether all classes count alike, however many rows they have
 * @param classes weight by class label; classes not named have 1
 */
public record Weighting(Optional<String> column, boolean balanced, Map<String, Double> classes) {
  /** All rows count alike. */
  public static final Weighting NONE = new Weighting(Optional.empty(), false, Map.of());

  public Weighting {
    classes = Map.copyOf(classes);
  }

  /** Whether rows may count differently. */
  public boolean isWeighted() {
    return column.isPresent() || balanced || !classes.isEmpty();
  }
}
