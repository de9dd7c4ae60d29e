// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

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
 * Gamma regression. Minimises the mean of half the deviance plus {@code alpha |w|² / 2}, as
 * scikit-learn's GammaRegressor does. Stateless, thread-safe.
 */
public final class GammaLearner implements Learner {
  private static final LearnerSpec SPEC =
      new LearnerSpec(
          "gamma",
          List.of("GammaRegressor", "gamma_regression"),
          Set.of(Task.REGRESSION),
          Set.of(Trait.SCALED, Trait.WEIGHTED, Trait.POSITIVE),
          GeneralizedLinear.OPTIONS,
          "Numbers above 0, whose mean is the exponential of a weighted sum"
              + " of the features and whose standard deviation grows with the mean.",
          "McCullagh, Nelder, Generalized Linear Models, 2nd ed., ch. 8");

  @Override
  public LearnerSpec spec() {
    return SPEC;
  }

  @Override
  public Model fit(
      FeatureMatrix features, TargetVector target, Options hyperparameters, FitContext context) {
    return GeneralizedLinear.fit(SPEC.name(), 2, true, features, target, hyperparameters, context);
  }

  @Override
  public long memory(long rows, int width, int classes, Options hyperparameters) {
    return GeneralizedLinear.memory(rows, width);
  }
}
