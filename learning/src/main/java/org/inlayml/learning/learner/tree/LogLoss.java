// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.tree;

import java.util.Arrays;
import org.inlayml.learning.family.Link;
import org.inlayml.learning.learner.TargetVector;

/**
 * The log loss of two or of more classes. Source: Friedman: Greedy Function Approximation, 2001,
 * sections 4.5 and 4.6; with sums that are log-odds, where Friedman's are half of them.
 */
final class LogLoss implements Loss {
  // A leaf that is all of a rare class would take a Newton step of thousands.
  private static final double LARGEST_STEP = 10;
  private static final double LEAST_CURVATURE = 1e-150;

  private final double[] truth;
  private final double[] weights;
  private final int classes;
  private final double[] start;

  LogLoss(TargetVector target, double[] weights) {
    this.truth = target.values();
    this.weights = weights;
    classes = target.classes();
    double[] counts = new double[classes];
    double total = 0;
    for (int row = 0; row < truth.length; row++) {
      counts[(int) truth[row]] += weights[row];
      total += weights[row];
    }
    double all = total;
    // A class that does not occur is rarer than any that does, yet no infinity.
    double rarest = 0.01 * total / truth.length;
    double[] logs =
        Arrays.stream(counts)
            .map(count -> StrictMath.log((count > 0 ? count : rarest) / all))
            .toArray();
    start = classes == 2 ? new double[] {logs[1] - logs[0]} : logs;
  }

  @Override
  public double[] start() {
    return start;
  }

  @Override
  public Link link() {
    return classes == 2 ? Link.LOGISTIC : Link.SOFTMAX;
  }

  @Override
  public void derive(double[][] sums, double[][] gradients) {
    double[] outputs = new double[classes];
    Link link = link();
    for (int row = 0; row < truth.length; row++) {
      for (int k = 0; k < sums.length; k++) {
        outputs[k] = sums[k][row];
      }
      link.apply(outputs, classes);
      if (classes == 2) {
        gradients[0][row] = truth[row] - outputs[1];
      } else {
        for (int k = 0; k < classes; k++) {
          gradients[k][row] = (truth[row] == k ? 1 : 0) - outputs[k];
        }
      }
    }
  }

  @Override
  public double step(int sum, int[] rows, int from, int to, double[][] sums, double[][] gradients) {
    double gradient = 0;
    double curvature = 0;
    for (int i = from; i < to; i++) {
      // 1 - p or -p, so that its size times what is missing to 1 is p (1 - p)
      double each = gradients[sum][rows[i]];
      gradient += weights[rows[i]] * each;
      curvature += weights[rows[i]] * Math.abs(each) * (1 - Math.abs(each));
    }
    if (curvature < LEAST_CURVATURE) {
      return 0;
    }
    double factor = classes == 2 ? 1 : (classes - 1.0) / classes;
    return factor * Math.max(-LARGEST_STEP, Math.min(LARGEST_STEP, gradient / curvature));
  }
}
