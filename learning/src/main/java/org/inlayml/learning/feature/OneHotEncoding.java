// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.feature;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text as one 0/1 feature a level, 1 for the level that the row has: first the levels, then
 * {@code (missing)}, then {@code (rare)}, which also stands for texts not seen in training. Without
 * {@code (rare)} such a text is all zeros. A missing text counts as not seen where there is no
 * {@code (missing)}. Immutable, thread-safe.
 *
 * @param missing whether there is a feature for missing texts
 * @param rare whether there is a feature for all other texts
 */
public record OneHotEncoding(Levels levels, boolean missing, boolean rare) implements Encoding {
  @Override
  public int width() {
    return levels.size() + (missing ? 1 : 0) + (rare ? 1 : 0);
  }

  /** Such as {@code JOB=student}; the last two without {@code =}, so that no level is alike. */
  @Override
  public List<String> names(String name) {
    List<String> names = new ArrayList<>(width());
    levels.texts().forEach(text -> names.add(name + "=" + text));
    if (missing) {
      names.add(name + " (missing)");
    }
    if (rare) {
      names.add(name + " (rare)");
    }
    return names;
  }

  /** Which of the features is 1, counted from the first, or {@link Levels#ABSENT} for none. */
  int position(@Nullable String text) {
    int position = text == null ? Levels.ABSENT : levels.position(text);
    if (position != Levels.ABSENT) {
      return position;
    }
    if (text == null && missing) {
      return levels.size();
    }
    return rare ? width() - 1 : Levels.ABSENT;
  }
}
