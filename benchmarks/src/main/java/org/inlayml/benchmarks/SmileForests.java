// SPDX-License-Identifier: Apache-2.0
package org.inlayml.benchmarks;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.TargetVector;
import smile.base.cart.CART;
import smile.base.cart.Loss;
import smile.base.cart.SplitRule;
import smile.classification.RandomForest;
import smile.data.DataFrame;
import smile.data.formula.Formula;
import smile.data.vector.BaseVector;
import smile.data.vector.DoubleVector;
import smile.data.vector.IntVector;
import smile.regression.GradientTreeBoost;

/** Smile's own tree ensembles with the parameters of ours. */
final class SmileForests {
  private static final String TARGET = "target";
  private static final int MAX_DEPTH = 20;
  private static final int MIN_LEAF = 3;
  private static final int LEAST_BOOSTED = 10;
  private static final double SHRINKAGE = 0.1;

  private SmileForests() {}

  /** With the depth that ours have by default. */
  static RandomForest classification(DataFrame rows, int trees) {
    return classification(rows, trees, MAX_DEPTH);
  }

  static RandomForest classification(DataFrame rows, int trees, int depth) {
    return RandomForest.fit(
        Formula.lhs(TARGET),
        rows,
        trees,
        (int) Math.sqrt(rows.ncols() - 1),
        SplitRule.GINI,
        depth + 1, // Smile counts the root, we do not.
        Integer.MAX_VALUE,
        MIN_LEAF,
        1.0,
        null,
        seeds(trees));
  }

  static smile.regression.RandomForest regression(DataFrame rows, int trees, int depth) {
    return smile.regression.RandomForest.fit(
        Formula.lhs(TARGET),
        rows,
        trees,
        (rows.ncols() - 1) / 3,
        depth + 1,
        Integer.MAX_VALUE,
        MIN_LEAF,
        1.0,
        seeds(trees));
  }

  static GradientTreeBoost boosted(DataFrame rows, int trees, int depth) {
    return GradientTreeBoost.fit(
        Formula.lhs(TARGET),
        rows,
        Loss.ls(),
        trees,
        depth + 1,
        EvaluatorSample.LEAVES,
        LEAST_BOOSTED,
        SHRINKAGE,
        1.0);
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
