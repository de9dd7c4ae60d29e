// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.error;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** The did-you-mean of error messages. */
public final class Suggestion {
  private Suggestion() {}

  /**
   * Returns {@code "Did you mean 'x'? "} for the nearest candidate, or the empty text when none is
   * near: more edits than a third of the letters, or, of few letters, than one, or all of them.
   */
  public static String nearest(String given, Collection<String> candidates) {
    return find(given, candidates).map(best -> "Did you mean '" + best + "'? ").orElse("");
  }

  /** The nearest candidate; empty when none is near. */
  public static Optional<String> find(String given, Collection<String> candidates) {
    String best = "";
    int fewest = Math.min(Math.max(1, given.length() / 3) + 1, given.length());
    for (String candidate : candidates) {
      int edits = edits(given.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
      if (edits < fewest) {
        fewest = edits;
        best = candidate;
      }
    }
    return best.isEmpty() ? Optional.empty() : Optional.of(best);
  }

  /** Levenshtein distance. */
  private static int edits(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(change, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
