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
 * Poisson regression. Minimises the mean of half the deviance plus {@code alpha |w|² / 2}, as
 * scikit-learn's PoissonRegressor does. Stateless, thread-safe.
 */
public final class PoissonLearner implements Learner {
  private static final LearnerSpec SPEC =
      new LearnerSpec(
          "poisson",
          List.of("PoissonRegressor", "poisson_regression"),
          Set.of(Task.REGRESSION),
          Set.of(Trait.SCALED, Trait.WEIGHTED, Trait.POSITIVE),
          GeneralizedLinear.OPTIONS,
          "Counts and rates from 0 on, whose mean is the exponential of a weighted sum"
              + " of the features and whose variance is their mean.",
          "McCullagh, Nelder, Generalized Linear Models, 2nd ed., ch. 6");

  @Override
  public LearnerSpec spec() {
    return SPEC;
  }

  @Override
  public Model fit(
      FeatureMatrix features, TargetVector target, Options hyperparameters, FitContext context) {
    return GeneralizedLinear.fit(SPEC.name(), 1, true, features, target, hyperparameters, context);
  }

  @Override
  public long memory(long rows, int width, int classes, Options hyperparameters) {
    return GeneralizedLinear.memory(rows, width);
  }
}
