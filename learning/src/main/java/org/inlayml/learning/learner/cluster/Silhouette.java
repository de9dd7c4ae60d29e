// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.cluster;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.inlayml.learning.learner.Workers;

/**
 * How much nearer rows are to their own cluster than to the next one, on average over a sample.
 * Source: Rousseeuw, Silhouettes: a Graphical Aid to the Interpretation and Validation of Cluster
 * Analysis, 1987.
 */
final class Silhouette {
  private static final int SAMPLE = 1_000;

  private Silhouette() {}

  static long memory() {
    return 32L * SAMPLE;
  }

  /** From -1 to 1. */
  static double of(ClusterRows rows, int[] labels, SplittableRandom random, Workers workers) {
    int[] sample =
        rows.count() <= SAMPLE
            ? IntStream.range(0, rows.count()).toArray()
            : random.ints(SAMPLE, 0, rows.count()).toArray();
    double[] own =
        IntStream.range(0, sample.length)
            .parallel()
            .mapToDouble(i -> of(rows, labels, sample, i, workers))
            .toArray();
    double sum = 0;
    for (double value : own) {
      sum += value;
    }
    return sum / own.length;
  }

  private static double of(
      ClusterRows rows, int[] labels, int[] sample, int index, Workers workers) {
    workers.check();
    int clusters = 1 + IntStream.of(labels).max().orElse(0);
    double[] sums = new double[clusters];
    int[] counts = new int[clusters];
    for (int i = 0; i < sample.length; i++) {
      if (i != index) {
        int label = labels[sample[i]];
        sums[label] +=
            Math.sqrt(ClusterRows.square(rows.values()[sample[index]], rows.values()[sample[i]]));
        counts[label]++;
      }
    }
    int label = labels[sample[index]];
    double next = Double.POSITIVE_INFINITY;
    for (int k = 0; k < clusters; k++) {
      if (k != label && counts[k] > 0) {
        next = Math.min(next, sums[k] / counts[k]);
      }
    }
    if (counts[label] == 0 || next == Double.POSITIVE_INFINITY) {
      return 0;
    }
    double within = sums[label] / counts[label];
    double greater = Math.max(within, next);
    return greater == 0 ? 0 : (next - within) / greater;
  }
}
