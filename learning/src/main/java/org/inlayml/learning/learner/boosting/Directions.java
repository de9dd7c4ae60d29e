// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.boosting;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.Suggestion;
import org.inlayml.learning.feature.FeatureMatrix;

/** Which way answers may go with features. */
final class Directions {
  private static final int[] NONE = {};

  private Directions() {}

  /**
   * One a feature; empty where all are 0.
   *
   * <p>Errors: {@code UNKNOWN_COLUMN} where a name is no feature, {@code INVALID_OPTION} where it
   * is a category, or where there are more than two classes.
   *
   * @param given by name, as is or in another case
   */
  static int[] of(
      Optional<Map<String, Integer>> given, String option, FeatureMatrix features, int classes) {
    int[] directions = new int[features.width()];
    boolean any = false;
    for (Map.Entry<String, Integer> entry : given.orElse(Map.of()).entrySet()) {
      int feature = find(entry.getKey(), option, features.names());
      if (features.isCategorical(feature)) {
        throw MlError.INVALID_OPTION.with(
            option, "'" + entry.getKey() + "'", "columns of numbers, not of categories");
      }
      directions[feature] = entry.getValue();
      any |= entry.getValue() != 0;
    }
    if (any && classes > 2) {
      throw MlError.INVALID_OPTION.with(
          option, given.orElseThrow(), "two classes at most, or a regression");
    }
    return any ? directions : NONE;
  }

  private static int find(String name, String option, List<String> names) {
    int exact = names.indexOf(name);
    if (exact >= 0) {
      return exact;
    }
    int[] alike =
        IntStream.range(0, names.size()).filter(i -> names.get(i).equalsIgnoreCase(name)).toArray();
    if (alike.length == 1) {
      return alike[0];
    }
    throw MlError.UNKNOWN_COLUMN.with(
        name,
        "the features that " + option + " may name",
        Suggestion.nearest(name, names),
        String.join(", ", names));
  }
}
