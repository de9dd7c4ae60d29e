// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.tree;

import java.util.Arrays;
import org.inlayml.learning.family.Link;
import org.inlayml.learning.learner.TargetVector;

/**
 * What boosting makes small: the squared error, or the log loss of two or of more classes. Source:
 * Friedman: Greedy Function Approximation, 2001, sections 4.1, 4.5 and 4.6; with sums that are
 * log-odds, where Friedman's are half of them.
 *
 * @param target the truth
 * @param start per sum, what boosting starts from: the mean, or the logarithms of the shares
 */
record Objective(TargetVector target, double[] start, Link link) {
  static Objective of(TargetVector target) {
    double[] values = target.values();
    int classes = target.classes();
    if (classes == 0) {
      double sum = 0;
      for (double value : values) { // a stream's sum differs between versions of Java
        sum += value;
      }
      return new Objective(target, new double[] {sum / values.length}, Link.IDENTITY);
    }
    double[] counts = new double[classes];
    for (double value : values) {
      counts[(int) value]++;
    }
    double[] logs =
        Arrays.stream(counts)
            // A class that does not occur is rarer than any that does, yet no infinity.
            .map(count -> StrictMath.log(Math.max(count, 0.01) / values.length))
            .toArray();
    return classes == 2
        ? new Objective(target, new double[] {logs[1] - logs[0]}, Link.LOGISTIC)
        : new Objective(target, logs, Link.SOFTMAX);
  }

  int outputs() {
    return Math.max(1, target.classes());
  }

  /** What the Newton step of a leaf is multiplied by. */
  double factor() {
    return link == Link.SOFTMAX ? (outputs() - 1.0) / outputs() : 1;
  }

  /**
   * Writes the negative gradients and the curvatures.
   *
   * @param sums sums × rows, so far
   * @param response sums × rows
   * @param curvature sums × rows
   */
  void derive(double[][] sums, double[][] response, double[][] curvature) {
    double[] outputs = new double[outputs()];
    double[] truth = target.values();
    for (int row = 0; row < truth.length; row++) {
      for (int k = 0; k < start.length; k++) {
        outputs[k] = sums[k][row];
      }
      link.apply(outputs, outputs.length);
      switch (link) {
        case IDENTITY -> {
          response[0][row] = truth[row] - outputs[0];
          curvature[0][row] = 1;
        }
        case LOGISTIC -> {
          response[0][row] = truth[row] - outputs[1];
          curvature[0][row] = outputs[1] * outputs[0];
        }
        case EXPONENTIAL -> throw new IllegalStateException("no objective has this link");
        case SOFTMAX, NORMALIZED -> {
          for (int k = 0; k < outputs.length; k++) {
            response[k][row] = (truth[row] == k ? 1 : 0) - outputs[k];
            curvature[k][row] = outputs[k] * (1 - outputs[k]);
          }
        }
      }
    }
  }
}
