// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.boosting;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.inlayml.learning.feature.FeatureMatrix;

/**
 * Finds bins and puts rows into them. Missing numbers have a bin of their own. A feature of few
 * distinct values has a bin each, one of more has bins of about as many rows each; bins of many
 * rows are found on a sample.
 */
final class Binning {
  private static final int SAMPLED_ROWS = 200_000;

  private final FeatureMatrix features;
  private final int most;
  private final Crew crew;

  /** Rows to find bins on; empty for all. */
  private final int[] sample;

  private final double[][] thresholds;
  private final int[] bins;
  private final boolean[] categorical;

  private Binning(FeatureMatrix features, int most, long seed, Crew crew) {
    this.features = features;
    this.most = most;
    this.crew = crew;
    sample = sample(features.rows(), seed);
    thresholds = new double[features.width()][];
    bins = new int[features.width()];
    categorical = new boolean[features.width()];
  }

  /**
   * Bins the rows.
   *
   * @param most the most bins of a number
   */
  static BinnedRows of(FeatureMatrix features, int most, long seed, Crew crew) {
    return new Binning(features, most, seed, crew).bin();
  }

  private BinnedRows bin() {
    crew.each(bins.length, this::find);
    int[] first = new int[bins.length + 1];
    for (int feature = 0; feature < bins.length; feature++) {
      first[feature + 1] = first[feature] + bins[feature];
    }
    long[][] groups = new long[(bins.length + BinnedRows.GROUP - 1) / BinnedRows.GROUP][];
    crew.each(groups.length, group -> groups[group] = group(group));
    return new BinnedRows(features.rows(), groups, thresholds, bins, categorical, first);
  }

  /** Each row with the chance that leaves exactly as many as wanted. */
  private static int[] sample(int rows, long seed) {
    if (rows <= SAMPLED_ROWS) {
      return new int[0];
    }
    SplittableRandom random = new SplittableRandom(seed);
    int[] sample = new int[SAMPLED_ROWS];
    int drawn = 0;
    for (int row = 0; row < rows && drawn < sample.length; row++) {
      if (random.nextInt(rows - row) < sample.length - drawn) {
        sample[drawn++] = row;
      }
    }
    return sample;
  }

  private void find(int feature) {
    double[] column = features.columns()[feature];
    int codes = features.isCategorical(feature) ? codes(column) : 0;
    if (codes > 0) {
      categorical[feature] = true;
      bins[feature] = codes;
      thresholds[feature] = new double[0];
      return;
    }
    double[] sorted =
        sample.length == 0
            ? column.clone()
            : IntStream.of(sample).mapToDouble(row -> column[row]).toArray();
    crew.check();
    Arrays.sort(sorted);
    thresholds[feature] = thresholds(column, sorted);
    bins[feature] = thresholds[feature].length + 1;
  }

  /** How many bins the codes of a category take, from -1 on; 0 where they are none. */
  private static int codes(double[] column) {
    double highest = -1;
    for (double value : column) {
      if (value != Math.rint(value) || value < -1 || value > BinnedRows.MOST_BINS - 2) {
        return 0;
      }
      highest = Math.max(highest, value);
    }
    return (int) highest + 2;
  }

  /** A bin for missing numbers, where there are some, and as many as wanted for all others. */
  private double[] thresholds(double[] column, double[] sorted) {
    int missing = 0;
    while (missing < sorted.length && FeatureMatrix.isMissing(sorted[missing])) {
      missing++;
    }
    double[] numbers = missing == 0 ? sorted : Arrays.copyOfRange(sorted, missing, sorted.length);
    double[] others = thresholds(numbers, most);
    if (missing == 0 && Arrays.stream(column).noneMatch(FeatureMatrix::isMissing)) {
      return others;
    }
    double[] all = new double[1 + others.length];
    all[0] = FeatureMatrix.MISSING;
    System.arraycopy(others, 0, all, 1, others.length);
    return all;
  }

  private static double[] thresholds(double[] sorted, int most) {
    double[] found = new double[most - 1];
    int count = distinct(sorted, most, found);
    if (count == most) {
      count = 0;
      int at = 0;
      for (int bin = 1; bin < most; bin++) {
        // The first place after a share of the rows where a value differs from the one before it.
        at = Math.max(at, (int) ((long) bin * sorted.length / most));
        while (at < sorted.length && (at == 0 || sorted[at] == sorted[at - 1])) {
          at++;
        }
        if (at < sorted.length) {
          found[count++] = between(sorted[at - 1], sorted[at]);
          at++;
        }
      }
    }
    return Arrays.copyOf(found, count);
  }

  /** Writes what parts the distinct values; {@code most} where they are more than that. */
  private static int distinct(double[] sorted, int most, double[] found) {
    int count = 0;
    for (int i = 1; i < sorted.length; i++) {
      if (sorted[i] != sorted[i - 1]) {
        if (count == most - 1) {
          return most;
        }
        found[count++] = between(sorted[i - 1], sorted[i]);
      }
    }
    return count;
  }

  /** The middle, or where rounding leaves none the lower value. */
  private static double between(double low, double high) {
    double middle = low / 2 + high / 2;
    return middle >= low && middle < high ? middle : low;
  }

  private long[] group(int group) {
    long[] packed = new long[features.rows()];
    int first = group * BinnedRows.GROUP;
    int last = Math.min(first + BinnedRows.GROUP, bins.length);
    for (int feature = first; feature < last; feature++) {
      crew.check();
      double[] column = features.columns()[feature];
      int shift = BinnedRows.shift(feature);
      if (categorical[feature]) {
        for (int row = 0; row < packed.length; row++) {
          packed[row] |= (long) (column[row] + 1) << shift;
        }
      } else {
        pack(column, thresholds[feature], shift, packed);
      }
    }
    return packed;
  }

  private void pack(double[] column, double[] thresholds, int shift, long[] packed) {
    int first = Integer.highestOneBit(thresholds.length);
    double[] padded = Arrays.copyOf(thresholds, Math.max(1, 2 * first));
    Arrays.fill(padded, thresholds.length, padded.length, Double.POSITIVE_INFINITY);
    for (int row = 0; row < packed.length; row++) {
      double value = column[row];
      int bin = 0;
      for (int half = first; half > 0; half >>= 1) {
        // the sign of a difference tells which is greater, without a branch to be mispredicted
        double difference = padded[bin + half - 1] - value;
        bin += (int) (Double.doubleToRawLongBits(difference) >> 63) & half;
      }
      packed[row] |= (long) bin << shift;
    }
  }
}
