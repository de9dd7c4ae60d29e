// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

import java.util.Arrays;

/** By the matrix of second derivatives: a move costs as much as there are parameters. */
final class FormedStepProducts implements StepProducts {
  private final LogisticObjective objective;
  private final int stride;
  private final double[] products;
  private double[][] matrix = {};

  FormedStepProducts(LogisticObjective objective) {
    this.objective = objective;
    stride = objective.features().varying() + 1;
    products = new double[objective.size()];
  }

  @Override
  public void start() {
    Arrays.fill(products, 0);
    matrix = objective.hessian().orElseThrow();
  }

  @Override
  public double product(int sum, int feature) {
    return products[sum * stride + feature];
  }

  @Override
  public void move(int sum, int feature, double change) {
    double[] row = matrix[sum * stride + feature];
    for (int i = 0; i < row.length; i++) {
      products[i] += change * row[i];
    }
  }
}
