// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.inlayml.learning.feature.Columns.NULL;
import static org.inlayml.learning.feature.Columns.numbers;
import static org.inlayml.learning.feature.Columns.table;
import static org.inlayml.learning.feature.Columns.texts;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.inlayml.learning.table.Column;
import org.inlayml.learning.table.ColumnType;
import org.inlayml.learning.table.NumberColumn;
import org.inlayml.learning.table.Table;
import org.inlayml.learning.table.TextColumn;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PipelineFitterTest {
  private static final FitRules PLAIN = new FitRules(false, false, Set.of(), Set.of());
  private static final FitRules SCALED = new FitRules(true, false, Set.of(), Set.of());
  private static final FitRules TREES = new FitRules(false, true, Set.of(), Set.of());

  @Test
  void fills_numbers_with_the_median() {
    assertThat(encoding(numbers("A", ColumnType.NUMBER, 9, NULL, 1, 2), PLAIN))
        .isEqualTo(new NumberEncoding(2, 0, 1));
    assertThat(encoding(numbers("A", ColumnType.INTEGER, 9, 1, 2, NULL, 4), PLAIN))
        .isEqualTo(new NumberEncoding(3, 0, 1));
  }

  @Test
  void fills_with_the_lowest_number_where_missing_ones_are_told_from_others() {
    FitRules told = new FitRules(false, true, true, false, Set.of(), Set.of());
    NumberEncoding lowest = new NumberEncoding(FeatureMatrix.MISSING, 0, 1);

    assertThat(encoding(numbers("A", ColumnType.NUMBER, 9, NULL, 1, 2), told)).isEqualTo(lowest);
    assertThat(encoding(numbers("A", ColumnType.NUMBER, 9, 1, 2), told))
        .isEqualTo(new NumberEncoding(2, 0, 1));
    assertThat(encoding(numbers("A", ColumnType.NUMBER, 9, NULL, 9), told)).isEqualTo(lowest);
    assertThat(lowest.value(NULL)).isEqualTo(FeatureMatrix.MISSING);
  }

  @Test
  void gives_levels_codes_where_categories_are_taken() {
    FitRules taken = new FitRules(false, true, true, true, Set.of(), Set.of());
    String[] many =
        IntStream.range(0, 900).mapToObj(i -> "level " + i % 300).toArray(String[]::new);

    OrdinalEncoding few = (OrdinalEncoding) encoding(texts("A", "b", null, "a", "b"), taken);
    OrdinalEncoding most = (OrdinalEncoding) encoding(texts("A", many), taken);

    assertThat(few).isEqualTo(new OrdinalEncoding(Levels.of(List.of("b", "a")), true));
    assertThat(most.levels().size()).isEqualTo(254);
    assertThat(most.value("not among them")).isEqualTo(254);
    Table table =
        table(numbers("N", ColumnType.NUMBER, 1, 2, 3, 4), texts("A", "b", null, "a", "b"));
    assertThat(PipelineFitter.fit(table, taken).pipeline().encode(table).categories())
        .containsExactly(1);
  }

  @Test
  void standardises_by_the_population_deviation_of_filled_rows() {
    // Filled with 4: 2, 4, 4, 4, 5, 5 and 4: mean 4, squares 4 + 1 + 1 over 7 rows.
    assertThat(encoding(numbers("A", ColumnType.NUMBER, 2, 4, 4, 4, 5, 5, NULL), SCALED))
        .isEqualTo(new NumberEncoding(4, 4, Math.sqrt(6.0 / 7)));
  }

  @Test
  void standardises_numbers_near_the_ends_of_the_range() {
    double huge = Double.MAX_VALUE;
    NumberEncoding wide =
        (NumberEncoding)
            encoding(numbers("A", ColumnType.NUMBER, huge, -huge, huge, -huge), SCALED);
    NumberEncoding tiny =
        (NumberEncoding) encoding(numbers("A", ColumnType.NUMBER, 2e-300, 4e-300), SCALED);

    assertThat(wide).isEqualTo(new NumberEncoding(0, 0, huge));
    assertThat(tiny.scale()).isCloseTo(1e-300, within(1e-312));
  }

  @Test
  void fills_booleans_with_the_most_frequent_and_never_scales_them() {
    assertThat(encoding(numbers("A", ColumnType.BOOLEAN, 1, 1, 0, NULL), SCALED))
        .isEqualTo(new NumberEncoding(1, 0, 1));
    assertThat(encoding(numbers("A", ColumnType.BOOLEAN, 1, 0, NULL), SCALED))
        .isEqualTo(new NumberEncoding(0, 0, 1));
  }

  @Test
  void leaves_out_calendar_parts_that_are_constant() {
    double day = 86_400_000;

    CalendarEncoding encoding =
        (CalendarEncoding)
            encoding(numbers("A", ColumnType.DATE, 0, day, NULL, 2 * day, 2 * day), SCALED);

    assertThat(encoding.names("A"))
        .containsExactly("A.day", "A.weekday", "A.day_of_year", "A.days");
    assertThat(encoding.parts().get(3).number().fill()).isEqualTo(1.5);
    assertThat(encoding.parts().get(3).number().centre()).isEqualTo(1.3);
  }

  @Test
  void gives_few_levels_one_feature_each_in_the_order_of_code_points() {
    assertThat(encoding(texts("A", "b", null, "\u0131", "a", "I"), SCALED))
        .isEqualTo(new OneHotEncoding(Levels.of(List.of("I", "a", "b", "\u0131")), true, false));
    assertThat(encoding(many(64, row -> "t" + row % 32), TREES))
        .isInstanceOfSatisfying(
            OneHotEncoding.class, e -> assertThat(e.levels().size()).isEqualTo(32));
  }

  @Test
  void gives_the_most_frequent_of_many_levels_a_feature_and_the_others_one_together() {
    // Level k occurs k + 1 times, so 64 of 100 levels have features of their own.
    TextColumn column = many(5_050, row -> "t" + (int) ((Math.sqrt(8.0 * row + 1) - 1) / 2));

    OneHotEncoding encoding = (OneHotEncoding) encoding(column, PLAIN);

    assertThat(encoding.rare()).isTrue();
    assertThat(encoding.levels().texts())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(36, 100).mapToObj(k -> "t" + k).toList())
        .isSortedAccordingTo(Levels.BY_CODE_POINT);
  }

  @Test
  void counts_a_level_that_occurs_once_among_many_as_rare() {
    TextColumn column = many(81, row -> row == 80 ? "once" : "t" + row % 40);

    OneHotEncoding encoding = (OneHotEncoding) encoding(column, PLAIN);

    assertThat(encoding.levels().texts()).hasSize(40).doesNotContain("once");
    assertThat(encoding.rare()).isTrue();
  }

  @Test
  void ranks_many_levels_for_trees_by_frequency_then_text() {
    TextColumn column = many(82, row -> row >= 80 ? "t39" : "t" + row % 40);

    OrdinalEncoding encoding = (OrdinalEncoding) encoding(column, TREES);

    assertThat(encoding.levels().texts()).hasSize(40).startsWith("t39", "t0", "t1", "t10");
    assertThat(encoding.missing()).isFalse();
  }

  @Test
  void counts_how_frequent_very_many_levels_are() {
    TextColumn column = many(4_000, row -> row < 1_000 ? "often" : "t" + row % 1_500);

    FrequencyEncoding encoding = (FrequencyEncoding) encoding(column, SCALED);

    assertThat(encoding.levels().texts()).startsWith("often");
    assertThat(encoding.shares()[0]).isEqualTo(0.25);
    assertThat(encoding.shares()[1]).isEqualTo(2 / 4_000.0);
    // A quarter of the rows has the share 0.25, the others 0.0005.
    assertThat(encoding.number().centre()).isCloseTo(0.062875, within(1e-12));
    assertThat(encoding.number().scale()).isCloseTo(0.2495 * Math.sqrt(3.0 / 16), within(1e-12));
    assertThat(encoding(column, TREES)).isInstanceOf(FrequencyEncoding.class);
  }

  @Test
  void reads_text_as_numbers_where_all_of_many_levels_are_numbers_or_blank() {
    TextColumn column = many(40, row -> row == 0 ? " " : row == 1 ? null : row + ".5");

    assertThat(encoding(column, PLAIN))
        .isEqualTo(new NumberTextEncoding(new NumberEncoding(21, 0, 1)));
  }

  @Test
  void does_not_read_text_as_numbers_where_levels_are_few_or_look_like_codes() {
    assertThat(encoding(many(64, row -> row % 32 + ""), PLAIN)).isInstanceOf(OneHotEncoding.class);
    assertThat(encoding(many(80, row -> "0" + (row % 40 + 10)), TREES))
        .isInstanceOf(OrdinalEncoding.class);
    assertThat(encoding(many(80, row -> row == 0 ? "n/a" : row % 40 + ".5"), TREES))
        .isInstanceOf(OrdinalEncoding.class);
  }

  @Test
  void drops_what_cannot_tell_anything_and_says_why() {
    dropped(numbers("A", ColumnType.NUMBER, 3, 3, 3), "constant");
    dropped(numbers("A", ColumnType.NUMBER, 3, NULL, 3), "constant");
    dropped(numbers("A", ColumnType.TIMESTAMP, 1, 2, 3), "constant");
    dropped(texts("A", "x", "x"), "constant");
    dropped(numbers("A", ColumnType.NUMBER, NULL, NULL), "all missing");
    dropped(many(2, row -> null), "all missing");
    dropped(texts("A", ColumnType.IDENTIFIER, "x", "y", "x"), "identifier");
    dropped(many(20, row -> "t" + row), "nearly every value is unique");
    dropped(many(100, row -> "t" + Math.min(row, 95)), "nearly every value is unique");
    dropped(many(40, row -> "" + (row + 1)), "numbers the rows");
    dropped(count(ColumnType.INTEGER, 20, row -> 1_000_000 - 2.0 * row), "numbers the rows");
  }

  @Test
  void keeps_what_may_tell_something() {
    kept(texts("A", "x", null));
    kept(many(19, row -> "t" + row));
    kept(many(100, row -> "t" + Math.min(row, 94)));
    kept(numbers("A", ColumnType.NUMBER, 1, NULL, NULL, NULL, NULL, 2));
    kept(count(ColumnType.INTEGER, 19, row -> row));
    kept(count(ColumnType.NUMBER, 100, row -> row / 10.0));
    kept(count(ColumnType.INTEGER, 100, row -> row % 99));
    kept(count(ColumnType.INTEGER, 100, row -> row == 5 ? NULL : row));
    kept(count(ColumnType.INTEGER, 100, row -> 3.0 * row));
  }

  @Test
  void drops_a_primary_key_of_one_column_only() {
    NumberColumn id = numbers("ID", ColumnType.INTEGER, 17, 4, 99);
    NumberColumn part = numbers("PART", ColumnType.INTEGER, 1, 2, 2);
    FitRules one = new FitRules(false, false, Set.of(), Set.of("ID"));
    FitRules two = new FitRules(false, false, Set.of(), Set.of("ID", "PART"));

    assertThat(PipelineFitter.fit(table(id, part), one).dropped())
        .containsExactly(new DroppedColumn("ID", "primary key"));
    assertThat(PipelineFitter.fit(table(id, part), two).dropped()).isEmpty();
  }

  @Test
  void keeps_columns_that_must_be_kept_unless_all_is_missing() {
    Column[] columns = {
      numbers("CONSTANT", ColumnType.NUMBER, fill(20, row -> 3)),
      numbers("MOMENT", ColumnType.TIMESTAMP, fill(20, row -> row)),
      numbers("NUMBERING", ColumnType.INTEGER, fill(20, row -> row)),
      texts("ID", ColumnType.IDENTIFIER, fillTexts(20, row -> "t" + row)),
      texts("UNIQUE", fillTexts(20, row -> "t" + row)),
      numbers("EMPTY", ColumnType.NUMBER, fill(20, row -> NULL))
    };
    Set<String> all = Set.copyOf(table(columns).names());

    FittedPipeline fitted =
        PipelineFitter.fit(table(columns), new FitRules(true, false, all, Set.of("NUMBERING")));

    assertThat(fitted.pipeline().features())
        .extracting(Feature::name)
        .containsExactly("CONSTANT", "MOMENT", "NUMBERING", "ID", "UNIQUE");
    assertThat(fitted.dropped()).containsExactly(new DroppedColumn("EMPTY", "all missing"));
  }

  @Test
  void gives_no_features_for_a_table_without_rows_or_columns() {
    assertThat(PipelineFitter.fit(table(numbers("A", ColumnType.NUMBER)), PLAIN).dropped())
        .containsExactly(new DroppedColumn("A", "all missing"));
    assertThat(PipelineFitter.fit(new Table("T", 3, List.of()), PLAIN).pipeline().width()).isZero();
  }

  @Test
  void bounds_the_width_of_a_thousand_text_columns_and_the_levels_of_one() {
    int rows = 400;
    Column[] columns = new Column[1_001];
    for (int i = 0; i < 1_000; i++) {
      int levels = 2 + i % 50;
      columns[i] = named("C" + i, rows, levels, row -> row % levels);
    }
    columns[1_000] = named("WIDE", rows, 50_000, row -> row / 2);

    Pipeline pipeline = PipelineFitter.fit(table(columns), PLAIN).pipeline();

    assertThat(pipeline.features()).hasSize(1_001);
    assertThat(pipeline.width()).isLessThan(5 * 1_001);
  }

  @Test
  void stores_the_most_frequent_of_a_hundred_thousand_levels() {
    TextColumn column = named("A", 300_000, 100_000, row -> row % 100_000);

    FrequencyEncoding encoding = (FrequencyEncoding) encoding(column, SCALED);

    assertThat(encoding.levels().size()).isEqualTo(65_536);
  }

  private static Encoding encoding(Column column, FitRules rules) {
    FittedPipeline fitted = PipelineFitter.fit(table(column), rules);
    assertThat(fitted.dropped()).isEmpty();
    return fitted.pipeline().features().get(0).encoding();
  }

  private static void dropped(Column column, String reason) {
    FittedPipeline fitted = PipelineFitter.fit(table(column), PLAIN);
    assertThat(fitted.dropped()).containsExactly(new DroppedColumn("A", reason));
    assertThat(fitted.pipeline().features()).isEmpty();
  }

  private static void kept(Column column) {
    FittedPipeline fitted = PipelineFitter.fit(table(column), PLAIN);
    assertThat(fitted.dropped()).isEmpty();
    assertThat(fitted.pipeline().features()).extracting(Feature::name).containsExactly("A");
  }

  private static TextColumn many(int rows, IntFunction<@Nullable String> text) {
    return texts("A", fillTexts(rows, text));
  }

  private static NumberColumn count(ColumnType type, int rows, IntToDoubleFunction value) {
    return numbers("A", type, fill(rows, value));
  }

  private static double[] fill(int rows, IntToDoubleFunction value) {
    return IntStream.range(0, rows).mapToDouble(value).toArray();
  }

  private static @Nullable String[] fillTexts(int rows, IntFunction<@Nullable String> text) {
    @Nullable String[] texts = new String[rows];
    for (int row = 0; row < rows; row++) {
      texts[row] = text.apply(row);
    }
    return texts;
  }

  private static TextColumn named(String name, int rows, int levels, IntUnaryOperator code) {
    String[] texts = new String[levels];
    Arrays.setAll(texts, level -> "t" + level);
    return new TextColumn(
        name, ColumnType.TEXT, IntStream.range(0, rows).map(code).toArray(), texts);
  }
}
