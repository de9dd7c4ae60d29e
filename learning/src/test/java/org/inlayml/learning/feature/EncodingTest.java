// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.inlayml.learning.feature.CalendarEncoding.Part;
import org.inlayml.learning.table.ColumnType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EncodingTest {
  private static final NumberEncoding PLAIN = new NumberEncoding(-7, 0, 1);

  @Test
  void number_is_centred_and_scaled_and_filled_before() {
    NumberEncoding encoding = new NumberEncoding(5, 3, 2);

    assertThat(number(encoding, 7)).containsExactly(2);
    assertThat(number(encoding, Double.NaN)).containsExactly(1);
    assertThat(encoding.names("AGE")).containsExactly("AGE");
  }

  @Test
  void number_stays_finite_whatever_comes() {
    NumberEncoding encoding = new NumberEncoding(0, -Double.MAX_VALUE, Double.MIN_VALUE);

    assertThat(number(encoding, Double.MAX_VALUE)).containsExactly(Double.MAX_VALUE);
    assertThat(number(encoding, Double.POSITIVE_INFINITY)).containsExactly(Double.MAX_VALUE);
    assertThat(number(PLAIN, Double.NEGATIVE_INFINITY)).containsExactly(-Double.MAX_VALUE);
  }

  @Test
  void number_refuses_a_scale_that_gives_no_number() {
    assertThatThrownBy(() -> new NumberEncoding(0, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("fill, centre or scale is not usable");
  }

  @Test
  void number_text_reads_decimal_numbers_only() {
    NumberTextEncoding encoding = new NumberTextEncoding(PLAIN);

    assertThat(text(encoding, " 29.85 ")).containsExactly(29.85);
    assertThat(text(encoding, "-1E3")).containsExactly(-1000);
    for (String other :
        List.of("", " ", "NaN", "Infinity", "1d", "0x1p3", "1,5", "-", "e", "1e999", "1.2.3")) {
      assertThat(text(encoding, other)).as(other).containsExactly(-7);
    }
    assertThat(text(encoding, null)).containsExactly(-7);
  }

  @Test
  void calendar_shows_the_parts_of_a_timestamp() {
    CalendarEncoding encoding = calendar(ColumnType.TIMESTAMP);
    double moment =
        LocalDateTime.of(2024, 2, 29, 13, 45, 6, 789_000_000)
            .toInstant(ZoneOffset.UTC)
            .toEpochMilli();

    assertThat(number(encoding, moment))
        .containsExactly(2024, 2, 29, 4, 60, 19_782, 13, 45, 49_506);
    assertThat(encoding.names("AT"))
        .containsExactly(
            "AT.year",
            "AT.month",
            "AT.day",
            "AT.weekday",
            "AT.day_of_year",
            "AT.days",
            "AT.hour",
            "AT.minute",
            "AT.second_of_day");
  }

  @Test
  void calendar_counts_back_before_1970() {
    assertThat(number(calendar(ColumnType.TIMESTAMP), -1))
        .containsExactly(1969, 12, 31, 3, 365, -1, 23, 59, 86_399);
  }

  @Test
  void calendar_takes_years_of_more_than_four_digits() {
    double moment = LocalDate.of(123_456, 7, 8).toEpochDay() * 86_400_000.0;

    assertThat(number(calendar(ColumnType.DATE), moment)).startsWith(123_456, 7, 8);
    assertThat(number(calendar(ColumnType.DATE), Double.MAX_VALUE)[0]).isEqualTo(292_278_994);
    assertThat(number(calendar(ColumnType.DATE), -Double.MAX_VALUE)[0]).isEqualTo(-292_275_055);
  }

  @Test
  void calendar_fills_each_part() {
    assertThat(number(calendar(ColumnType.TIME), Double.NaN)).containsExactly(-7, -7, -7);
  }

  @Test
  void one_hot_has_a_feature_a_level_then_missing_then_rare() {
    OneHotEncoding encoding = new OneHotEncoding(Levels.of(List.of("a", "b")), true, true);

    assertThat(encoding.names("J")).containsExactly("J=a", "J=b", "J (missing)", "J (rare)");
    assertThat(text(encoding, "b")).containsExactly(0, 1, 0, 0);
    assertThat(text(encoding, null)).containsExactly(0, 0, 1, 0);
    assertThat(text(encoding, "unseen")).containsExactly(0, 0, 0, 1);
  }

  @Test
  void one_hot_without_missing_and_rare_gives_zeros_for_what_is_unseen() {
    Levels levels = Levels.of(List.of("a", "b"));

    assertThat(text(new OneHotEncoding(levels, false, false), "c")).containsExactly(0, 0);
    assertThat(text(new OneHotEncoding(levels, false, false), null)).containsExactly(0, 0);
    assertThat(text(new OneHotEncoding(levels, false, true), null)).containsExactly(0, 0, 1);
    assertThat(text(new OneHotEncoding(levels, true, false), "c")).containsExactly(0, 0, 0);
  }

  @Test
  void ordinal_gives_the_rank() {
    Levels levels = Levels.of(List.of("often", "seldom"));

    assertThat(text(new OrdinalEncoding(levels, true), "seldom")).containsExactly(1);
    assertThat(text(new OrdinalEncoding(levels, true), "unseen")).containsExactly(2);
    assertThat(text(new OrdinalEncoding(levels, true), null)).containsExactly(-1);
    assertThat(text(new OrdinalEncoding(levels, false), null)).containsExactly(2);
  }

  @Test
  void frequency_gives_the_share_and_then_scales() {
    FrequencyEncoding encoding =
        new FrequencyEncoding(
            Levels.of(List.of("a")), new double[] {0.5}, 0.25, new NumberEncoding(0, 0.25, 0.5));

    assertThat(text(encoding, "a")).containsExactly(0.5);
    assertThat(text(encoding, null)).containsExactly(0);
    assertThat(text(encoding, "unseen")).containsExactly(-0.5);
    assertThat(encoding)
        .isEqualTo(
            new FrequencyEncoding(encoding.levels(), encoding.shares(), 0.25, encoding.number()))
        .isNotEqualTo(
            new FrequencyEncoding(encoding.levels(), new double[] {0.4}, 0.25, encoding.number()));
  }

  @Test
  void levels_know_positions_and_refuse_doubles() {
    assertThat(Levels.of(List.of("x", "y")).position("y")).isEqualTo(1);
    assertThat(Levels.of(List.of("x", "y")).position("z")).isEqualTo(Levels.ABSENT);
    assertThatThrownBy(() -> Levels.of(List.of("x", "x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a level occurs twice");
  }

  @Test
  void levels_are_compared_by_code_point() {
    List<String> texts = Arrays.asList("b", "\uD83D\uDE00", "\uFF5E", "a", "ab", "I", "\u0131");

    texts.sort(Levels.BY_CODE_POINT);

    assertThat(texts).containsExactly("I", "a", "ab", "b", "\u0131", "\uFF5E", "\uD83D\uDE00");
  }

  private static CalendarEncoding calendar(ColumnType type) {
    return new CalendarEncoding(
        CalendarPart.of(type).stream().map(part -> new Part(part, PLAIN)).toList());
  }

  private static double[] number(Encoding encoding, double value) {
    return encode(encoding, value, "ignored");
  }

  private static double[] text(Encoding encoding, @Nullable String text) {
    return encode(encoding, 99, text);
  }

  /** Encodes between two features that must stay as they are, as a row and as a block of rows. */
  private static double[] encode(Encoding encoding, double value, @Nullable String text) {
    Feature before = new Feature("BEFORE", ColumnType.NUMBER, new NumberEncoding(42, 0, 1));
    Feature feature = new Feature("X", ColumnType.NUMBER, encoding);
    Pipeline pipeline = new Pipeline(List.of(before, feature, before));
    PipelineEncoder encoder = new PipelineEncoder(pipeline);
    Row raw = new Row(3);
    raw.setNumber(1, value);
    raw.setText(1, text);

    EncodedRow row = encoder.row();
    encoder.encode(raw, row);
    double[] encoded = EncodedRows.dense(row);
    RowBlock rows = new RowBlock(3, 2);
    rows.add(new Row(3));
    rows.add(raw);
    EncodedBlock block = encoder.block(1);
    encoder.encode(rows, 1, 1, block);

    assertThat(EncodedRows.dense(block, encoded.length)[0]).containsExactly(encoded);
    assertThat(encoding.names("X")).hasSize(encoding.width()).doesNotHaveDuplicates();
    assertThat(encoded).hasSize(encoding.width() + 2).startsWith(42).endsWith(42);
    return Arrays.copyOfRange(encoded, 1, encoded.length - 1);
  }
}
