// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.tree;

import smile.sort.QuickSort;

/** The lowest of some values up to which a share of the weight lies. */
final class WeightedQuantile {
  private WeightedQuantile() {}

  /**
   * Finds it.
   *
   * @param values not changed
   * @param weights as many, above 0
   */
  static double of(double[] values, double[] weights, double share) {
    double[] sorted = values.clone();
    int[] order = QuickSort.sort(sorted);
    double total = 0;
    for (int i : order) {
      total += weights[i];
    }
    double wanted = share * total;
    double passed = 0;
    for (int i = 0; i < order.length; i++) {
      passed += weights[order[i]];
      if (passed >= wanted) {
        return sorted[i];
      }
    }
    return sorted[sorted.length - 1];
  }
}
