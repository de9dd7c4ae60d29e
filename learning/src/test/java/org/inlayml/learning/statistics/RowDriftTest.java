// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.inlayml.learning.feature.Columns.NULL;
import static org.inlayml.learning.feature.Columns.numbers;
import static org.inlayml.learning.feature.Columns.texts;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.inlayml.learning.feature.Feature;
import org.inlayml.learning.feature.NumberEncoding;
import org.inlayml.learning.feature.Row;
import org.inlayml.learning.feature.RowBlock;
import org.inlayml.learning.statistics.RowDrift.Measured;
import org.inlayml.learning.table.Column;
import org.inlayml.learning.table.ColumnType;
import org.inlayml.learning.table.Table;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowDriftTest {
  private static final NumberEncoding PLAIN = new NumberEncoding(0, 0, 1);

  @Test
  void a_number_is_measured_by_the_quantiles_on_its_side() {
    double[] values = new SplittableRandom(1).doubles(1000).map(v -> 10 * v).toArray();
    RowDrift drift = drift(numbers("A", ColumnType.NUMBER, values));

    assertThat(metric(drift, 5.0)).isLessThan(0.1);
    assertThat(metric(drift, 9.8)).isCloseTo(1, within(0.05));
    assertThat(metric(drift, 0.2)).isCloseTo(1, within(0.05));
    assertThat(metric(drift, 14.6)).isCloseTo(2, within(0.1));
    assertThat(metric(drift, 1e300)).isEqualTo(100);
  }

  @Test
  void a_constant_allows_nothing_else() {
    RowDrift drift = drift(numbers("A", ColumnType.INTEGER, 7, 7, 7));

    assertThat(metric(drift, 7.0)).isZero();
    assertThat(metric(drift, 7.5)).isEqualTo(100);
  }

  @Test
  void a_text_is_measured_by_its_rows_against_the_most_frequent() {
    String[] values = new String[100];
    Arrays.fill(values, "usual");
    values[0] = "rare";
    RowDrift drift = drift(texts("A", values));

    assertThat(metric(drift, "usual")).isZero();
    assertThat(metric(drift, "rare")).isCloseTo(Math.log(99) / Math.log(50), within(1e-12));
    assertThat(metric(drift, "new")).isCloseTo(Math.log(198) / Math.log(50), within(1e-12));
  }

  @Test
  void missing_is_unlike_where_nothing_was_missing_and_a_value_where_most_was() {
    double[] values = new double[100];
    Arrays.fill(values, NULL);
    RowDrift missing = drift(numbers("A", ColumnType.NUMBER, values));
    RowDrift full = drift(numbers("A", ColumnType.NUMBER, new double[100]));

    assertThat(metric(missing, NULL)).isZero();
    assertThat(metric(missing, 1.0)).isGreaterThan(1);
    assertThat(metric(full, NULL)).isGreaterThan(1);
  }

  @Test
  void the_three_features_that_are_furthest_out_are_named() {
    Column[] columns = new Column[5];
    Arrays.setAll(columns, i -> numbers("F" + i, ColumnType.INTEGER, -1, 0, 1));
    RowDrift drift = drift(columns);
    Row row = new Row(5);
    for (int i = 0; i < 5; i++) {
      row.setNumber(i, i);
    }

    Measured measured = measure(drift, row);

    assertThat(measured.metric()).isCloseTo(Math.sqrt((1 + 4 + 9 + 16) / 5.0), within(1e-12));
    assertThat(measured.largest()).extracting(RowDrift.Part::feature).containsExactly(4, 3, 2);
    assertThat(measured.largest().get(0).share()).isCloseTo(16 / 30.0, within(1e-12));
  }

  @Test
  void training_rows_are_mostly_below_1_and_shifted_ones_above() {
    SplittableRandom random = new SplittableRandom(3);
    Column[] columns = new Column[4];
    double[][] values = new double[4][500];
    for (int i = 0; i < 4; i++) {
      Arrays.setAll(values[i], row -> random.nextGaussian());
      columns[i] = numbers("F" + i, ColumnType.NUMBER, values[i]);
    }
    RowDrift drift = drift(columns);
    int above = 0;
    int shiftedAbove = 0;
    for (int r = 0; r < 500; r++) {
      Row row = new Row(4);
      Row shifted = new Row(4);
      for (int i = 0; i < 4; i++) {
        row.setNumber(i, values[i][r]);
        shifted.setNumber(i, values[i][r] + 4);
      }
      above += measure(drift, row).metric() > 1 ? 1 : 0;
      shiftedAbove += measure(drift, shifted).metric() > 1 ? 1 : 0;
    }

    assertThat(above).isLessThan(15);
    assertThat(shiftedAbove).isGreaterThan(490);
  }

  @Test
  void the_spread_of_a_table_is_the_mean_and_the_variance_of_its_rows() {
    Column values = numbers("A", ColumnType.INTEGER, -1, 0, 1, NULL);
    Table table = new Table("T", 4, List.of(values));
    List<Feature> features = List.of(new Feature("A", ColumnType.INTEGER, PLAIN));
    RowDrift drift = drift(values);
    double[] metrics = {metric(drift, -1.0), metric(drift, 0.0), metric(drift, 1.0), 0};
    metrics[3] = metric(drift, NULL);
    double mean = Arrays.stream(metrics).average().orElseThrow();

    RowDrift.Spread spread = drift.spread(features, table);

    assertThat(spread.mean()).isPositive().isCloseTo(mean, within(1e-12));
    assertThat(spread.variance())
        .isCloseTo(
            Arrays.stream(metrics).map(m -> (m - mean) * (m - mean)).average().orElseThrow(),
            within(1e-12));
    assertThat(drift.spread(features, table.select(new int[0])))
        .isEqualTo(new RowDrift.Spread(0, 0));
  }

  @Test
  void features_without_statistics_are_left_out() {
    RowDrift drift =
        RowDrift.of(
            List.of(new Feature("A", ColumnType.NUMBER, PLAIN)),
            new TableStatistics(List.of(), List.of()));

    assertThat(metric(drift, 1e9)).isZero();
  }

  private static RowDrift drift(Column... columns) {
    Table table = new Table("T", columns[0].rows(), List.of(columns));
    return RowDrift.of(
        Arrays.stream(columns).map(c -> new Feature(c.name(), c.type(), PLAIN)).toList(),
        TableStatistics.of(table, table.names()));
  }

  private static double metric(RowDrift drift, @Nullable Object value) {
    Row row = new Row(1);
    if (value instanceof Double number) {
      row.setNumber(0, number);
    } else {
      row.setText(0, (String) value);
    }
    return measure(drift, row).metric();
  }

  private static Measured measure(RowDrift drift, Row row) {
    RowBlock block = new RowBlock(row.features(), 1);
    block.add(row);
    return drift.measure(block, 0);
  }
}
