// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.metric;

/**
 * How often each class is true, predicted, and both. The last position stands for true classes that
 * the model does not know.
 */
final class Confusion {
  private final long rows;
  private final long[] actual;
  private final long[] predicted;
  private final long[] right;

  private Confusion(long rows, int classes) {
    this.rows = rows;
    actual = new long[classes];
    predicted = new long[classes];
    right = new long[classes];
  }

  /** A number of one class. */
  @FunctionalInterface
  interface ClassMeasure {
    double of(Confusion confusion, int position);
  }

  static Confusion of(double[] truth, double[][] probabilities) {
    int unknown = probabilities[0].length;
    Confusion confusion = new Confusion(truth.length, unknown + 1);
    for (int row = 0; row < truth.length; row++) {
      int position = truth[row] < 0 ? unknown : (int) truth[row];
      int prediction = mostProbable(probabilities[row]);
      confusion.actual[position]++;
      confusion.predicted[prediction]++;
      if (position == prediction) {
        confusion.right[position]++;
      }
    }
    return confusion;
  }

  double accuracy() {
    long sum = 0;
    for (long count : right) {
      sum += count;
    }
    return share(sum, rows);
  }

  double balancedAccuracy() {
    double sum = 0;
    int classes = 0;
    for (int k = 0; k < actual.length; k++) {
      if (actual[k] > 0) {
        sum += recall(k);
        classes++;
      }
    }
    return sum / classes;
  }

  double precision(int k) {
    return share(right[k], predicted[k]);
  }

  double recall(int k) {
    return share(right[k], actual[k]);
  }

  double f1(int k) {
    return share(2 * right[k], actual[k] + predicted[k]);
  }

  /** The mean over the classes that occur in the truth or the predictions. */
  double macro(ClassMeasure measure) {
    double sum = 0;
    int classes = 0;
    for (int k = 0; k < actual.length; k++) {
      if (actual[k] > 0 || predicted[k] > 0) {
        sum += measure.of(this, k);
        classes++;
      }
    }
    return sum / classes;
  }

  /** The mean over the classes, each with the weight of its rows in the truth. */
  double weighted(ClassMeasure measure) {
    double sum = 0;
    for (int k = 0; k < actual.length; k++) {
      sum += actual[k] * measure.of(this, k);
    }
    return sum / rows;
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }

  private static int mostProbable(double[] probabilities) {
    int best = 0;
    for (int k = 1; k < probabilities.length; k++) {
      if (probabilities[k] > probabilities[best]) {
        best = k;
      }
    }
    return best;
  }
}
