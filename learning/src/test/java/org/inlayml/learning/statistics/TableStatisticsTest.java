// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.inlayml.learning.Errors.assertMlError;
import static org.inlayml.learning.feature.Columns.NULL;
import static org.inlayml.learning.feature.Columns.numbers;
import static org.inlayml.learning.feature.Columns.texts;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.prediction.Target;
import org.inlayml.learning.table.Column;
import org.inlayml.learning.table.ColumnType;
import org.inlayml.learning.table.Table;
import org.inlayml.learning.table.TextColumn;
import org.junit.jupiter.api.Test;

class TableStatisticsTest {
  @Test
  void few_different_numbers_are_counted() {
    NumberStatistics few = numeric(numbers("A", ColumnType.INTEGER, 3, 1, NULL, 3, 2, 3));

    assertThat(few.isExact()).isTrue();
    assertThat(few.points()).containsExactly(1, 2, 3);
    assertThat(few.counts()).containsExactly(1, 1, 3);
    assertThat(few.rows()).isEqualTo(6);
    assertThat(few.missingShare()).isCloseTo(1.0 / 6, within(1e-15));
    assertThat(few.mean()).isEqualTo(2.4);
    assertThat(few.deviation()).isEqualTo(0.8);
    assertThat(few.minimum()).isEqualTo(1);
    assertThat(few.maximum()).isEqualTo(3);
    assertThat(few.shareUpTo(0.5)).isZero();
    assertThat(few.shareUpTo(2.5)).isEqualTo(0.4);
    assertThat(few.quantile(0.4)).isEqualTo(2);
    assertThat(few.quantile(0.5)).isEqualTo(3);
  }

  @Test
  void of_many_different_numbers_quantiles_are_kept() {
    double[] values = IntStream.rangeClosed(1, 1000).mapToDouble(i -> 1001 - i).toArray();

    NumberStatistics many = numeric(numbers("A", ColumnType.INTEGER, values));

    assertThat(many.points()).hasSize(51).startsWith(1, 20, 40).endsWith(980, 1000);
    assertThat(many.counts()).isEmpty();
    assertThat(many.quantile(0.1)).isEqualTo(100);
    assertThat(many.quantile(0.5)).isEqualTo(500);
    assertThat(many.shareUpTo(500)).isEqualTo(0.5);
    assertThat(many.shareUpTo(510)).isCloseTo(0.51, within(1e-12));
    assertThat(many.shareUpTo(2000)).isOne();
  }

  @Test
  void fractions_keep_seven_digits_and_times_all() {
    NumberStatistics fraction = numeric(numbers("A", ColumnType.NUMBER, 1234567.891, -0.0));
    NumberStatistics time = numeric(numbers("A", ColumnType.TIMESTAMP, 1764205702123.0));

    assertThat(fraction.points()).containsExactly(0.0, 1234568);
    assertThat(time.points()).containsExactly(1764205702123.0);
    assertThat(time.kind()).isEqualTo("calendar");
  }

  @Test
  void huge_numbers_have_a_mean_and_a_deviation() {
    NumberStatistics huge = numeric(numbers("A", ColumnType.NUMBER, -1.7e308, 1.7e308));

    assertThat(huge.mean()).isZero();
    assertThat(huge.deviation()).isEqualTo(1.7e308);
    assertThat(numeric(numbers("A", ColumnType.NUMBER, Double.MAX_VALUE)).maximum())
        .isEqualTo(1.797693e308);
  }

  @Test
  void columns_without_values_and_without_rows_have_statistics() {
    NumberStatistics missing = numeric(numbers("A", ColumnType.NUMBER, NULL, NULL));
    NumberStatistics empty = numeric(numbers("A", ColumnType.NUMBER));

    assertThat(missing.missingShare()).isOne();
    assertThat(missing.points()).isEmpty();
    assertThat(missing.shareUpTo(3)).isZero();
    assertThat(empty.missingShare()).isZero();
    assertThat(empty.present()).isZero();
  }

  @Test
  void texts_are_counted_the_most_frequent_first() {
    CategoryStatistics texts = categories(texts("C", "b", "a", null, "c", "a", "c"));

    assertThat(texts.counts().toString()).isEqualTo("{a=2, c=2, b=1}");
    assertThat(texts.missing()).isOne();
    assertThat(texts.rest()).isZero();
    assertThat(texts.isComplete()).isTrue();
  }

  @Test
  void a_hundred_texts_are_kept_and_of_more_none_of_a_single_row() {
    String[] texts = new String[400];
    Arrays.setAll(texts, row -> row < 300 ? "text " + row / 2 : "single " + row);

    CategoryStatistics many = categories(texts("C", texts));

    assertThat(many.counts()).hasSize(100).doesNotContainValue(1L);
    assertThat(many.different()).isEqualTo(250);
    assertThat(many.rest()).isEqualTo(200);
    assertThat(many.isComplete()).isFalse();
    String[] singles = IntStream.range(0, 300).mapToObj(i -> "single " + i).toArray(String[]::new);
    assertThat(categories(texts("C", singles)).counts()).isEmpty();
  }

  @Test
  void long_texts_are_shortened_and_stay_different() {
    String begin = "x".repeat(100);

    CategoryStatistics texts = categories(texts("C", begin + "1", begin + "2", begin + "1"));

    assertThat(texts.counts()).hasSize(2).containsValues(2L, 1L);
    assertThat(texts.counts().keySet()).allMatch(text -> text.length() < 60);
    assertThat(categories(texts("C", "x".repeat(47) + "\uD83D\uDE00".repeat(20))).counts().keySet())
        .allMatch(text -> text.startsWith("x".repeat(47) + "#"));
  }

