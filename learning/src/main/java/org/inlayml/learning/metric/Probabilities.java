// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.metric;

import java.util.Arrays;
import org.inlayml.learning.error.MlError;

/** Scores of the probabilities themselves. */
final class Probabilities {
  private static final double LEAST = 1e-15;

  private Probabilities() {}

  static double logLoss(double[] truth, double[][] probabilities) {
    double sum = 0;
    for (int row = 0; row < truth.length; row++) {
      double total = 0;
      for (double probability : probabilities[row]) {
        total += clip(probability);
      }
      double own = truth[row] < 0 ? LEAST : clip(probabilities[row][(int) truth[row]]) / total;
      sum -= StrictMath.log(own);
    }
    return sum / truth.length;
  }

  static double rocAuc(double[] truth, double[][] probabilities) {
    int classes = probabilities[0].length;
    if (Arrays.stream(truth).distinct().count() < 2) {
      throw MlError.SCORE_NOT_COMPUTABLE.with("roc_auc needs rows of two classes");
    }
    if (classes == 2 && Arrays.stream(truth).anyMatch(label -> label == 1)) {
      return rocAuc(truth, probabilities, 1);
    }
    return Arrays.stream(truth)
        .filter(label -> label >= 0)
        .distinct()
        .sorted()
        .map(label -> rocAuc(truth, probabilities, (int) label))
        .average()
        .orElseThrow();
  }

  /** By the rank sum of the positive rows (Mann and Whitney), tied rows having their mean rank. */
  private static double rocAuc(double[] truth, double[][] probabilities, int positive) {
    int rows = truth.length;
    double[] scores = new double[rows];
    for (int row = 0; row < rows; row++) {
      scores[row] = probabilities[row][positive];
    }
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    double rankSum = 0;
    double positives = 0;
    for (int row = 0; row < rows; row++) {
      if (truth[row] == positive) {
        positives++;
        rankSum += meanRank(sorted, scores[row]);
      }
    }
    double pairs = positives * (rows - positives);
    return (rankSum - positives * (positives + 1) / 2) / pairs;
  }

  /** The mean of the ranks, from 1 on, that the values equal to {@code value} hold. */
  private static double meanRank(double[] sorted, double value) {
    int below = countBelow(sorted, value, false);
    int notAbove = countBelow(sorted, value, true);
    return (below + 1.0 + notAbove) / 2;
  }

  private static int countBelow(double[] sorted, double value, boolean orEqual) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value || (orEqual && sorted[middle] == value)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static double clip(double probability) {
    return Math.max(LEAST, Math.min(1 - LEAST, probability));
  }
}
