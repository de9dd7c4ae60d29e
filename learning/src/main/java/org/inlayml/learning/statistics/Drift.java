// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.statistics;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * How far a column has moved from what it was in training. Never NaN: what cannot be measured is
 * empty.
 *
 * @param feature the column's name
 * @param kind {@code number}, {@code calendar} or {@code category}
 * @param stabilityIndex the population stability index of the values: of numbers by the deciles of
 *     training, of texts by value; empty where either has no value
 * @param kolmogorovSmirnov the largest difference between the shares of rows up to a value, for
 *     numbers; within .02 where a column has more than 51 different values
 * @param pValue how probable so large a change of the values is by chance: of the
 *     Kolmogorov-Smirnov test for numbers, else of the chi-square test
 * @param jensenShannon the divergence in bits, from 0 to 1; the same in both directions
 * @param chiSquare the statistic of Pearson's test, for texts
 * @param missingBefore the share of missing values in training
 * @param missingNow the share now
 * @param verdict the worse one of the values and of the missing ones
 * @param detail why, in words
 */
public record Drift(
    String feature,
    String kind,
    OptionalDouble stabilityIndex,
    OptionalDouble kolmogorovSmirnov,
    OptionalDouble pValue,
    OptionalDouble jensenShannon,
    OptionalDouble chiSquare,
    double missingBefore,
    double missingNow,
    DriftVerdict verdict,
    String detail) {
  private static final int MOST_NAMED = 3;

  /** What the measures of the values are. */
  private record Measures(
      OptionalDouble stabilityIndex,
      OptionalDouble kolmogorovSmirnov,
      OptionalDouble pValue,
      OptionalDouble jensenShannon,
      OptionalDouble chiSquare) {
    static final Measures NONE =
        new Measures(
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty());
  }

  /** Compares. */
  public static Drift between(
      ColumnStatistics before, ColumnStatistics now, DriftThresholds thresholds) {
    List<String> reasons = new ArrayList<>();
    if (before.rows() == 0 || now.rows() == 0) {
      reasons.add("no rows to compare");
      return drift(before, now, Measures.NONE, DriftVerdict.NONE, reasons);
    }
    DriftVerdict missing = missing(before, now, thresholds, reasons);
    Measures measures = Measures.NONE;
    if (before.getClass() != now.getClass()) {
      reasons.add("was a " + before.kind() + ", is a " + now.kind() + " now");
      return drift(before, now, measures, DriftVerdict.MAJOR, reasons);
    } else if (before.present() == 0 || now.present() == 0) {
      reasons.add(
          before.present() > 0 || now.present() > 0
              ? "no values " + (now.present() == 0 ? "now" : "in training")
              : "no values, neither in training nor now");
    } else if (before instanceof NumberStatistics a && now instanceof NumberStatistics b) {
      measures = numbers(new NumberComparison(a, b), reasons);
    } else if (before instanceof CategoryStatistics a && now instanceof CategoryStatistics b) {
      measures = categories(new CategoryComparison(a, b), reasons);
    }
    DriftVerdict values = values(measures, thresholds, reasons);
    return drift(before, now, measures, values.or(missing), reasons);
  }

  private static Drift drift(
      ColumnStatistics before,
      ColumnStatistics now,
      Measures measures,
      DriftVerdict verdict,
      List<String> reasons) {
    return new Drift(
        before.name(),
        before.kind(),
        measures.stabilityIndex(),
        measures.kolmogorovSmirnov(),
        measures.pValue(),
        measures.jensenShannon(),
        measures.chiSquare(),
        before.missingShare(),
        now.missingShare(),
        verdict,
        String.join("; ", reasons));
  }

  private static DriftVerdict missing(
      ColumnStatistics before,
      ColumnStatistics now,
      DriftThresholds thresholds,
      List<String> reasons) {
    double index =
        new Shares(
                new double[] {before.present(), before.missing()},
                new double[] {now.present(), now.missing()})
            .stabilityIndex();
    double pValue =
        Significance.proportions(before.missing(), before.rows(), now.missing(), now.rows())
            .pValue();
    DriftVerdict verdict = thresholds.verdict(index, pValue);
    if (verdict != DriftVerdict.NONE) {
      reasons.add(text("missing values: %.1f %%, were %.1f %%", percent(now), percent(before)));
    }
    return verdict;
  }

  private static double percent(ColumnStatistics statistics) {
    return 100 * statistics.missingShare();
  }

  private static Measures numbers(NumberComparison comparison, List<String> reasons) {
    double distance = comparison.distance();
    NumberStatistics before = comparison.before();
    NumberStatistics now = comparison.now();
    double shift = comparison.shift();
    if (Math.abs(shift) >= 0.05) {
      reasons.add(text("mean moved by %+.2f standard deviations", shift));
    }
    if (now.minimum() < before.minimum() || now.maximum() > before.maximum()) {
      reasons.add("values outside the range of training");
    }
    return new Measures(
        OptionalDouble.of(comparison.byDeciles().stabilityIndex()),
        OptionalDouble.of(distance),
        OptionalDouble.of(comparison.pValue(distance)),
        OptionalDouble.of(comparison.byAllDeciles().jensenShannon()),
        OptionalDouble.empty());
  }

  private static Measures categories(CategoryComparison comparison, List<String> reasons) {
    Shares shares = comparison.byValue();
    Shares.ChiSquare test = shares.chiSquare();
    double newShare = comparison.newShare();
    if (newShare > 0) {
      List<String> named = comparison.newValues();
      String more = named.size() > MOST_NAMED || !comparison.now().isComplete() ? ", ..." : "";
      reasons.add(
          text("values not in training in %.1f %% of the rows", 100 * newShare)
              + named.stream()
                  .limit(MOST_NAMED)
                  .map(value -> "'" + value + "'")
                  .collect(joining(", ", ": ", more)));
    }
    return new Measures(
        OptionalDouble.of(shares.stabilityIndex()),
        OptionalDouble.empty(),
        OptionalDouble.of(test.pValue()),
        OptionalDouble.of(shares.jensenShannon()),
        OptionalDouble.of(test.statistic()));
  }

  private static DriftVerdict values(
      Measures measures, DriftThresholds thresholds, List<String> reasons) {
    if (measures.stabilityIndex().isEmpty()) {
      return DriftVerdict.NONE;
    }
    double index = measures.stabilityIndex().getAsDouble();
    double pValue = measures.pValue().orElse(1);
    if (index >= thresholds.moderate() && pValue >= thresholds.significance()) {
      reasons.add(text("may be chance (p = %.2f)", pValue));
    }
    return thresholds.verdict(index, pValue);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
