// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.value;

import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values of a row in a form that can be compared, and written as JSON. */
public final class PlainValue {
  /** Of a large object; the rest is left out. */
  private static final int MOST_CHARACTERS = 1_000_000;

  private PlainValue() {}

  /** A value of a result's current row: as {@link #of(Object)}, times of java.time, no padding. */
  public static @Nullable Object of(ResultSet rows, int position) throws SQLException {
    return switch (rows.getMetaData().getColumnType(position)) {
      case Types.DATE -> rows.getObject(position, LocalDate.class);
      case Types.TIME -> rows.getObject(position, LocalTime.class);
      case Types.TIMESTAMP -> rows.getObject(position, LocalDateTime.class);
      case Types.CHAR -> unpadded(rows.getString(position));
      default -> of(rows.getObject(position));
    };
  }

  private static @Nullable String unpadded(@Nullable String text) {
    return text == null ? null : FeatureValue.withoutPadding(text);
  }

  /** Text of a CLOB, hexadecimal digits of bytes, a list of an array, else the value itself. */
  public static @Nullable Object of(@Nullable Object value) throws SQLException {
    if (value instanceof Clob clob) {
      return clob.getSubString(1, (int) Math.min(clob.length(), MOST_CHARACTERS));
    } else if (value instanceof Blob blob) {
      return of(blob.getBytes(1, (int) Math.min(blob.length(), MOST_CHARACTERS / 2)));
    } else if (value instanceof byte[] bytes) {
      return HexFormat.of().withUpperCase().formatHex(bytes);
    } else if (value instanceof Array array) {
      return of(array.getArray());
    } else if (value instanceof Object[] elements) {
      List<@Nullable Object> list = new ArrayList<>();
      for (@Nullable Object element : elements) {
        list.add(of(element));
      }
      return list;
    }
    return value;
  }
}