  @Test
  void the_order_of_the_rows_changes_nothing() {
    SplittableRandom random = new SplittableRandom(5);
    double[] values = random.doubles(500).map(v -> v * 1e5 - 3e4).toArray();
    double[] reversed = IntStream.range(0, 500).mapToDouble(i -> values[499 - i]).toArray();

    assertThat(json(numbers("A", ColumnType.NUMBER, reversed)))
        .isEqualTo(json(numbers("A", ColumnType.NUMBER, values)));
    assertThat(json(texts("A", "b", "a", "b"))).isEqualTo(json(texts("A", "a", "b", "b")));
  }

  @Test
  void json_is_read_back_without_a_difference() {
    SplittableRandom random = new SplittableRandom(6);
    double[] many = random.doubles(60).map(v -> 100 * v).toArray();
    String[] categories =
        IntStream.range(0, 60).mapToObj(i -> "\"" + i % 7 + "\n").toArray(String[]::new);
    double[] few = new double[60];
    Arrays.fill(few, 0, 30, 1e-12);
    few[59] = NULL;
    Table table =
        table(
            numbers("many", ColumnType.NUMBER, many),
            numbers("few", ColumnType.NUMBER, few),
            texts("texts", categories));
    double[][] outputs = new double[][] {{0.2, 0.8}, {0.6, 0.4}};
    TableStatistics statistics =
        TableStatistics.of(table, table.names())
            .withPredictions(
                PredictionStatistics.of(
                    new Target("label", ColumnType.TEXT, List.of("no", "yes")), outputs));

    String json = statistics.toJson();

    TableStatistics read = TableStatistics.fromJson(json);
    assertThat(read.toJson()).isEqualTo(json);
    assertThat(read.columns()).extracting(ColumnStatistics::name).isEqualTo(table.names());
    assertThat(read.find("few").orElseThrow().missing()).isOne();
    assertThat(read.find("fewer")).isEmpty();
    assertThat(read.predictions())
        .extracting(ColumnStatistics::name)
        .containsExactly("label", "probability of label = yes");
  }

  @Test
  void a_column_of_numbers_takes_about_500_bytes() {
    double[] values = new SplittableRandom(7).doubles(5000).map(v -> 1e4 * v).toArray();

    assertThat(json(numbers("A", ColumnType.NUMBER, values)).length()).isBetween(300, 600);
  }

  @Test
  void json_of_something_else_is_refused() {
    for (String json :
        List.of(
            "{}",
            "{\"columns\":[3]}",
            "{\"columns\":[{\"name\":\"A\",\"type\":\"NUMBER\",\"rows\":2,\"missing\":-1}]}",
            "{\"columns\":[{\"name\":\"A\",\"type\":\"PICTURE\",\"rows\":2,\"missing\":1}]}",
            "{\"columns\":[{\"name\":\"A\",\"type\":\"NUMBER\",\"rows\":2,\"missing\":0,"
                + "\"mean\":1,\"deviation\":0,\"values\":[2,1],\"counts\":[1,1]}]}",
            "{\"columns\":[{\"name\":\"A\",\"type\":\"NUMBER\",\"rows\":3,\"missing\":0,"
                + "\"mean\":1,\"deviation\":0,\"values\":[1,2],\"counts\":[1,1]}]}")) {
      assertThatThrownBy(() -> TableStatistics.fromJson(json))
          .as(json)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void an_unknown_column_is_named_and_a_checkpoint_can_stop() {
    Table table = table(numbers("A", ColumnType.NUMBER, 1));

    assertMlError(
            MlError.UNKNOWN_COLUMN, () -> TableStatistics.of(table, List.of("B"), share -> {}))
        .startsWith("column 'B' is not in");
    assertMlError(
        MlError.CANCELLED,
        () ->
            TableStatistics.of(
                table,
                List.of("A"),
                share -> {
                  throw MlError.CANCELLED.with("Gathering");
                }));
  }

  @Test
  void predictions_of_every_task_have_statistics() {
    double[][] outputs = {{0.2, 0.5, 0.3}, {0.1, 0.1, 0.8}, {0, 0, 0}};

    List<ColumnStatistics> classes =
        PredictionStatistics.of(
            new Target("kind", ColumnType.TEXT, List.of("a", "b", "c")), outputs);
    List<ColumnStatistics> numbers =
        PredictionStatistics.of(new Target("price", ColumnType.NUMBER, List.of()), outputs);
    List<ColumnStatistics> components =
        PredictionStatistics.of(Target.unsupervised(Task.DECOMPOSITION, 3), outputs);

    assertThat(((CategoryStatistics) classes.get(0)).counts().toString())
        .isEqualTo("{a=1, b=1, c=1}");
    assertThat(((NumberStatistics) classes.get(1)).points()).containsExactly(0, 0.5, 0.8);
    assertThat(((NumberStatistics) numbers.get(0)).points()).containsExactly(0, 0.1, 0.2);
    assertThat(components).extracting(ColumnStatistics::name).contains("component_3").hasSize(3);
  }

  private static NumberStatistics numeric(Column column) {
    return (NumberStatistics) ColumnStatistics.of(column);
  }

  private static CategoryStatistics categories(TextColumn column) {
    return (CategoryStatistics) ColumnStatistics.of(column);
  }

  private static Table table(Column... columns) {
    return new Table("T", columns[0].rows(), List.of(columns));
  }

  private static String json(Column column) {
    return TableStatistics.of(table(column), List.of("A")).toJson();
  }
}
