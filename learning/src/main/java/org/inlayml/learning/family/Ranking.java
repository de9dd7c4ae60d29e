// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

import java.util.Arrays;

/**
 * The distinct thresholds that trees compare one input with, in ascending order. The rank of a
 * value is how many of them are below it; so a value is at most the threshold of position p just
 * where its rank is at most p, and trees can compare ranks in place of doubles, exactly. Immutable,
 * thread-safe.
 *
 * <p>Equally wide buckets over the range of the thresholds say between which of them a value must
 * be; what is left is searched by halves, without branches.
 */
final class Ranking {
  private static final int FEWEST_BUCKETED = 8;
  private static final int MOST_BUCKETS = 1 << 14;

  private final int count;

  /** Followed by infinities, so that a search may look past the last. */
  private final double[] thresholds;

  /** Per bucket, how many thresholds lie in buckets before it. */
  private final int[] before;

  private final double lowest;
  private final double bucketsPerUnit;

  /** The first step of the search: a power of two. */
  private final int step;

  /**
   * @param values thresholds in any order, which may repeat
   */
  Ranking(double[] values) {
    double[] sorted = Arrays.stream(values).map(Ranking::comparable).sorted().distinct().toArray();
    count = sorted.length;
    double first = sorted[0];
    double range = sorted[count - 1] - first;
    int buckets = 1;
    while (count >= FEWEST_BUCKETED && buckets < 2 * count && buckets < MOST_BUCKETS) {
      buckets *= 2;
    }
    boolean even = buckets > 1 && Double.isFinite(first) && Double.isFinite(buckets / range);
    before = new int[even ? buckets : 1];
    lowest = even ? first : 0;
    bucketsPerUnit = even ? buckets / range : 0;
    int most = 0;
    int position = 0;
    for (int bucket = 0; bucket < before.length; bucket++) {
      before[bucket] = position;
      while (position < count && (!even || bucket(sorted[position]) == bucket)) {
        position++;
      }
      most = Math.max(most, position - before[bucket]);
    }
    step = Integer.highestOneBit(most);
    thresholds = Arrays.copyOf(sorted, count + 2 * step);
    Arrays.fill(thresholds, count, thresholds.length, Double.POSITIVE_INFINITY);
  }

  /** -0 as 0; no number, which no value is at most, as what every finite value is above. */
  private static double comparable(double threshold) {
    return Double.isNaN(threshold) ? Double.NEGATIVE_INFINITY : threshold + 0.0;
  }

  private int bucket(double value) {
    // Never less for a greater value, however it is rounded.
    int bucket = (int) ((value - lowest) * bucketsPerUnit);
    return Math.max(0, Math.min(bucket, before.length - 1));
  }

  /** How many thresholds. */
  int count() {
    return count;
  }

  /** How many thresholds are below a finite value: 0 to {@link #count}. */
  int rank(double value) {
    int position = before[bucket(value)];
    for (int half = step; half > 0; half >>= 1) {
      // the sign of a difference tells which is greater, without a branch to be mispredicted
      double difference = thresholds[position + half - 1] - value;
      position += (int) (Double.doubleToRawLongBits(difference) >> 63) & half;
    }
    return position;
  }

  /** The position of one of the thresholds. */
  int position(double threshold) {
    double value = comparable(threshold);
    if (Double.isFinite(value)) {
      return rank(value);
    }
    return value < 0 ? 0 : count - 1;
  }

  long bytes() {
    return (long) Double.BYTES * thresholds.length + (long) Integer.BYTES * before.length;
  }
}
