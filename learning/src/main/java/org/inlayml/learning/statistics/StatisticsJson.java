// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.statistics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.inlayml.learning.json.Json;
import org.inlayml.learning.json.JsonWriter;
import org.inlayml.learning.table.ColumnType;
import org.jspecify.annotations.Nullable;

/** Statistics as JSON and back. What a newer Inlay may add is passed over. */
final class StatisticsJson {
  private static final String COLUMNS = "columns";
  private static final String PREDICTIONS = "predictions";
  private static final String NAME = "name";
  private static final String TYPE = "type";
  private static final String ROWS = "rows";
  private static final String MISSING = "missing";
  private static final String MEAN = "mean";
  private static final String DEVIATION = "deviation";
  private static final String QUANTILES = "quantiles";
  private static final String VALUES = "values";
  private static final String COUNTS = "counts";
  private static final String DIFFERENT = "different";

  private StatisticsJson() {}

  static String write(TableStatistics statistics) {
    JsonWriter writer = new JsonWriter().beginObject();
    write(writer.name(COLUMNS), statistics.columns());
    if (!statistics.predictions().isEmpty()) {
      write(writer.name(PREDICTIONS), statistics.predictions());
    }
    return writer.endObject().toString();
  }

  private static void write(JsonWriter writer, List<ColumnStatistics> columns) {
    writer.beginArray();
    for (ColumnStatistics column : columns) {
      writer.beginObject().name(NAME).value(column.name()).name(TYPE).value(column.type().name());
      writer.name(ROWS).value(column.rows()).name(MISSING).value(column.missing());
      if (column instanceof NumberStatistics numbers) {
        writer.name(MEAN).value(numbers.mean()).name(DEVIATION).value(numbers.deviation());
        write(writer.name(numbers.isExact() ? VALUES : QUANTILES), numbers.points());
        if (numbers.isExact()) {
          writer.name(COUNTS).beginArray();
          for (long count : numbers.counts()) {
            writer.value(count);
          }
          writer.endArray();
        }
      } else if (column instanceof CategoryStatistics categories) {
        writer.name(DIFFERENT).value(categories.different());
        writer.name(COUNTS).any(categories.counts());
      }
      writer.endObject();
    }
    writer.endArray();
  }

  private static void write(JsonWriter writer, double[] numbers) {
    writer.beginArray();
    for (double number : numbers) {
      writer.value(number);
    }
    writer.endArray();
  }

  static TableStatistics read(String json) {
    Map<String, @Nullable Object> members = Json.parseObject(json);
    return new TableStatistics(
        columns(members.get(COLUMNS)),
        members.containsKey(PREDICTIONS) ? columns(members.get(PREDICTIONS)) : List.of());
  }

  private static List<ColumnStatistics> columns(@Nullable Object value) {
    List<ColumnStatistics> columns = new ArrayList<>();
    for (Object element : list(value)) {
      columns.add(column(object(element)));
    }
    return columns;
  }

  private static ColumnStatistics column(Map<?, ?> members) {
    String name = String.valueOf(members.get(NAME));
    ColumnType type = ColumnType.valueOf(String.valueOf(members.get(TYPE)));
    long rows = whole(members.get(ROWS));
    long missing = whole(members.get(MISSING));
    if (!type.isNumeric()) {
      Map<String, Long> counts = new LinkedHashMap<>();
      object(members.get(COUNTS)).forEach((key, count) -> counts.put(key.toString(), whole(count)));
      return new CategoryStatistics(
          name, type, rows, missing, counts, whole(members.get(DIFFERENT)));
    }
    boolean exact = members.containsKey(VALUES);
    List<?> points = list(members.get(exact ? VALUES : QUANTILES));
    List<?> counts = exact ? list(members.get(COUNTS)) : List.of();
    return new NumberStatistics(
        name,
        type,
        rows,
        missing,
        number(members.get(MEAN)),
        number(members.get(DEVIATION)),
        points.stream().mapToDouble(StatisticsJson::number).toArray(),
        counts.stream().mapToLong(StatisticsJson::whole).toArray());
  }

  private static Map<?, ?> object(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw new IllegalArgumentException("no object: " + value);
  }

  private static List<?> list(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return list;
    }
    throw new IllegalArgumentException("no array: " + value);
  }

  private static double number(@Nullable Object value) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    throw new IllegalArgumentException("no number: " + value);
  }

  private static long whole(@Nullable Object value) {
    double number = number(value);
    if (number < 0 || number != Math.rint(number)) {
      throw new IllegalArgumentException("no count: " + value);
    }
    return (long) number;
  }
}
