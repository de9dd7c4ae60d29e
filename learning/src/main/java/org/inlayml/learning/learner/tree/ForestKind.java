// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.tree;

import java.util.List;
import java.util.Optional;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.FitContext;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;

/**
 * Forests whose trees try a few features a split: what they have in common.
 *
 * <p>The trees of a classification end early, for their shares give better chances. Those of a
 * regression grow as far as Breiman's do but for nodes of very few rows: within 0.005 of the
 * explained variance of full trees, at little more than half of the nodes.
 *
 * @param drawn whether cuts are drawn rather than the best of all
 * @param parts of the features a split of a regression tries one in so many, by default
 */
record ForestKind(boolean drawn, Option<Boolean> bootstrap, Option<Double> maxFeatures, int parts) {
  private static final Option<Integer> MAX_DEPTH = Limits.MAX_DEPTH.defaultsTo(20);
  private static final int CLASS_LEAF_ROWS = 3;
  private static final int NUMBER_LEAF_ROWS = 1;
  private static final int NUMBER_SPLIT_ROWS = 4;
  private static final Option<Integer> MIN_SAMPLES_LEAF =
      Option.integer("min_samples_leaf", 1, 1_000_000)
          .doc(
              "The fewest rows of a leaf; absent, "
                  + CLASS_LEAF_ROWS
                  + " in a classification, "
                  + NUMBER_LEAF_ROWS
                  + " in a regression.");
  private static final Option<Integer> MIN_SAMPLES_SPLIT =
      Option.integer("min_samples_split", 2, 1_000_000)
          .doc(
              "The fewest rows of a node that is split; absent, 2, but "
                  + NUMBER_SPLIT_ROWS
                  + " in a regression without min_samples_leaf.");

  /**
   * A kind.
   *
   * @param share in words, of the features that a split of a regression tries
   */
  static ForestKind of(boolean drawn, boolean bootstrap, int parts, String share) {
    return new ForestKind(
        drawn,
        Sample.BOOTSTRAP.defaultsTo(bootstrap),
        Option.number("max_features", 0, 1)
            .doc(
                "The share of features tried a split, at least one feature; absent, as many as the"
                    + " square root of their number in a classification, "
                    + share
                    + " in a regression."),
        parts);
  }

  List<Option<?>> options() {
    return List.of(
        Forest.N_ESTIMATORS,
        MAX_DEPTH,
        Limits.MAX_LEAVES,
        MIN_SAMPLES_LEAF,
        MIN_SAMPLES_SPLIT,
        maxFeatures,
        bootstrap,
        Sample.MAX_SAMPLES,
        Criteria.CRITERION);
  }

  Model fit(
      FeatureMatrix features, TargetVector target, Options hyperparameters, FitContext context) {
    return new Forest(
            hyperparameters.get(Forest.N_ESTIMATORS),
            limits(hyperparameters, features.width(), target.classes()),
            drawn,
            new Sample(hyperparameters.get(Sample.MAX_SAMPLES), hyperparameters.get(bootstrap)),
            features.width(),
            Criteria.of(hyperparameters, target))
        .fit(features, context);
  }

  private Limits limits(Options hyperparameters, int width, int classes) {
    boolean numbers = classes == 0;
    double usual = numbers ? (double) width / parts : Math.sqrt(width);
    Optional<Integer> leafRows = hyperparameters.find(MIN_SAMPLES_LEAF);
    int splitRows = numbers && leafRows.isEmpty() ? NUMBER_SPLIT_ROWS : 2;
    return new Limits(
        hyperparameters.get(MAX_DEPTH),
        hyperparameters.find(Limits.MAX_LEAVES).orElse(Limits.ANY),
        leafRows.orElse(numbers ? NUMBER_LEAF_ROWS : CLASS_LEAF_ROWS),
        hyperparameters.find(MIN_SAMPLES_SPLIT).orElse(splitRows),
        Limits.share(hyperparameters.find(maxFeatures), usual, width));
  }

  long memory(long rows, int width, int classes, Options hyperparameters) {
    return Forest.bytes(
        rows,
        width,
        classes,
        hyperparameters.get(Forest.N_ESTIMATORS),
        drawn,
        limits(hyperparameters, width, classes));
  }
}
