// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.boosting;

import java.util.ArrayDeque;
import java.util.Deque;

/** Histograms to be used again. At most so many are kept with leaves. Not thread-safe. */
final class HistogramPool {
  /** More are not kept: their leaves' children are added up from all rows. */
  private static final long MOST_BYTES = 512L << 20;

  private final int bins;
  private final boolean flat;
  private final int most;
  private final Deque<Histogram> free = new ArrayDeque<>();
  private int taken;

  HistogramPool(int bins, boolean flat) {
    this.bins = bins;
    this.flat = flat;
    most = (int) Math.max(3, MOST_BYTES / Histogram.bytes(bins));
  }

  Histogram take() {
    taken++;
    return free.isEmpty() ? new Histogram(bins, flat) : free.pop();
  }

  void giveBack(Histogram histogram) {
    taken--;
    free.push(histogram);
  }

  /** Whether those taken may all stay so, with room for the two of the next leaves. */
  boolean hasRoom() {
    return taken + 2 <= most;
  }

  /** What the histograms of a tree take, in bytes. */
  static long bytes(long bins, long leaves) {
    long each = Histogram.bytes(bins);
    return Math.min(each * (leaves + 2), Math.max(3 * each, MOST_BYTES + each));
  }
}
