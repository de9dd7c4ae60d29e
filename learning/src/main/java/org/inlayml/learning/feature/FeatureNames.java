// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.feature;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Finds features by name: the one of exactly that name, else the only one that differs in case
 * alone. Immutable, thread-safe.
 */
public final class FeatureNames {
  /** The position of a name that is no feature. */
  public static final int NONE = -1;

  private final Map<String, Integer> exact = new HashMap<>();
  private final Map<String, Integer> folded = new HashMap<>();

  public FeatureNames(List<Feature> features) {
    Set<String> ambiguous = new HashSet<>();
    for (int i = 0; i < features.size(); i++) {
      String name = features.get(i).name();
      exact.put(name, i);
      if (folded.put(fold(name), i) != null) {
        ambiguous.add(fold(name));
      }
    }
    ambiguous.forEach(folded::remove);
  }

  /** The position of the feature, or {@link #NONE}. */
  public int position(String name) {
    Integer position = exact.get(name);
    if (position == null) {
      position = folded.get(fold(name));
    }
    return position == null ? NONE : position;
  }

  private static String fold(String name) {
    return name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }
}
