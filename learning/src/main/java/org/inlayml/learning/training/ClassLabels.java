// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.training;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.feature.Levels;
import org.inlayml.learning.table.Column;
import org.inlayml.learning.table.ColumnType;
import org.inlayml.learning.table.NumberColumn;
import org.inlayml.learning.table.TextColumn;

/** Class labels as text, in their order, and the positions of a column's values among them. */
public final class ClassLabels {
  /** Where a value is missing or is no known class. */
  public static final double UNKNOWN = -1;

  /** Beyond it, different whole numbers are the same double. */
  private static final double LARGEST_EXACT = 1L << 53;

  private ClassLabels() {}

  /**
   * The distinct values of a column, ordered as {@code Target} says; missing ones are left out.
   *
   * <p>Errors: {@link MlError#INVALID_VALUE} for whole numbers that a double does not tell apart.
   */
  public static List<String> of(Column column) {
    if (column instanceof NumberColumn numbers) {
      TreeSet<Double> distinct = new TreeSet<>();
      for (double value : numbers.values()) {
        if (column.type() == ColumnType.INTEGER && Math.abs(value) > LARGEST_EXACT) {
          throw MlError.INVALID_VALUE.with(
              column.name(),
              "class labels up to 9007199254740992, or text (CAST it AS VARCHAR)",
              "a larger number");
        }
        if (!Double.isNaN(value)) {
          distinct.add(value == 0 ? 0.0 : value); // -0.0 is no class of its own
        }
      }
      return distinct.stream().map(value -> text(value, column.type())).toList();
    }
    TextColumn texts = (TextColumn) column;
    int[] counts = texts.counts();
    List<String> labels = new ArrayList<>();
    for (int code = 0; code < counts.length; code++) {
      if (counts[code] > 0) {
        labels.add(texts.levels()[code]);
      }
    }
    labels.sort(Levels.BY_CODE_POINT);
    return labels;
  }

  /** Per row the position in {@code classes}, or {@link #UNKNOWN}. */
  public static double[] positions(Column column, List<String> classes) {
    Map<String, Integer> positions = new HashMap<>();
    for (int i = 0; i < classes.size(); i++) {
      positions.put(classes.get(i), i);
    }
    double[] found = new double[column.rows()];
    if (column instanceof NumberColumn numbers) {
      Map<Double, Integer> known = new HashMap<>();
      for (int row = 0; row < found.length; row++) {
        double value = numbers.values()[row];
        found[row] =
            Double.isNaN(value)
                ? UNKNOWN
                : known.computeIfAbsent(
                    value, v -> positions.getOrDefault(text(v, column.type()), (int) UNKNOWN));
      }
    } else {
      TextColumn texts = (TextColumn) column;
      int[] byCode =
          Arrays.stream(texts.levels())
              .mapToInt(level -> positions.getOrDefault(level, (int) UNKNOWN))
              .toArray();
      for (int row = 0; row < found.length; row++) {
        int code = texts.codes()[row];
        found[row] = code == TextColumn.MISSING ? UNKNOWN : byCode[code];
      }
    }
    return found;
  }

  /** A number of a column as its class label; dates and times in ISO form. */
  public static String text(double value, ColumnType type) {
    return switch (type) {
      case BOOLEAN -> value == 1 ? "true" : "false";
      case DATE ->
          Instant.ofEpochMilli((long) value).atZone(ZoneOffset.UTC).toLocalDate().toString();
      case TIME -> LocalTime.ofNanoOfDay(((long) value) * 1_000_000).toString();
      case TIMESTAMP ->
          Instant.ofEpochMilli((long) value).atZone(ZoneOffset.UTC).toLocalDateTime().toString();
      case INTEGER, NUMBER, TEXT, IDENTIFIER ->
          value == Math.rint(value) && Math.abs(value) < 1L << 53
              ? Long.toString((long) value)
              : new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    };
  }
}
