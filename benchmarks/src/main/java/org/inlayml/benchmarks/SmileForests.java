// SPDX-License-Identifier: Apache-2.0
package org.inlayml.benchmarks;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.TargetVector;
import smile.base.cart.CART;
import smile.base.cart.SplitRule;
import smile.classification.RandomForest;
import smile.data.DataFrame;
import smile.data.formula.Formula;
import smile.data.vector.BaseVector;
import smile.data.vector.DoubleVector;
import smile.data.vector.IntVector;

/** Smile's own random forests with the parameters that ours have by default. */
final class SmileForests {
  private static final String TARGET = "target";
  private static final int MAX_DEPTH = 21; // Smile counts the root, we do not.
  private static final int MIN_LEAF = 3;

  private SmileForests() {}

  static RandomForest classification(DataFrame rows, int trees) {
    return RandomForest.fit(
        Formula.lhs(TARGET),
        rows,
        trees,
        (int) Math.sqrt(rows.ncols() - 1),
        SplitRule.GINI,
        MAX_DEPTH,
        Integer.MAX_VALUE,
        MIN_LEAF,
        1.0,
        null,
        seeds(trees));
  }

  static smile.regression.RandomForest regression(DataFrame rows, int trees) {
    return smile.regression.RandomForest.fit(
        Formula.lhs(TARGET),
        rows,
        trees,
        (rows.ncols() - 1) / 3,
        MAX_DEPTH,
        Integer.MAX_VALUE,
        MIN_LEAF,
        1.0,
        seeds(trees));
  }

  /** Distinct, above 1. */
  private static LongStream seeds(int trees) {
    return LongStream.rangeClosed(2, trees + 1L);
  }

  /** Inner nodes and leaves of all trees. */
  static int nodes(CART[] trees) {
    return Arrays.stream(trees).mapToInt(tree -> 2 * tree.root().leafs() - 1).sum();
  }

  /** The matrix with the target as its last column. */
  static DataFrame frame(FeatureMatrix features, TargetVector target) {
    BaseVector<?, ?, ?>[] vectors =
        IntStream.range(0, features.width())
            .mapToObj(j -> DoubleVector.of("x" + j, features.columns()[j]))
            .toArray(BaseVector<?, ?, ?>[]::new);
    return DataFrame.of(vectors)
        .merge(
            target.classes() == 0
                ? DoubleVector.of(TARGET, target.values())
                : IntVector.of(TARGET, target.labels()));
  }
}
