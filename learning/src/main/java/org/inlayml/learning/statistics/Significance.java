// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.statistics;

/**
 * Whether two samples differ by more than chance. All p values are two-sided. Stateless.
 *
 * <p>Source: Fleiss, Levin and Paik, Statistical Methods for Rates and Proportions, 2003, 2.1 and
 * 3.1; Wilson, 1927; Newcombe, Interval estimation for the difference between independent
 * proportions, 1998 (method 10); Welch, 1947.
 */
public final class Significance {
  private Significance() {}

  /**
   * A test's result.
   *
   * @param statistic how many standard errors the difference is from 0; infinite where there is a
   *     difference, but no spread
   * @param pValue how probable a difference at least as large is, if there is none in truth; 1
   *     where the samples tell nothing
   */
  public record Test(double statistic, double pValue) {
    /** Whether the difference is more than chance at that level, such as .05. */
    public boolean isSignificant(double level) {
      return pValue < level;
    }
  }

  /** What covers the truth with the confidence asked for. */
  public record Interval(double low, double high) {
    public Interval {
      if (!(low <= high)) {
        throw new IllegalArgumentException(low + " is not at most " + high);
      }
    }
  }

  /**
   * A sample of numbers.
   *
   * @param rows at least 1
   * @param variance of the sample, the sum of squares over rows - 1; 0 of one row
   */
  public record Sample(long rows, double mean, double variance) {
    public Sample {
      if (rows < 1 || !Double.isFinite(mean) || !(variance >= 0) || Double.isInfinite(variance)) {
        throw new IllegalArgumentException(rows + " rows, mean " + mean + ", " + variance);
      }
    }

    private double error() {
      return variance / rows;
    }
  }

  /** The two-proportion z test with pooled variance; p value 1 where a sample has no rows. */
  public static Test proportions(long hitsA, long rowsA, long hitsB, long rowsB) {
    check(hitsA, rowsA);
    check(hitsB, rowsB);
    if (rowsA == 0 || rowsB == 0) {
      return new Test(0, 1);
    }
    double pooled = ((double) hitsA + hitsB) / ((double) rowsA + rowsB);
    double difference = (double) hitsB / rowsB - (double) hitsA / rowsA;
    double error = Math.sqrt(pooled * (1 - pooled) * (1.0 / rowsA + 1.0 / rowsB));
    double z = error == 0 ? 0 : difference / error; // no error: all or none in both samples
    return new Test(z, Tails.normalTwoSided(z));
  }

  /** Welch's t test; p value 1 where a sample has fewer than two rows. */
  public static Test means(Sample a, Sample b) {
    if (a.rows() < 2 || b.rows() < 2) {
      return new Test(0, 1);
    }
    double difference = b.mean() - a.mean();
    double error = Math.sqrt(a.error() + b.error());
    if (error == 0) {
      return difference == 0
          ? new Test(0, 1)
          : new Test(Math.copySign(Double.POSITIVE_INFINITY, difference), 0);
    }
    double t = difference / error;
    return new Test(t, Tails.studentTwoSided(t, degrees(a, b)));
  }

  /** Wilson's interval of a proportion; from 0 to 1 without rows. */
  public static Interval proportion(long hits, long rows, double confidence) {
    check(hits, rows);
    if (rows == 0) {
      return new Interval(0, 1);
    }
    double z = Tails.normalDistance(1 - checked(confidence));
    double share = (double) hits / rows;
    double square = z * z / rows;
    double middle = (share + square / 2) / (1 + square);
    double half = z / (1 + square) * Math.sqrt(share * (1 - share) / rows + square / (4.0 * rows));
    return new Interval(
        hits == 0 ? 0 : Math.max(0, middle - half), hits == rows ? 1 : Math.min(1, middle + half));
  }

  /** Newcombe's interval of the share of B less that of A; from -1 to 1 without rows. */
  public static Interval differenceOfProportions(
      long hitsA, long rowsA, long hitsB, long rowsB, double confidence) {
    Interval a = proportion(hitsA, rowsA, confidence);
    Interval b = proportion(hitsB, rowsB, confidence);
    if (rowsA == 0 || rowsB == 0) {
      return new Interval(-1, 1);
    }
    double shareA = (double) hitsA / rowsA;
    double shareB = (double) hitsB / rowsB;
    double difference = shareB - shareA;
    return new Interval(
        Math.max(-1, difference - Math.hypot(shareB - b.low(), a.high() - shareA)),
        Math.min(1, difference + Math.hypot(b.high() - shareB, shareA - a.low())));
  }

  /**
   * Welch's interval of the mean of B less that of A; unbounded where a sample has fewer than two
   * rows.
   */
  public static Interval differenceOfMeans(Sample a, Sample b, double confidence) {
    checked(confidence);
    if (a.rows() < 2 || b.rows() < 2) {
      return new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }
    double difference = b.mean() - a.mean();
    double error = Math.sqrt(a.error() + b.error());
    double half = error == 0 ? 0 : error * Tails.studentDistance(1 - confidence, degrees(a, b));
    return new Interval(difference - half, difference + half);
  }

  /** Satterthwaite's degrees of freedom. */
  private static double degrees(Sample a, Sample b) {
    // Shares of the error, so that no square leaves the range of doubles.
    double total = a.error() + b.error();
    double shareA = a.error() / total;
    double shareB = b.error() / total;
    return 1 / (shareA * shareA / (a.rows() - 1) + shareB * shareB / (b.rows() - 1));
  }

  private static void check(long hits, long rows) {
    if (hits < 0 || hits > rows) {
      throw new IllegalArgumentException(hits + " of " + rows);
    }
  }

  private static double checked(double confidence) {
    if (!(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException("confidence " + confidence);
    }
    return confidence;
  }
}
