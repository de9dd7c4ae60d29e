// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.feature;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Distinct texts, each with its position. Immutable, thread-safe. */
public final class Levels {
  /** The position of a text that is not among them. */
  public static final int ABSENT = -1;

  /** The order of code points, which unlike that of UTF-16 units is the one of UTF-8 bytes. */
  public static final Comparator<String> BY_CODE_POINT = Levels::compareCodePoints;

  private final List<String> texts;
  private final Map<String, Integer> positions;

  private Levels(List<String> texts) {
    this.texts = List.copyOf(texts);
    positions = new HashMap<>(texts.size() * 2);
    for (String text : this.texts) {
      positions.put(text, positions.size());
    }
    if (positions.size() != this.texts.size()) {
      throw new IllegalArgumentException("a level occurs twice");
    }
  }

  /** Makes levels in the order given. */
  public static Levels of(List<String> texts) {
    return new Levels(texts);
  }

  /** The texts by position. */
  public List<String> texts() {
    return texts;
  }

  /** How many. */
  public int size() {
    return texts.size();
  }

  /**
   * The position of a text, {@link #ABSENT} where it is not among them. A text that is not is
   * looked up without the blanks at its end, since values of CHAR(n) come padded with them where
   * nothing tells their type, as in JSON.
   */
  public int position(String text) {
    Integer position = positions.get(text);
    if (position == null && text.endsWith(" ")) {
      int end = text.length();
      while (end > 0 && text.charAt(end - 1) == ' ') {
        end--;
      }
      position = positions.get(text.substring(0, end));
    }
    return position == null ? ABSENT : position;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Levels levels && texts.equals(levels.texts);
  }

  @Override
  public int hashCode() {
    return texts.hashCode();
  }

  /** The number of levels; the texts themselves may be values of rows. */
  @Override
  public String toString() {
    return texts.size() + " levels";
  }

  private static int compareCodePoints(String a, String b) {
    int common = Math.min(a.length(), b.length());
    for (int i = 0; i < common; i++) {
      if (a.charAt(i) != b.charAt(i)) {
        return Integer.compare(a.codePointAt(i), b.codePointAt(i));
      }
    }
    return Integer.compare(a.length(), b.length());
  }
}
