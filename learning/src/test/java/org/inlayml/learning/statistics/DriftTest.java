// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.inlayml.learning.feature.Columns.NULL;
import static org.inlayml.learning.feature.Columns.numbers;
import static org.inlayml.learning.feature.Columns.texts;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.inlayml.learning.table.Column;
import org.inlayml.learning.table.ColumnType;
import org.inlayml.learning.table.NumberColumn;
import org.inlayml.learning.table.TextColumn;
import org.junit.jupiter.api.Test;

class DriftTest {
  private static final Offset<Double> NEAR = within(1e-12);

  @Test
  void the_same_data_have_not_drifted() {
    for (int rows : new int[] {1, 2, 30, 51, 52, 500}) {
      for (boolean whole : new boolean[] {true, false}) {
        NumberColumn column = normal(rows, rows, 0, 1, whole);

        Drift drift = drift(column, column);

        assertThat(drift.stabilityIndex()).hasValue(0);
        assertThat(drift.kolmogorovSmirnov()).hasValue(0);
        assertThat(drift.pValue()).hasValue(1);
        assertThat(drift.jensenShannon()).hasValue(0);
        assertThat(drift.chiSquare()).isEmpty();
        assertThat(drift.verdict()).isEqualTo(DriftVerdict.NONE);
        assertThat(drift.detail()).isEmpty();
      }
    }
    Drift texts = drift(texts("A", "a", "b", null), texts("A", "b", null, "a"));
    assertThat(texts.stabilityIndex()).hasValue(0);
    assertThat(texts.jensenShannon()).hasValue(0);
    assertThat(texts.chiSquare()).hasValue(0);
    assertThat(texts.pValue()).hasValue(1);
  }

  @Test
  void statistics_read_back_have_not_drifted_either() {
    NumberColumn column = normal(3, 400, 1e6, 1234.5678, false);
    TableStatistics read =
        TableStatistics.fromJson(
            new TableStatistics(List.of(ColumnStatistics.of(column)), List.of()).toJson());

    Drift drift =
        Drift.between(read.columns().get(0), ColumnStatistics.of(column), DriftThresholds.USUAL);

    assertThat(drift.stabilityIndex()).hasValue(0);
    assertThat(drift.kolmogorovSmirnov()).hasValue(0);
  }

  @Test
  void jensen_shannon_is_the_same_in_both_directions() {
    for (int seed = 0; seed < 20; seed++) {
      NumberColumn a = normal(seed, 100 + 7 * seed, 0, 1, seed % 2 == 0);
      NumberColumn b = normal(seed + 100, 300, 0.3, 2, seed % 3 == 0);

      assertThat(drift(a, b).jensenShannon()).isEqualTo(drift(b, a).jensenShannon());
      assertThat(drift(a, b).kolmogorovSmirnov()).isEqualTo(drift(b, a).kolmogorovSmirnov());
      assertThat(drift(a, b).jensenShannon().orElseThrow()).isBetween(0.0, 1.0);
    }
  }

  @Test
  void a_larger_shift_is_a_larger_drift() {
    NumberColumn before = normal(1, 5000, 0, 1, false);
    double index = 0;
    double distance = 0;
    double divergence = 0;
    for (double shift = 0.25; shift < 3; shift += 0.25) {
      Drift drift = drift(before, normal(2, 5000, shift, 1, false));

      assertThat(drift.stabilityIndex().orElseThrow()).isGreaterThan(index);
      assertThat(drift.kolmogorovSmirnov().orElseThrow()).isGreaterThan(distance);
      assertThat(drift.jensenShannon().orElseThrow()).isGreaterThan(divergence);
      index = drift.stabilityIndex().orElseThrow();
      distance = drift.kolmogorovSmirnov().orElseThrow();
      divergence = drift.jensenShannon().orElseThrow();
    }
  }

  @Test
  void verdicts_follow_the_thresholds() {
    NumberColumn before = normal(1, 5000, 0, 1, false);

    Drift slight = drift(before, normal(2, 5000, 0.1, 1, false));
    Drift moderate = drift(before, normal(2, 5000, 0.4, 1, false));
    Drift major = drift(before, normal(2, 5000, 1, 1, false));

    assertThat(slight.verdict()).isEqualTo(DriftVerdict.NONE);
    assertThat(moderate.verdict()).isEqualTo(DriftVerdict.MODERATE);
    assertThat(moderate.detail()).startsWith("mean moved by +0.4");
    assertThat(major.verdict()).isEqualTo(DriftVerdict.MAJOR);
    assertThat(major.verdict().sqlName()).isEqualTo("major");
    DriftThresholds strict = new DriftThresholds(0.001, 0.005, 0.5);
    assertThat(
            Drift.between(
                    ColumnStatistics.of(before),
                    ColumnStatistics.of(normal(2, 5000, 0.1, 1, false)),
                    strict)
                .verdict())
        .isEqualTo(DriftVerdict.MAJOR);
  }

