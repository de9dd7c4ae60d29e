// SPDX-License-Identifier: Apache-2.0
package org.inlayml.examples;

import java.math.BigDecimal;
import java.math.MathContext;
import java.sql.Array;
import java.sql.Clob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Results as text that is the same on every engine: numbers with six significant digits. */
public final class ResultText {
  private static final MathContext DIGITS = new MathContext(6);

  /** A number with a fraction or an exponent that is a JSON value, not part of a JSON string. */
  private static final Pattern JSON_NUMBER =
      Pattern.compile("(?<=[:,\\[] ?)-?\\d+(?:\\.\\d+(?:[eE][-+]?\\d+)?|[eE][-+]?\\d+)(?=[,}\\]])");

  private ResultText() {}

  /** One line a row, its values divided by bars. Lines in values are joined. Closes the result. */
  public static List<String> rows(ResultSet result) throws SQLException {
    try (result) {
      int columns = result.getMetaData().getColumnCount();
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        StringJoiner row = new StringJoiner(" | ");
        for (int column = 1; column <= columns; column++) {
          row.add(value(result.getObject(column)));
        }
        rows.add(row.toString());
      }
      return rows;
    }
  }

  private static String value(@Nullable Object value) throws SQLException {
    if (value instanceof Clob clob) {
      return text(clob.getSubString(1, (int) clob.length()));
    }
    if (value instanceof Array array) {
      return array.getArray() instanceof Object[] elements ? value(elements) : array.toString();
    }
    if (value instanceof Object[] elements) {
      StringJoiner list = new StringJoiner(", ", "[", "]");
      for (Object element : Arrays.asList(elements)) {
        list.add(value(element));
      }
      return list.toString();
    }
    if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      return Double.isFinite(number) ? rounded(BigDecimal.valueOf(number)) : value.toString();
    }
    if (value instanceof BigDecimal decimal) {
      return rounded(decimal);
    }
    return value == null ? "NULL" : text(value.toString());
  }

  private static String text(String text) {
    String line = text.strip().replaceAll("\\s*\\R\\s*", " ");
    return line.startsWith("{") || line.startsWith("[")
        ? JSON_NUMBER.matcher(line).replaceAll(ResultText::rounded)
        : line;
  }

  private static String rounded(MatchResult number) {
    return rounded(new BigDecimal(number.group()));
  }

  private static String rounded(BigDecimal number) {
    BigDecimal rounded = number.round(DIGITS);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }
}
