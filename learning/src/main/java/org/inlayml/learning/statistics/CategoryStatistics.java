// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.statistics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.inlayml.learning.feature.Levels;
import org.inlayml.learning.table.ColumnType;
import org.inlayml.learning.table.TextColumn;

/**
 * What a column of texts looked like: the number of rows of its most frequent values, 100 at most.
 * Where there are more values, those of a single row are left to the rest, as texts and identifiers
 * have them. A long text is named by its beginning and a hash.
 *
 * @param counts by value, the most frequent first
 * @param different how many values there are
 */
public record CategoryStatistics(
    String name, ColumnType type, long rows, long missing, Map<String, Long> counts, long different)
    implements ColumnStatistics {
  /** How many values are kept. */
  public static final int MOST_VALUES = 100;

  private static final int LONGEST = 64;
  private static final int BEGINNING = 48;

  public CategoryStatistics {
    counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
    long counted = counts.values().stream().mapToLong(Long::longValue).sum();
    if (type.isNumeric() || missing < 0 || counted > rows - missing) {
      throw new IllegalArgumentException(name + ": " + counted + " counted of " + rows);
    } else if (counts.size() > MOST_VALUES || counts.size() > different) {
      throw new IllegalArgumentException(name + ": " + counts.size() + " of " + different);
    }
  }

  static CategoryStatistics of(TextColumn column) {
    int[] counts = column.counts();
    Map<String, Long> byText = new HashMap<>();
    for (int code = 0; code < counts.length; code++) {
      if (counts[code] > 0) {
        byText.merge(named(column.levels()[code]), (long) counts[code], Long::sum);
      }
    }
    return of(column.name(), column.type(), column.rows(), column.missing(), byText);
  }

  /** Of all values and their numbers of rows. */
  static CategoryStatistics of(
      String name, ColumnType type, long rows, long missing, Map<String, Long> counts) {
    boolean all = counts.size() <= MOST_VALUES;
    List<Map.Entry<String, Long>> kept = new ArrayList<>(counts.entrySet());
    kept.removeIf(entry -> !all && entry.getValue() < 2);
    kept.sort(
        Map.Entry.<String, Long>comparingByValue()
            .reversed()
            .thenComparing(Map.Entry.comparingByKey(Levels.BY_CODE_POINT)));
    Map<String, Long> most = new LinkedHashMap<>();
    kept.stream().limit(MOST_VALUES).forEach(e -> most.put(e.getKey(), e.getValue()));
    return new CategoryStatistics(name, type, rows, missing, most, counts.size());
  }

  /** How many rows have a value that is not kept. */
  public long rest() {
    return present() - counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Whether every value is kept. */
  public boolean isComplete() {
    return counts.size() == different;
  }

  /** What a text is counted under: short ones stay, so that most values can be read. */
  static String named(String text) {
    if (text.length() <= LONGEST) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(BEGINNING - 1)) ? BEGINNING - 1 : BEGINNING;
    return text.substring(0, end) + "#" + Integer.toHexString(text.hashCode());
  }
}
