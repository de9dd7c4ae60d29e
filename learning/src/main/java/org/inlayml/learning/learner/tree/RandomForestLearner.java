// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.tree;

import java.util.List;
import java.util.Set;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.FitContext;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.LearnerSpec;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.learner.Trait;
import org.inlayml.learning.option.Options;

/**
 * Learns many trees, each from rows drawn with replacement and trying a few features a split, and
 * gives the mean of their values or class shares. Stateless, thread-safe.
 */
public final class RandomForestLearner implements Learner {
  private static final ForestKind KIND = ForestKind.of(false, true, 3, "a third");

  private static final LearnerSpec SPEC =
      new LearnerSpec(
          "random_forest",
          List.of("RandomForestClassifier", "RandomForestRegressor"),
          Set.of(Task.CLASSIFICATION, Task.REGRESSION),
          Set.of(Trait.ORDINAL, Trait.COMPARED, Trait.DRAWS, Trait.WEIGHTED, Trait.WARM_START),
          KIND.options(),
          "The mean of many trees grown from random rows and features. Good without any tuning.",
          "Breiman: Random Forests, 2001");

  @Override
  public LearnerSpec spec() {
    return SPEC;
  }

  @Override
  public Model fit(
      FeatureMatrix features, TargetVector target, Options hyperparameters, FitContext context) {
    return KIND.fit(features, target, hyperparameters, context);
  }

  @Override
  public long memory(long rows, int width, int classes, Options hyperparameters) {
    return KIND.memory(rows, width, classes, hyperparameters);
  }
}
