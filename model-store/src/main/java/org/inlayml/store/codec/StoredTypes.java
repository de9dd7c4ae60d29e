// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.codec;

import java.util.List;
import org.inlayml.learning.family.Linear;
import org.inlayml.learning.family.Link;
import org.inlayml.learning.family.Trees;
import org.inlayml.learning.feature.CalendarEncoding;
import org.inlayml.learning.feature.CalendarPart;
import org.inlayml.learning.feature.FrequencyEncoding;
import org.inlayml.learning.feature.NumberEncoding;
import org.inlayml.learning.feature.NumberTextEncoding;
import org.inlayml.learning.feature.OneHotEncoding;
import org.inlayml.learning.feature.OrdinalEncoding;
import org.inlayml.learning.table.ColumnType;

/**
 * Everything that may occur in stored models, and its number there. No other type can be read or
 * written. The numbers and the positions in the lists are written to disk: add at the end, change
 * nothing. {@code stored-ids.txt} of the tests repeats them.
 */
final class StoredTypes {
  /** Model families from 1 on, encodings from 32 on. */
  static final List<StoredType<?>> ALL =
      List.of(
          new StoredType<>(
              1, Linear.class, FamilySerializers::writeLinear, FamilySerializers::readLinear),
          new StoredType<>(2, Trees.class, TreesWriter::write, TreesReader::read),
          new StoredType<>(
              32,
              NumberEncoding.class,
              EncodingSerializers::writeNumber,
              EncodingSerializers::readNumber),
          new StoredType<>(
              33,
              CalendarEncoding.class,
              EncodingSerializers::writeCalendar,
              EncodingSerializers::readCalendar),
          new StoredType<>(
              34,
              OneHotEncoding.class,
              EncodingSerializers::writeOneHot,
              EncodingSerializers::readOneHot),
          new StoredType<>(
              35,
              OrdinalEncoding.class,
              EncodingSerializers::writeOrdinal,
              EncodingSerializers::readOrdinal),
          new StoredType<>(
              36,
              FrequencyEncoding.class,
              EncodingSerializers::writeFrequency,
              EncodingSerializers::readFrequency),
          new StoredType<>(
              37,
              NumberTextEncoding.class,
              EncodingSerializers::writeNumberText,
              EncodingSerializers::readNumberText));

  static final List<Link> LINKS =
      List.of(Link.IDENTITY, Link.LOGISTIC, Link.SOFTMAX, Link.NORMALIZED);

  static final List<ColumnType> COLUMN_TYPES =
      List.of(
          ColumnType.INTEGER,
          ColumnType.NUMBER,
          ColumnType.BOOLEAN,
          ColumnType.TEXT,
          ColumnType.DATE,
          ColumnType.TIME,
          ColumnType.TIMESTAMP,
          ColumnType.IDENTIFIER);

  static final List<CalendarPart> CALENDAR_PARTS =
      List.of(
          CalendarPart.YEAR,
          CalendarPart.MONTH,
          CalendarPart.DAY,
          CalendarPart.WEEKDAY,
          CalendarPart.DAY_OF_YEAR,
          CalendarPart.DAYS,
          CalendarPart.HOUR,
          CalendarPart.MINUTE,
          CalendarPart.SECOND_OF_DAY);

  private StoredTypes() {}

  /** Writes the number of the value's type, then the value. */
  static void write(Object value, ModelOutput output) {
    ALL.stream()
        .filter(stored -> stored.type().equals(value.getClass()))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(value.getClass() + " has no stored number"))
        .write(value, output);
  }

  /** Reads a value of one of the types that are {@code expected}. */
  static <T> T read(Class<T> expected, ModelInput input) {
    int id = input.whole();
    StoredType<?> type =
        ALL.stream()
            .filter(stored -> stored.id() == id && expected.isAssignableFrom(stored.type()))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "no " + expected.getSimpleName() + " has the number " + id));
    return expected.cast(type.reader().apply(input));
  }
}
