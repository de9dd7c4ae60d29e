// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.value;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.inlayml.learning.prediction.Target;
import org.inlayml.learning.table.ColumnType;

/** Predictions as values of the SQL type that their target has; types good on both engines. */
public final class SqlType {
  /** Long enough for the JSON of a thousand classes. */
  public static final String JSON_TEXT = "VARCHAR(1000000)";

  private static final int SHORTEST_TEXT = 255;

  private SqlType() {}

  /** The type of a column that holds predictions. */
  public static String of(Target target) {
    return switch (target.task()) {
      case REGRESSION, DECOMPOSITION -> "DOUBLE PRECISION";
      case CLUSTERING, ANOMALY_DETECTION -> "BIGINT";
      case CLASSIFICATION -> ofClasses(target);
    };
  }

  private static String ofClasses(Target target) {
    return switch (target.type()) {
      case INTEGER ->
          target.classes().stream().map(BigDecimal::new).allMatch(SqlType::isLong)
              ? "BIGINT"
              : "DOUBLE PRECISION";
      case NUMBER -> "DOUBLE PRECISION";
      case BOOLEAN -> "BOOLEAN";
      case DATE -> "DATE";
      case TIME -> "TIME";
      case TIMESTAMP -> "TIMESTAMP";
      case TEXT, IDENTIFIER -> {
        int longest = target.classes().stream().mapToInt(String::length).max().orElse(0);
        yield "VARCHAR(" + Math.max(SHORTEST_TEXT, longest) + ")";
      }
    };
  }

  /** A label of a column of that type as a value. */
  static Object label(ColumnType type, String label) {
    return switch (type) {
      case INTEGER -> integer(new BigDecimal(label));
      case NUMBER -> Double.parseDouble(label);
      case BOOLEAN -> Boolean.parseBoolean(label);
      case DATE -> LocalDate.parse(label);
      case TIME -> LocalTime.parse(label);
      case TIMESTAMP -> LocalDateTime.parse(label);
      case TEXT, IDENTIFIER -> label;
    };
  }

  private static Object integer(BigDecimal value) {
    if (isLong(value)) {
      return value.longValueExact();
    }
    return value.doubleValue();
  }

  private static boolean isLong(BigDecimal value) {
    return value.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0
        && value.compareTo(BigDecimal.valueOf(Long.MIN_VALUE)) >= 0;
  }
}
