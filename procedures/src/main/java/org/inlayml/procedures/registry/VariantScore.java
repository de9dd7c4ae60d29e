// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.registry;

import java.util.Locale;
import org.inlayml.learning.statistics.Significance;
import org.inlayml.learning.statistics.Significance.Interval;
import org.inlayml.learning.statistics.Significance.Sample;
import org.inlayml.learning.statistics.Significance.Test;
import org.jspecify.annotations.Nullable;

/**
 * How well the logged predictions of one version hold against what turned out to be true, and
 * whether two versions differ by more than chance. Not thread-safe.
 *
 * <p>Source of the running variance: Welford, 1962.
 */
final class VariantScore {
  private static final double CONFIDENCE = 0.95;
  private static final double LEVEL = 0.05;

  /** Below, neither test can be trusted. */
  private static final long FEWEST = 30;

  /** Right and wrong answers that each version should have for the z test to be trusted. */
  private static final double FEWEST_OF_A_KIND = 5;

  private static final double SMALLEST_SHOWN = 0.0001;

  private final Metric metric;
  private long rows;
  private long hits;
  private double mean;
  private double squares;

  /** What is computed of the predictions. */
  enum Metric {
    ACCURACY,
    MEAN_SQUARED_ERROR,
    MEAN_ABSOLUTE_ERROR
  }

  /** How b differs from a; null where nothing is known. */
  record Comparison(
      @Nullable Double difference,
      @Nullable Double low,
      @Nullable Double high,
      @Nullable Double pValue,
      String verdict) {}

  private VariantScore(Metric metric) {
    this.metric = metric;
  }

  static VariantScore of(Metric metric) {
    return new VariantScore(metric);
  }

  /**
   * Adds a prediction and its truth; one whose truth should be a number and is none is left out.
   */
  void add(String prediction, String actual) {
    double value =
        switch (metric) {
          case ACCURACY -> isSame(prediction, actual) ? 1 : 0;
          case MEAN_SQUARED_ERROR -> {
            double error = number(prediction) - number(actual);
            yield error * error;
          }
          case MEAN_ABSOLUTE_ERROR -> Math.abs(number(prediction) - number(actual));
        };
    if (Double.isFinite(value)) {
      rows++;
      hits += value == 1 ? 1 : 0;
      double step = value - mean;
      mean += step / rows;
      squares += step * (value - mean);
    }
  }

  private static boolean isSame(String prediction, String actual) {
    // 1 and 1.0, true and TRUE are the same class
    String given = actual.strip();
    return prediction.equals(given)
        || number(prediction) == number(given)
        || (isTruth(prediction) && prediction.equalsIgnoreCase(given));
  }

  private static boolean isTruth(String text) {
    return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  long rows() {
    return rows;
  }

  String metric() {
    return metric.name().toLowerCase(Locale.ROOT);
  }

  @Nullable Double score() {
    return rows == 0 ? null : (Double) (metric == Metric.ACCURACY ? (double) hits / rows : mean);
  }

  @Nullable Double low() {
    return finite(interval().low());
  }

  @Nullable Double high() {
    return finite(interval().high());
  }

  private Interval interval() {
    if (metric == Metric.ACCURACY && rows > 0) {
      return Significance.proportion(hits, rows, CONFIDENCE);
    } else if (rows < 2) {
      return new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }
    // against a sample without spread, Welch's interval is Student's of the other sample
    return Significance.differenceOfMeans(new Sample(2, 0, 0), sample(), CONFIDENCE);
  }

  private Sample sample() {
    return new Sample(rows, mean, rows < 2 ? 0 : squares / (rows - 1));
  }

  private static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }

  /** Whether b is better or worse than a. */
  static Comparison compare(VariantScore a, VariantScore b) {
    if (a.rows == 0 || b.rows == 0) {
      return new Comparison(null, null, null, null, tooFew(a, b));
    }
    boolean ofShares = a.metric == Metric.ACCURACY;
    Test test =
        ofShares
            ? Significance.proportions(a.hits, a.rows, b.hits, b.rows)
            : Significance.means(a.sample(), b.sample());
    Interval interval =
        ofShares
            ? Significance.differenceOfProportions(a.hits, a.rows, b.hits, b.rows, CONFIDENCE)
            : Significance.differenceOfMeans(a.sample(), b.sample(), CONFIDENCE);
    double difference =
        ofShares ? (double) b.hits / b.rows - (double) a.hits / a.rows : b.mean - a.mean;
    return new Comparison(
        difference,
        finite(interval.low()),
        finite(interval.high()),
        test.pValue(),
        verdict(a, b, difference, test));
  }

  private static String verdict(VariantScore a, VariantScore b, double difference, Test test) {
    boolean significant = test.isSignificant(LEVEL);
    if (Math.min(a.rows, b.rows) < FEWEST || (significant && isLopsided(a, b))) {
      return tooFew(a, b);
    }
    String p =
        test.pValue() < SMALLEST_SHOWN
            ? "p < 0.0001"
            : String.format(Locale.ROOT, "p = %.4f", test.pValue());
    if (!significant) {
      return "no difference shown yet (" + p + ")";
    }
    boolean higher = difference > 0;
    return (higher == (a.metric == Metric.ACCURACY) ? "b" : "a") + " is better (" + p + ")";
  }

  private static String tooFew(VariantScore a, VariantScore b) {
    return "too few actuals (" + a.rows + " of a, " + b.rows + " of b)";
  }

  /** Whether right or wrong answers are so rare that the z test goes wrong. */
  private static boolean isLopsided(VariantScore a, VariantScore b) {
    if (a.metric != Metric.ACCURACY) {
      return false;
    }
    double share = ((double) a.hits + b.hits) / ((double) a.rows + b.rows);
    return Math.min(a.rows, b.rows) * Math.min(share, 1 - share) < FEWEST_OF_A_KIND;
  }
}
