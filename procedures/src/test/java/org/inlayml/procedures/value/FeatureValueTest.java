// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.UUID;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.MlException;
import org.inlayml.learning.feature.Feature;
import org.inlayml.learning.feature.NumberEncoding;
import org.inlayml.learning.feature.Row;
import org.inlayml.learning.table.ColumnType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FeatureValueTest {
  private static final double HOUR = 36e5;
  private static final double DAY = 24 * HOUR;

  /** 2026-11-21. */
  private static final double TODAY = 20_778 * DAY;

  private static Row put(ColumnType type, @Nullable Object value) throws SQLException {
    Row row = new Row(2);
    Feature feature = new Feature("F", type, new NumberEncoding(0, 0, 1));
    FeatureValue.put(row, 1, feature, value);
    return row;
  }

  private static double number(ColumnType type, Object value) throws SQLException {
    return put(type, value).number(1);
  }

  private static @Nullable String text(Object value) throws SQLException {
    return put(ColumnType.TEXT, value).text(1);
  }

  private static void assertRefuses(ColumnType type, Object value, String expected, String found) {
    MlException thrown = catchThrowableOfType(MlException.class, () -> put(type, value));
    assertThat(thrown).as("%s as %s", value, type).isNotNull();
    assertThat(thrown.error()).isEqualTo(MlError.INVALID_VALUE);
    assertThat(thrown)
        .hasMessage("ML100111: column 'F' expects %s, but a value given is %s.", expected, found);
  }

  @ParameterizedTest
  @EnumSource(ColumnType.class)
  void null_is_missing(ColumnType type) throws SQLException {
    Row row = put(type, null);

    assertThat(row.number(1)).isNaN();
    assertThat(row.text(1)).isNull();
  }

  @ParameterizedTest
  @EnumSource(
      names = {"TEXT", "IDENTIFIER"},
      mode = EnumSource.Mode.EXCLUDE)
  void a_blank_text_is_missing_where_no_text_is_expected(ColumnType type) throws SQLException {
    assertThat(number(type, "")).isNaN();
    assertThat(number(type, "  \t")).isNaN();
  }

  @Test
  void numbers_are_taken_from_numbers_truths_and_texts() throws SQLException {
    assertThat(number(ColumnType.NUMBER, new BigDecimal("1.50"))).isEqualTo(1.5);
    assertThat(number(ColumnType.INTEGER, 7L)).isEqualTo(7);
    assertThat(number(ColumnType.INTEGER, 2.5f)).isEqualTo(2.5);
    assertThat(number(ColumnType.NUMBER, true)).isEqualTo(1);
    assertThat(number(ColumnType.NUMBER, " -1.5e3 ")).isEqualTo(-1500);
  }

  @Test
  void numbers_beyond_the_range_of_doubles_are_missing() throws SQLException {
    assertThat(number(ColumnType.NUMBER, Double.NEGATIVE_INFINITY)).isNaN();
    assertThat(number(ColumnType.NUMBER, Double.NaN)).isNaN();
    assertThat(number(ColumnType.NUMBER, new BigDecimal("1e400"))).isNaN();
    assertThat(number(ColumnType.NUMBER, "1e400")).isNaN();
  }

  @Test
  void what_is_no_number_is_refused_without_being_shown() {
    assertRefuses(ColumnType.NUMBER, "1,5", "a number", "a text that is none");
    assertRefuses(ColumnType.INTEGER, "secret", "a number", "a text that is none");
    assertRefuses(ColumnType.NUMBER, LocalDate.EPOCH, "a number", "a LocalDate");
  }

  @ParameterizedTest
  @CsvSource({
    "true, 1",
    "FALSE, 0",
    "' Yes ', 1",
    "no, 0",
    "t, 1",
    "F, 0",
    "y, 1",
    "N, 0",
    "1, 1",
    "0, 0"
  })
  void truths_are_read_from_words_in_any_locale(String word, double expected) throws SQLException {
    assertThat(number(ColumnType.BOOLEAN, word)).isEqualTo(expected);
  }

  @Test
  void truths_are_taken_from_truths_one_and_zero() throws SQLException {
    assertThat(number(ColumnType.BOOLEAN, true)).isEqualTo(1);
    assertThat(number(ColumnType.BOOLEAN, new BigDecimal("0.0"))).isEqualTo(0);
    assertThat(number(ColumnType.BOOLEAN, 1)).isEqualTo(1);
    assertRefuses(ColumnType.BOOLEAN, 2, "true, false, 1 or 0", "another number");
    assertRefuses(ColumnType.BOOLEAN, "maybe", "true or false", "a text");
    assertRefuses(ColumnType.BOOLEAN, LocalDate.EPOCH, "true or false", "a LocalDate");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-21",
    "' 2026-11-21 '",
    "2026-11-21T23:59:59",
    "2026-11-21 00:00:00",
    "2026-11-21T23:30:00Z",
    "2026-11-22 00:30:00+01:00"
  })
  void dates_are_read_from_dates_and_time_stamps(String text) throws SQLException {
    assertThat(number(ColumnType.DATE, text)).isEqualTo(TODAY);
  }

  @Test
  void dates_are_taken_from_all_that_have_a_date() throws SQLException {
    LocalDateTime evening = LocalDateTime.parse("2026-11-21T23:59");

    assertThat(number(ColumnType.DATE, evening.toLocalDate())).isEqualTo(TODAY);
    assertThat(number(ColumnType.DATE, Date.valueOf("2026-11-21"))).isEqualTo(TODAY);
    assertThat(number(ColumnType.DATE, evening)).isEqualTo(TODAY);
    assertThat(number(ColumnType.DATE, Timestamp.valueOf(evening))).isEqualTo(TODAY);
    assertThat(number(ColumnType.DATE, LocalDate.parse("1969-12-31"))).isEqualTo(-DAY);
    assertRefuses(
        ColumnType.DATE, "2026-02-30", "a date such as 2026-11-21", "a text that is none");
    assertRefuses(
        ColumnType.DATE, "21.11.2026", "a date such as 2026-11-21", "a text that is none");
    assertRefuses(ColumnType.DATE, 20_778L, "a DATE", "a Long");
  }

  @ParameterizedTest
  @CsvSource({
    "14:30:00, 52200000",
    "14:30, 52200000",
    "' 14:30:00.5', 52200500",
    "00:00, 0",
    "23:59:59.999999999, 86399999",
    "14:30:00+01:00, 48600000",
    "14:30:00+01, 48600000",
    "14:30:00-9:30, 0",
    "9:30:00, 34200000",
    "00:30:00+1:00, 84600000",
    "14:30:00Z, 52200000"
  })
  void times_are_read_with_and_without_an_offset(String text, double expected) throws SQLException {
    assertThat(number(ColumnType.TIME, text)).isEqualTo(expected);
  }

  @Test
  void times_are_taken_from_all_that_have_a_time() throws SQLException {
    assertThat(number(ColumnType.TIME, LocalTime.of(1, 0))).isEqualTo(HOUR);
    assertThat(number(ColumnType.TIME, Time.valueOf("01:00:00"))).isEqualTo(HOUR);
    assertThat(number(ColumnType.TIME, OffsetTime.parse("01:00+02:00"))).isEqualTo(23 * HOUR);
    assertThat(number(ColumnType.TIME, LocalDateTime.parse("2026-11-21T01:00"))).isEqualTo(HOUR);
    for (String text : new String[] {"25:00", "noon", "1", "2026-11-21 01:00:00"}) {
      assertRefuses(ColumnType.TIME, text, "a time such as 14:30:00", "a text that is none");
    }
    assertRefuses(ColumnType.TIME, 7, "a TIME", "a Integer");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-21 14:30:00", "2026-11-21T14:30", "'  2026-11-21 14:30:00.000 '",
    "2026-11-21T14:30:00Z", "2026-11-21 14:30:00+00:00", "2026-11-21 15:30:00+01",
    "2026-11-21 15:30:00+1:00", "2026-11-21 15:30:00 +01:00", "2026-11-21 05:00:00-09:30",
    "2026-11-21 05:00:00-9:30", "2026-11-21T09:30:00-5", "2026-11-22 03:15:00+12:45",
    "2026-11-21 15:30:00.0+0100"
  })
  void time_stamps_are_read_in_the_forms_of_both_engines(String text) throws SQLException {
    assertThat(number(ColumnType.TIMESTAMP, text)).isEqualTo(TODAY + 14.5 * HOUR);
  }

  @Test
  void time_stamps_are_taken_from_all_that_have_a_date() throws SQLException {
    LocalDateTime moment = LocalDateTime.parse("2026-11-21T14:30");
    double expected = TODAY + 14.5 * HOUR;

    assertThat(number(ColumnType.TIMESTAMP, moment)).isEqualTo(expected);
    assertThat(number(ColumnType.TIMESTAMP, Timestamp.valueOf(moment))).isEqualTo(expected);
    assertThat(number(ColumnType.TIMESTAMP, OffsetDateTime.parse("2026-11-21T16:30+02:00")))
        .isEqualTo(expected);
    assertThat(
            number(
                ColumnType.TIMESTAMP, ZonedDateTime.parse("2026-11-21T09:30-05:00[America/Lima]")))
        .isEqualTo(expected);
    assertThat(number(ColumnType.TIMESTAMP, "2026-11-21")).isEqualTo(TODAY);
    assertThat(number(ColumnType.TIMESTAMP, LocalDate.parse("2026-11-21"))).isEqualTo(TODAY);
    assertThat(number(ColumnType.TIMESTAMP, Date.valueOf("2026-11-21"))).isEqualTo(TODAY);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-1-1", "now", "2026-11-21x14:30:00", "2026-11-21T", "'2026-11-21  '''",
    "2026-11-21 25:00:00", "2026-11-21 14:30:00+99:00", "2026-11-21 14:30:00+", "Z", "+01:00",
    "2026-11-21 14:30:00 UTC"
  })
  void what_is_no_time_stamp_is_refused(String text) {
    assertRefuses(
        ColumnType.TIMESTAMP,
        text,
        "a time stamp such as 2026-11-21 14:30:00",
        "a text that is none");
  }

  @Test
  void texts_are_the_text_of_any_value() throws SQLException {
    assertThat(text(" kept as it is ")).isEqualTo(" kept as it is ");
    assertThat(text("")).isEmpty();
    assertThat(text(3.0)).isEqualTo("3");
    assertThat(text(-0.25)).isEqualTo("-0.25");
    assertThat(text(1e300)).isEqualTo("1.0E300");
    assertThat(text(12L)).isEqualTo("12");
    assertThat(text(true)).isEqualTo("true");
    assertThat(text(LocalDate.parse("2026-11-21"))).isEqualTo("2026-11-21");
    UUID id = new UUID(1, 2);
    assertThat(put(ColumnType.IDENTIFIER, id).text(1)).isEqualTo(id.toString());
  }

  @Test
  void other_places_of_the_row_stay_as_they_were() throws SQLException {
    Row row = put(ColumnType.NUMBER, 5);

    assertThat(row.number(0)).isNaN();
    assertThat(row.text(0)).isNull();
    assertThat(row.text(1)).isNull();
  }
}
