// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.json;

import java.util.Arrays;

/**
 * Makes strings of characters, and gives a short one that was made not long ago again instead of
 * another that is equal. Not thread-safe.
 */
final class RecentTexts {
  private static final int LONGEST = 32;

  private final char[][] characters;
  private final String[] texts;

  /**
   * @param places how many strings are remembered at most: none, or a power of two
   */
  RecentTexts(int places) {
    characters = new char[places][];
    texts = new String[places];
  }

  String of(char[] json, int from, int to) {
    int length = to - from;
    if (length == 0) {
      return "";
    } else if (length > LONGEST || texts.length == 0) {
      return new String(json, from, length);
    }
    int hash = json[from] + 31 * (json[to - 1] + 31 * (json[(from + to) >>> 1] + 31 * length));
    int place = (hash ^ hash >>> 8) & (texts.length - 1);
    char[] known = characters[place];
    if (known == null || !isSame(json, from, length, known)) {
      characters[place] = Arrays.copyOfRange(json, from, to);
      texts[place] = new String(json, from, length);
    }
    return texts[place];
  }

  private static boolean isSame(char[] json, int from, int length, char[] known) {
    if (known.length != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (json[from + i] != known[i]) {
        return false;
      }
    }
    return true;
  }
}
