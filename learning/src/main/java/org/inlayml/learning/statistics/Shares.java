// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.statistics;

import java.util.Arrays;

/**
 * Two samples' numbers of rows by bin, and the measures of how they differ. The numbers need not be
 * whole: those of quantiles are estimates.
 *
 * <p>Source: Lin, Divergence measures based on the Shannon entropy, 1991; Pearson, 1900; Siddiqi,
 * 2006, on the population stability index.
 */
record Shares(double[] before, double[] now) {
  /** What a bin without rows counts for, and what every bin counts for in addition. */
  private static final double SMOOTHING = 0.5;

  /** Below this the chi-square distribution does not hold (Cochran, 1954). */
  private static final double LEAST_EXPECTED = 5;

  /**
   * The population stability index. Each bin counts half a row more than it has, in both samples,
   * so that a bin without rows makes it large and not infinite.
   */
  double stabilityIndex() {
    double rowsBefore = sum(before) + SMOOTHING * before.length;
    double rowsNow = sum(now) + SMOOTHING * now.length;
    double index = 0;
    for (int i = 0; i < before.length; i++) {
      double was = (before[i] + SMOOTHING) / rowsBefore;
      double is = (now[i] + SMOOTHING) / rowsNow;
      index += (is - was) * StrictMath.log(is / was);
    }
    return index;
  }

  /**
   * The Jensen-Shannon divergence in bits: 0 where the shares are equal, 1 where none is common.
   */
  double jensenShannon() {
    double rowsBefore = sum(before);
    double rowsNow = sum(now);
    double bits = 0;
    for (int i = 0; i < before.length; i++) {
      double was = before[i] / rowsBefore;
      double is = now[i] / rowsNow;
      double middle = (was + is) / 2;
      // One sum of both, in which the samples can change places without changing a bit.
      bits += part(was, middle) + part(is, middle);
    }
    return Math.max(0, Math.min(1, bits / 2 / StrictMath.log(2)));
  }

  private static double part(double share, double middle) {
    return share == 0 ? 0 : share * StrictMath.log(share / middle);
  }

  /** Pearson's test of whether both samples have the same shares. */
  record ChiSquare(double statistic, int degrees, double pValue) {}

  /** Bins of which fewer than five rows are expected are taken as one. */
  ChiSquare chiSquare() {
    double rowsBefore = sum(before);
    double rowsNow = sum(now);
    double all = rowsBefore + rowsNow;
    double smaller = Math.min(rowsBefore, rowsNow) / all;
    double statistic = 0;
    int bins = 0;
    double rareBefore = 0;
    double rareNow = 0;
    for (int i = 0; i < before.length; i++) {
      if ((before[i] + now[i]) * smaller < LEAST_EXPECTED) {
        rareBefore += before[i];
        rareNow += now[i];
      } else {
        statistic += deviation(before[i], now[i], rowsBefore / all, rowsNow / all);
        bins++;
      }
    }
    if (rareBefore + rareNow > 0) {
      statistic += deviation(rareBefore, rareNow, rowsBefore / all, rowsNow / all);
      bins++;
    }
    int degrees = bins - 1;
    return degrees < 1
        ? new ChiSquare(0, 0, 1)
        : new ChiSquare(statistic, degrees, Tails.chiSquare(statistic, degrees));
  }

  private static double deviation(double was, double is, double shareBefore, double shareNow) {
    double expectedBefore = (was + is) * shareBefore;
    double expectedNow = (was + is) * shareNow;
    return (was - expectedBefore) * (was - expectedBefore) / expectedBefore
        + (is - expectedNow) * (is - expectedNow) / expectedNow;
  }

  private static double sum(double[] counts) {
    return Arrays.stream(counts).sum();
  }
}
