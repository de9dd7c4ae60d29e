// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

import static org.inlayml.learning.learner.linear.LinearOptions.FIT_INTERCEPT;

import java.util.List;
import java.util.Set;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.FitContext;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.LearnerSpec;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.learner.Trait;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;

/**
 * Regression for the distributions of Tweedie's family, whose variance is a power of the mean.
 * Minimises the mean of half the deviance plus {@code alpha |w|² / 2}, as scikit-learn's
 * TweedieRegressor does. Stateless, thread-safe.
 */
public final class TweedieLearner implements Learner {
  private static final Option<Double> POWER =
      Option.number("power", -10, 10)
          .defaultsTo(0.0)
          .doc(
              "Which power of the mean the variance is: 0 normal, 1 Poisson, between 1 and 2 sums of"
                  + " gamma numbers with many zeros, 2 gamma, 3 inverse Gaussian; none between 0 and"
                  + " 1.");

  private static final Option<String> LINK =
      Option.choice("link", "auto", "identity", "log")
          .defaultsTo("auto")
          .doc(
              "Whether the mean is the weighted sum or (log) its exponential; auto is identity up to"
                  + " power 0.");

  private static final LearnerSpec SPEC =
      new LearnerSpec(
          "tweedie",
          List.of("TweedieRegressor", "tweedie_regression", "generalized_linear"),
          Set.of(Task.REGRESSION),
          Set.of(Trait.SCALED, Trait.WEIGHTED),
          List.of(
              POWER,
              LINK,
              GeneralizedLinear.ALPHA,
              FIT_INTERCEPT,
              GeneralizedLinear.STEPS,
              GeneralizedLinear.SLOPE),
          "Generalised linear model of a distribution whose variance is a power of the mean, such as"
              + " claims of an insurance.",
          "Jørgensen, Exponential Dispersion Models, 1987");

  @Override
  public LearnerSpec spec() {
    return SPEC;
  }

  @Override
  public Model fit(
      FeatureMatrix features, TargetVector target, Options hyperparameters, FitContext context) {
    double power = hyperparameters.get(POWER);
    if (power > 0 && power < 1) {
      throw MlError.INVALID_OPTION.with(
          POWER.name(), power, "0 or below, or 1 or above: there is no distribution between");
    }
    String link = hyperparameters.get(LINK);
    boolean exponential = link.equals("auto") ? power > 0 : link.equals("log");
    if (!exponential && power != 0 && !hyperparameters.get(FIT_INTERCEPT)) {
      // Where every sum is 0, as at the start, such a distribution has no loss.
      throw MlError.INVALID_OPTION.with(
          FIT_INTERCEPT.name(), false, "true where the link is 'identity' and power is not 0");
    }
    return GeneralizedLinear.fit(
        SPEC.name(), power, exponential, features, target, hyperparameters, context);
  }

  @Override
  public long memory(long rows, int width, int classes, Options hyperparameters) {
    return GeneralizedLinear.memory(rows, width);
  }
}
