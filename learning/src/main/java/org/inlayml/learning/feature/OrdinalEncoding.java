// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.feature;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text as its rank by frequency in training: 0 for the most frequent level, the number of levels
 * for a text not seen in training, -1 where missing. A missing text counts as not seen where none
 * was missing in training. For trees, which cut the ranks wherever they like, or part them into
 * sets where they are few. Immutable, thread-safe.
 *
 * @param levels in the order of their ranks
 * @param missing whether texts were missing in training
 */
public record OrdinalEncoding(Levels levels, boolean missing) implements TextNumberEncoding {
  @Override
  public int width() {
    return 1;
  }

  @Override
  public List<String> names(String name) {
    return List.of(name);
  }

  /** Whether the ranks are few enough to be taken as codes of categories. */
  boolean isCategorical() {
    return levels.size() <= TextFitter.MOST_CATEGORIES;
  }

  @Override
  public double value(@Nullable String text) {
    int position = text == null ? Levels.ABSENT : levels.position(text);
    if (position == Levels.ABSENT) {
      position = text == null && missing ? -1 : levels.size();
    }
    return position;
  }
}