  @Test
  void few_rows_do_not_drift_by_chance() {
    NumberColumn before = normal(1, 5000, 0, 1, false);
    int drifted = 0;
    for (int seed = 10; seed < 110; seed++) {
      Drift drift = drift(before, normal(seed, 12, 0, 1, false));
      drifted += drift.verdict() == DriftVerdict.NONE ? 0 : 1;
    }
    Drift one = drift(before, numbers("A", ColumnType.NUMBER, 0.3));

    assertThat(drifted).isLessThanOrEqualTo(5);
    assertThat(one.verdict()).isEqualTo(DriftVerdict.NONE);
    assertThat(one.detail()).contains("may be chance");
    assertThat(one.stabilityIndex()).isPresent();
  }

  /** scipy 1.17.1: ks_2samp, and special.kolmogorov of the distance times sqrt(120 / 22). */
  @Test
  void kolmogorov_smirnov_of_few_values_agrees_with_scipy() {
    Drift drift =
        drift(
            numbers("A", ColumnType.INTEGER, 1, 2, 2, 3, 3, 3, 4, 4, 5, 5),
            numbers("A", ColumnType.INTEGER, 2, 3, 3, 4, 4, 4, 5, 5, 5, 6, 6, 7));

    assertThat(drift.kolmogorovSmirnov().orElseThrow()).isCloseTo(0.35, NEAR);
    assertThat(drift.pValue().orElseThrow()).isCloseTo(0.5160715274389962, NEAR);
    assertThat(drift.detail()).contains("values outside the range of training");
  }

  @Test
  void kolmogorov_smirnov_of_quantiles_is_within_their_resolution() {
    for (int seed = 0; seed < 50; seed++) {
      NumberColumn a = normal(seed, 200, 0, 1, false);
      NumberColumn b = normal(seed + 50, 333, 0.02 * seed, 1, false);

      assertThat(drift(a, b).kolmogorovSmirnov().orElseThrow())
          .isCloseTo(distance(a.values(), b.values()), within(NumberStatistics.RESOLUTION));
    }
  }

  /** scipy 1.17.1: chi2_contingency(correction=False), jensenshannon(base=2) squared. */
  @Test
  void measures_of_texts_agree_with_scipy() {
    TextColumn before = repeated(30, 50, 20);
    TextColumn now = repeated(25, 40, 55);

    Drift drift = drift(before, now);

    assertThat(drift.chiSquare().orElseThrow()).isCloseTo(16.214814814814822, NEAR);
    assertThat(drift.pValue().orElseThrow()).isCloseTo(0.0003012990070435652, NEAR);
    assertThat(drift.jensenShannon().orElseThrow()).isCloseTo(0.05566197047775558, NEAR);
    // By its definition, half a row more in each bin; the fourth bin is of the rest.
    assertThat(drift.stabilityIndex().orElseThrow()).isCloseTo(0.30624941, within(0.005));
    assertThat(drift.verdict()).isEqualTo(DriftVerdict.MAJOR);
  }

  @Test
  void new_values_of_a_text_are_told() {
    TextColumn before = repeated(60, 40);
    TextColumn now = repeated(30, 20, 50);

    Drift drift = drift(before, now);

    assertThat(drift.verdict()).isEqualTo(DriftVerdict.MAJOR);
    assertThat(drift.detail()).isEqualTo("values not in training in 50.0 % of the rows: 'c'");
    assertThat(drift.stabilityIndex().orElseThrow()).isFinite();
  }

  @Test
  void values_beyond_the_hundred_are_compared_as_one() {
    String[] before = new String[3000];
    Arrays.setAll(before, row -> "text " + row % 300);
    String[] now = new String[3000];
    Arrays.setAll(now, row -> "text " + (3000 - row) % 300);

    Drift same = drift(texts("A", before), texts("A", now));
    Drift other = drift(texts("A", before), repeated(1000));

    assertThat(same.verdict()).isEqualTo(DriftVerdict.NONE);
    assertThat(same.detail()).isEmpty();
    // Whether 'a' is new cannot be told, but the hundred are gone.
    assertThat(other.verdict()).isEqualTo(DriftVerdict.MAJOR);
    assertThat(other.detail()).isEmpty();
  }

  @Test
  void missing_values_drift_by_themselves() {
    double[] half = normal(5, 1000, 0, 1, false).values();
    for (int row = 0; row < 1000; row += 2) {
      half[row] = NULL;
    }

    Drift drift = drift(normal(4, 1000, 0, 1, false), numbers("A", ColumnType.NUMBER, half));

    assertThat(drift.missingBefore()).isZero();
    assertThat(drift.missingNow()).isEqualTo(0.5);
    assertThat(drift.verdict()).isEqualTo(DriftVerdict.MAJOR);
    assertThat(drift.detail()).startsWith("missing values: 50.0 %, were 0.0 %");
  }

