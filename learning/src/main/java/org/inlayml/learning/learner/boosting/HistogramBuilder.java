// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.boosting;

import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Adds up histograms: for eight features at a time, whose bins stay in the processor's first cache,
 * a chunk of rows after the other. Thread-safe as long as no two threads fill the same group of one
 * histogram.
 */
final class HistogramBuilder {
  private static final int BINS = BinnedRows.MOST_BINS;
  private static final int MASK = BINS - 1;

  private final BinnedRows binned;
  private final PackedGradients gradients;

  /** Sums of chunks, empty, for threads to take and give back. */
  private final Queue<long[]> room = new ConcurrentLinkedQueue<>();

  HistogramBuilder(BinnedRows binned, PackedGradients gradients) {
    this.binned = binned;
    this.gradients = gradients;
  }

  /**
   * Fills the bins of a group of features.
   *
   * @param rows the leaf's rows are those from {@code from} to before {@code to}
   */
  void fill(Histogram histogram, int group, int[] rows, int from, int to) {
    long[] sums = room.poll();
    if (sums == null) {
      sums = new long[BinnedRows.GROUP * BINS];
    }
    int first = group * BinnedRows.GROUP;
    int count = Math.min(BinnedRows.GROUP, binned.width() - first);
    Arrays.fill(histogram.gradient(), binned.first()[first], binned.first()[first + count], 0);
    Arrays.fill(histogram.count(), binned.first()[first], binned.first()[first + count], 0);
    if (!gradients.isFlat()) {
      Arrays.fill(histogram.curvature(), binned.first()[first], binned.first()[first + count], 0);
    }
    long[] bins = binned.groups()[group];
    for (int begin = from; begin < to; begin += gradients.chunk()) {
      int end = Math.min(to, begin + gradients.chunk());
      add(count, bins, rows, begin, end, gradients.packed(), sums);
      for (int k = 0; k < count; k++) {
        empty(sums, k * BINS, histogram, binned.first()[first + k], binned.bins()[first + k]);
      }
    }
    for (int k = count; k < BinnedRows.GROUP; k++) {
      sums[k * BINS] = 0; // of features that are not there, whose bin is 0
    }
    room.add(sums);
  }

  private static void add(
      int count, long[] bins, int[] rows, int from, int to, long[] packed, long[] sums) {
    if (count > 4) {
      addEight(bins, rows, from, to, packed, sums);
    } else if (count > 2) {
      addFour(bins, rows, from, to, packed, sums);
    } else {
      for (int k = 0; k < count; k++) {
        addOne(k, bins, rows, from, to, packed, sums);
      }
    }
  }

  private static void addEight(
      long[] bins, int[] rows, int from, int to, long[] packed, long[] sums) {
    for (int i = from; i < to; i++) {
      int row = rows[i];
      long bin = bins[row];
      long value = packed[row];
      sums[(int) bin & MASK] += value;
      sums[BINS + ((int) (bin >>> 8) & MASK)] += value;
      sums[2 * BINS + ((int) (bin >>> 16) & MASK)] += value;
      sums[3 * BINS + ((int) (bin >>> 24) & MASK)] += value;
      sums[4 * BINS + ((int) (bin >>> 32) & MASK)] += value;
      sums[5 * BINS + ((int) (bin >>> 40) & MASK)] += value;
      sums[6 * BINS + ((int) (bin >>> 48) & MASK)] += value;
      sums[7 * BINS + (int) (bin >>> 56)] += value;
    }
  }

  private static void addFour(
      long[] bins, int[] rows, int from, int to, long[] packed, long[] sums) {
    for (int i = from; i < to; i++) {
      int row = rows[i];
      int bin = (int) bins[row];
      long value = packed[row];
      sums[bin & MASK] += value;
      sums[BINS + (bin >>> 8 & MASK)] += value;
      sums[2 * BINS + (bin >>> 16 & MASK)] += value;
      sums[3 * BINS + (bin >>> 24)] += value;
    }
  }

  private static void addOne(
      int feature, long[] bins, int[] rows, int from, int to, long[] packed, long[] sums) {
    int shift = BinnedRows.shift(feature);
    int base = feature * BINS;
    for (int i = from; i < to; i++) {
      int row = rows[i];
      sums[base + ((int) (bins[row] >>> shift) & MASK)] += packed[row];
    }
  }

  /** Moves the sums of a chunk's rows, for one feature, into the histogram. */
  private void empty(long[] sums, int from, Histogram histogram, int first, int bins) {
    int gradientShift = gradients.gradientShift();
    int countBits = gradients.countBits();
    long countMask = (1L << countBits) - 1;
    long curvatureMask = (1L << (gradientShift - countBits)) - 1;
    boolean flat = gradients.isFlat();
    long[] gradient = histogram.gradient();
    long[] curvature = histogram.curvature();
    int[] count = histogram.count();
    for (int bin = 0; bin < bins; bin++) {
      long sum = sums[from + bin];
      if (sum != 0) {
        sums[from + bin] = 0;
        gradient[first + bin] += sum >> gradientShift;
        count[first + bin] += (int) (sum & countMask);
        if (!flat) {
          curvature[first + bin] += sum >>> countBits & curvatureMask;
        }
      }
    }
  }
}
