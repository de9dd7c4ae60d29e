// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.statistics;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Two columns of numbers that both have values.
 *
 * <p>Source: Smirnov, Table for estimating the goodness of fit of empirical distributions, 1948.
 */
record NumberComparison(NumberStatistics before, NumberStatistics now) {
  private static final int BINS = 10;

  /** Counts by the deciles of the sample before; equal deciles make one bin. */
  Shares byDeciles() {
    return counted(deciles(before).distinct().toArray());
  }

  /** Counts by the deciles of both, so that the samples may change places. */
  Shares byAllDeciles() {
    return counted(
        DoubleStream.concat(deciles(before), deciles(now)).sorted().distinct().toArray());
  }

  /**
   * The Kolmogorov-Smirnov distance: the largest difference between the shares of rows up to a
   * value. Where quantiles are kept it may be wrong by {@link NumberStatistics#RESOLUTION}.
   */
  double distance() {
    return DoubleStream.concat(Arrays.stream(before.points()), Arrays.stream(now.points()))
        .map(point -> Math.abs(before.shareUpTo(point) - now.shareUpTo(point)))
        .max()
        .orElse(0);
  }

  /**
   * How probable at least that distance is by chance, in the limit of many rows; with quantiles an
   * upper bound, of the least distance that is possible.
   */
  double pValue(double distance) {
    double least =
        before.isExact() && now.isExact()
            ? distance
            : Math.max(0, distance - NumberStatistics.RESOLUTION);
    double a = before.present();
    double b = now.present();
    return Tails.kolmogorov(least * Math.sqrt(a * b / (a + b)));
  }

  /** By how many of the former standard deviations the mean moved; 0 where there was none. */
  double shift() {
    double shift = now.mean() / before.deviation() - before.mean() / before.deviation();
    return Double.isFinite(shift) ? shift : 0;
  }

  private static DoubleStream deciles(NumberStatistics statistics) {
    return IntStream.range(1, BINS).mapToDouble(k -> statistics.quantile((double) k / BINS));
  }

  private Shares counted(double[] edges) {
    return new Shares(counts(before, edges), counts(now, edges));
  }

  private static double[] counts(NumberStatistics statistics, double[] edges) {
    double[] counts = new double[edges.length + 1];
    double below = 0;
    for (int i = 0; i < counts.length; i++) {
      double upTo = i == edges.length ? 1 : statistics.shareUpTo(edges[i]);
      counts[i] = Math.max(0, upTo - below) * statistics.present();
      below = upTo;
    }
    return counts;
  }
}
