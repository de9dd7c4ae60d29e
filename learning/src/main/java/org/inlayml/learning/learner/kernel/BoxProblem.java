// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.kernel;

/**
 * Minimise {@code ½ βᵀKβ + linearᵀβ} where each β is within its bounds and their sum, or, where
 * they are parted, the sum of those that may be positive and the sum of the others, stays as it is.
 * All support vector machines are such a problem. Source: Fan, Chen, Lin, Working Set Selection
 * Using Second Order Information for Training Support Vector Machines, 2005, with β = yα.
 *
 * @param rows per variable its row of the kernel matrix; several may share one
 * @param lower per variable, at most 0
 * @param upper per variable, at least 0
 * @param linear per variable
 * @param start per variable, within the bounds
 * @param parted whether there are two sums
 */
record BoxProblem(
    int[] rows, double[] lower, double[] upper, double[] linear, double[] start, boolean parted) {
  /** A value so near to a bound, as a share of the distance between both, is at it. */
  private static final double AT_BOUND = 1e-12;

  int size() {
    return rows.length;
  }

  /** Which of the sums a variable belongs to. */
  int part(int variable) {
    return parted && upper[variable] <= 0 ? 1 : 0;
  }

  /** The value, or the bound that differs from it by rounding alone: only at it says so much. */
  double bounded(int variable, double value) {
    double least = lower[variable];
    double most = upper[variable];
    double rounding = AT_BOUND * (most - least);
    return value - least <= rounding ? least : most - value <= rounding ? most : value;
  }
}