  @Test
  void what_cannot_be_measured_is_empty() {
    NumberColumn values = normal(4, 1000, 0, 1, false);
    double[] none = new double[1000];
    Arrays.fill(none, NULL);
    NumberColumn missing = numbers("A", ColumnType.NUMBER, none);

    Drift gone = drift(values, missing);
    Drift never = drift(missing, missing);
    Drift empty = drift(values, numbers("A", ColumnType.NUMBER));
    Drift other = drift(values, repeated(3, 4));

    assertThat(gone.stabilityIndex()).isEqualTo(OptionalDouble.empty());
    assertThat(gone.verdict()).isEqualTo(DriftVerdict.MAJOR);
    assertThat(gone.detail()).endsWith("no values now");
    assertThat(never.verdict()).isEqualTo(DriftVerdict.NONE);
    assertThat(never.detail()).isEqualTo("no values, neither in training nor now");
    assertThat(empty.verdict()).isEqualTo(DriftVerdict.NONE);
    assertThat(empty.detail()).isEqualTo("no rows to compare");
    assertThat(other.verdict()).isEqualTo(DriftVerdict.MAJOR);
    assertThat(other.detail()).isEqualTo("was a number, is a category now");
  }

  @Test
  void a_constant_that_changes_is_a_major_drift() {
    double[] five = new double[100];
    Arrays.fill(five, 5);
    double[] six = new double[100];
    Arrays.fill(six, 6);

    Drift drift = drift(numbers("A", ColumnType.INTEGER, five), numbers("A", ColumnType.DATE, six));

    assertThat(drift.verdict()).isEqualTo(DriftVerdict.MAJOR);
    assertThat(drift.kolmogorovSmirnov()).hasValue(1);
    assertThat(drift.jensenShannon()).hasValue(1);
    assertThat(drift.stabilityIndex().orElseThrow()).isFinite();
  }

  @Test
  void no_measure_is_ever_nan() {
    SplittableRandom random = new SplittableRandom(9);
    double[] special = {NULL, 0, 1, 1e300, -1e300, 1e-300, Double.MAX_VALUE, Double.MIN_VALUE};
    for (int i = 0; i < 300; i++) {
      Drift drift = drift(drawn(random, special), drawn(random, special));

      for (OptionalDouble measure :
          new OptionalDouble[] {
            drift.stabilityIndex(), drift.kolmogorovSmirnov(), drift.pValue(), drift.jensenShannon()
          }) {
        assertThat(measure.orElse(0)).isFinite().isNotNegative();
      }
      assertThat(drift.detail()).doesNotContain("NaN", "Infinity");
    }
  }

  @Test
  void thresholds_ascend() {
    assertThatThrownBy(() -> new DriftThresholds(0.3, 0.2, 0.05))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new DriftThresholds(Double.NaN, 0.2, 0.05))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Drift drift(Column before, Column now) {
    return Drift.between(
        ColumnStatistics.of(before), ColumnStatistics.of(now), DriftThresholds.USUAL);
  }

  private static NumberColumn normal(
      long seed, int rows, double mean, double deviation, boolean whole) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[rows];
    for (int row = 0; row < rows; row++) {
      double value = mean + deviation * random.nextGaussian();
      values[row] = whole ? Math.rint(value) : value;
    }
    return numbers("A", ColumnType.NUMBER, values);
  }

  private static NumberColumn drawn(SplittableRandom random, double[] values) {
    double[] drawn = new double[random.nextInt(1, 90)];
    for (int row = 0; row < drawn.length; row++) {
      drawn[row] =
          random.nextBoolean()
              ? values[random.nextInt(values.length)]
              : random.nextInt(10) * 1e290 * random.nextDouble();
    }
    return numbers("A", ColumnType.NUMBER, drawn);
  }

  /** So many rows of a, b, c, ... */
  private static TextColumn repeated(int... counts) {
    String[] texts = new String[Arrays.stream(counts).sum()];
    int row = 0;
    for (int value = 0; value < counts.length; value++) {
      Arrays.fill(texts, row, row + counts[value], Character.toString('a' + value));
      row += counts[value];
    }
    return texts("A", texts);
  }

  private static double distance(double[] a, double[] b) {
    double largest = 0;
    for (double[] points : new double[][] {a, b}) {
      for (double point : points) {
        largest = Math.max(largest, Math.abs(share(a, point) - share(b, point)));
      }
    }
    return largest;
  }

  private static double share(double[] values, double point) {
    return (double) Arrays.stream(values).filter(v -> v <= point).count() / values.length;
  }
}
