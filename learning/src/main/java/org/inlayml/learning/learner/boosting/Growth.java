// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.boosting;

/**
 * How far a tree may grow, and what a split must be like.
 *
 * @param leaves the most leaves
 * @param depth the most splits from the root to a leaf
 * @param leafRows the fewest rows of a leaf
 * @param leafCurvature the least curvature of a leaf
 * @param penalty what is added to the curvature of a leaf
 * @param directions per feature, 1 where the answer must not fall with it, -1 where it must not
 *     rise, else 0; empty where all are 0
 */
record Growth(
    int leaves, int depth, int leafRows, double leafCurvature, double penalty, int[] directions) {
  boolean isConstrained() {
    return directions.length > 0;
  }

  int direction(int feature) {
    return directions.length == 0 ? 0 : directions[feature];
  }
}
