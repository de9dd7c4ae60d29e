// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.statistics;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import org.inlayml.learning.table.ColumnType;
import org.inlayml.learning.table.NumberColumn;

/**
 * What a column of numbers, dates or times looked like. Fractions are kept with 7 significant
 * digits, whole numbers and times exactly.
 *
 * <p>Of up to 51 different values each is kept with its number of rows, so that all that follows is
 * exact. Of more, their quantiles of 0, 2, 4, ... 100 per cent are kept: the least value that at
 * least this share of the rows does not exceed. Nothing is drawn at random.
 *
 * @param mean 0 without values
 * @param deviation the population standard deviation; 0 without values
 * @param points ascending: the different values, or the quantiles (then some may be equal); must
 *     not change after
 * @param counts how many rows have each value; empty where the points are quantiles
 */
public record NumberStatistics(
    String name,
    ColumnType type,
    long rows,
    long missing,
    double mean,
    double deviation,
    double[] points,
    long[] counts)
    implements ColumnStatistics {
  /** How many quantiles there are. */
  public static final int QUANTILES = 51;

  /** By how much a share of the rows below a value may be wrong, where quantiles are kept. */
  public static final double RESOLUTION = 1.0 / (QUANTILES - 1);

  private static final MathContext DIGITS = new MathContext(7, RoundingMode.HALF_EVEN);

  public NumberStatistics {
    boolean exact = counts.length == points.length && points.length <= QUANTILES;
    if (!type.isNumeric() || missing < 0 || missing > rows) {
      throw new IllegalArgumentException(name + ": " + type + ", " + missing + " of " + rows);
    } else if (!exact && (counts.length > 0 || points.length != QUANTILES)) {
      throw new IllegalArgumentException(points.length + " points, " + counts.length + " counts");
    } else if (exact && Arrays.stream(counts).sum() != rows - missing) {
      throw new IllegalArgumentException(name + ": the counts are not those of all rows");
    } else if (!Double.isFinite(mean) || !(deviation >= 0) || Double.isInfinite(deviation)) {
      throw new IllegalArgumentException(name + ": mean " + mean + ", deviation " + deviation);
    }
    for (int i = 0; i < points.length; i++) {
      if (!Double.isFinite(points[i]) || (i > 0 && points[i] < points[i - 1])) {
        throw new IllegalArgumentException(name + ": the points do not ascend");
      }
    }
  }

  static NumberStatistics of(NumberColumn column) {
    double[] sorted =
        Arrays.stream(column.values()).filter(v -> !Double.isNaN(v)).map(v -> v + 0.0).toArray();
    Arrays.sort(sorted);
    int missing = column.rows() - sorted.length;
    Moments moments = Moments.of(sorted);
    int different = different(sorted);
    boolean exact = different <= QUANTILES;
    double[] points = exact ? new double[different] : quantiles(sorted);
    long[] counts = new long[exact ? different : 0];
    if (exact) {
      int at = -1;
      for (int i = 0; i < sorted.length; i++) {
        if (i == 0 || sorted[i] != sorted[i - 1]) {
          points[++at] = sorted[i];
        }
        counts[at]++;
      }
    }
    boolean whole = column.type() != ColumnType.NUMBER;
    for (int i = 0; i < points.length && !whole; i++) {
      points[i] = rounded(points[i]);
    }
    return new NumberStatistics(
        column.name(),
        column.type(),
        column.rows(),
        missing,
        rounded(moments.mean()),
        rounded(moments.deviation()),
        points,
        counts);
  }

  /** Whether each value is kept, not quantiles. */
  public boolean isExact() {
    return points.length == counts.length;
  }

  /** The least value; without values the call is an error. */
  public double minimum() {
    return points[0];
  }

  /** The greatest value; without values the call is an error. */
  public double maximum() {
    return points[points.length - 1];
  }

  /** The value that this share of the rows does not exceed; without values an error. */
  public double quantile(double share) {
    if (!isExact()) {
      int at = (int) Math.ceil(share * (QUANTILES - 1) - 1e-9);
      return points[Math.max(0, Math.min(QUANTILES - 1, at))];
    }
    double wanted = share * present() * (1 - 1e-12);
    long below = 0;
    int at = -1;
    do {
      below += counts[++at];
    } while (below < wanted);
    return points[at];
  }

  /** The share of the rows with a value whose value is not above; 0 without values. */
  public double shareUpTo(double value) {
    int at = Arrays.binarySearch(points, value);
    int below = at < 0 ? -at - 1 : at + 1;
    while (below < points.length && points[below] == value) {
      below++;
    }
    if (below == 0) {
      return 0;
    } else if (below == points.length) {
      return 1;
    } else if (isExact()) {
      return (double) Arrays.stream(counts, 0, below).sum() / present();
    }
    double from = points[below - 1];
    double to = points[below];
    // The difference of two doubles may exceed all doubles, that of their halves does not.
    double part =
        Double.isInfinite(to - from)
            ? (value / 2 - from / 2) / (to / 2 - from / 2)
            : (value - from) / (to - from);
    return Math.min(1, (below - 1 + part) * RESOLUTION);
  }

  private static int different(double[] sorted) {
    int different = 0;
    for (int i = 0; i < sorted.length && different <= QUANTILES; i++) {
      if (i == 0 || sorted[i] != sorted[i - 1]) {
        different++;
      }
    }
    return different;
  }

  private static double[] quantiles(double[] sorted) {
    double[] quantiles = new double[QUANTILES];
    for (int k = 0; k < QUANTILES; k++) {
      long rank = ((long) k * sorted.length + QUANTILES - 2) / (QUANTILES - 1);
      quantiles[k] = sorted[(int) Math.max(0, rank - 1)];
    }
    return quantiles;
  }

  /** Rounds alike whatever else the column holds, so that equal values stay equal. */
  private static double rounded(double value) {
    double rounded = new BigDecimal(value).round(DIGITS).doubleValue();
    return Double.isFinite(rounded) ? rounded : value;
  }

  /** Of sorted values, so that the order of the rows changes no bit. */
  private record Moments(double mean, double deviation) {
    static Moments of(double[] sorted) {
      if (sorted.length == 0 || sorted[0] == sorted[sorted.length - 1]) {
        return new Moments(sorted.length == 0 ? 0 : sorted[0], 0);
      }
      // A power of two changes no digit, but keeps sums and squares within the range of doubles.
      double largest = Math.max(Math.abs(sorted[0]), Math.abs(sorted[sorted.length - 1]));
      double unit = Math.scalb(1.0, Math.getExponent(largest));
      double sum = 0;
      for (double value : sorted) {
        sum += value / unit;
      }
      double mean = sum / sorted.length;
      double squares = 0;
      for (double value : sorted) {
        double difference = value / unit - mean;
        squares += difference * difference;
      }
      return new Moments(unit * mean, unit * Math.sqrt(squares / sorted.length));
    }
  }
}
