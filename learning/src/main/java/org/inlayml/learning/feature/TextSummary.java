// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.feature;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.inlayml.learning.table.TextColumn;

/** What is to be known of a column of texts: which occur, how often, and what they look like. */
final class TextSummary {
  private final TextColumn column;
  private final int[] counts;
  private final int[] occurring;
  private final int missing;
  private final boolean numbers;

  /**
   * @param mostLevels with more levels than this the texts may be numbers
   */
  TextSummary(TextColumn column, int mostLevels) {
    this.column = column;
    counts = column.counts();
    occurring = IntStream.range(0, counts.length).filter(code -> counts[code] > 0).toArray();
    missing = column.missing();
    numbers = occurring.length > mostLevels && readAsNumbers(mostLevels);
  }

  int levels() {
    return occurring.length;
  }

  int missing() {
    return missing;
  }

  int present() {
    return column.rows() - missing;
  }

  int rows() {
    return column.rows();
  }

  /** Whether every text is blank or a number, and none looks like a code: {@code 007}. */
  boolean numbers() {
    return numbers;
  }

  /** The numbers that the rows read as, NaN where missing or blank. */
  double[] asNumbers() {
    double[] parsed =
        Arrays.stream(column.levels()).mapToDouble(NumberTextEncoding::parse).toArray();
    return Arrays.stream(column.codes())
        .mapToDouble(code -> code == TextColumn.MISSING ? Double.NaN : parsed[code])
        .toArray();
  }

  /** All levels by code point, which does not depend on the order of the rows. */
  List<Level> byText() {
    return Arrays.stream(occurring)
        .mapToObj(code -> new Level(column.levels()[code], counts[code]))
        .sorted(Comparator.comparing(Level::text, Levels.BY_CODE_POINT))
        .toList();
  }

  /** The most frequent first, those equally frequent by code point. */
  List<Level> byFrequency() {
    return byText().stream().sorted(Comparator.comparingInt(Level::count).reversed()).toList();
  }

  /** A text and in how many rows it occurs. */
  record Level(String text, int count) {}

  private boolean readAsNumbers(int mostLevels) {
    int found = 0;
    for (int code : occurring) {
      String text = column.levels()[code].trim();
      if (text.isEmpty()) {
        continue;
      }
      boolean padded = text.length() > 1 && text.charAt(0) == '0' && isDigit(text.charAt(1));
      if (padded || Double.isNaN(NumberTextEncoding.parse(text))) {
        return false;
      }
      found++;
    }
    return found > mostLevels;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
