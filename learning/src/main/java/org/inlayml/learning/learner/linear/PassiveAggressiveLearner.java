// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

import static org.inlayml.learning.learner.linear.LinearOptions.FIT_INTERCEPT;

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
import org.inlayml.learning.learner.linear.StochasticSettings.Rate;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;

/**
 * Passive-aggressive learning, as scikit-learn's PassiveAggressiveClassifier and
 * PassiveAggressiveRegressor. Stateless, thread-safe.
 */
public final class PassiveAggressiveLearner implements Learner {
  private static final List<StochasticLoss> LOSSES =
      List.of(
          StochasticLoss.HINGE,
          StochasticLoss.SQUARED_HINGE,
          StochasticLoss.EPSILON_INSENSITIVE,
          StochasticLoss.SQUARED_EPSILON_INSENSITIVE);

  private static final Option<Double> AGGRESSIVENESS =
      Option.numberBetween("C", 0, Double.POSITIVE_INFINITY)
          .defaultsTo(1.0)
          .doc("How far a single row may move the coefficients.");

  private static final Option<String> LOSS =
      Option.choice("loss", StochasticLoss.names(LOSSES))
          .doc(
              "The plain losses cut long steps off (PA-I), the squared ones damp them (PA-II). Where"
                  + " absent hinge for classes and epsilon_insensitive for numbers.");

  private static final Option<Double> EPSILON =
      Option.number("epsilon", 0, Double.POSITIVE_INFINITY)
          .defaultsTo(0.1)
          .doc("How far off a number may be and count as right.");

  private static final LearnerSpec SPEC =
      new LearnerSpec(
          "passive_aggressive",
          List.of("PassiveAggressiveClassifier", "PassiveAggressiveRegressor"),
          Set.of(Task.CLASSIFICATION, Task.REGRESSION),
          Set.of(Trait.SCALED, Trait.WEIGHTED, Trait.WARM_START, Trait.DRAWS, Trait.CALIBRATED),
          List.of(
              AGGRESSIVENESS,
              LOSS,
              EPSILON,
              FIT_INTERCEPT,
              StochasticLearning.EPOCHS,
              StochasticLearning.TOLERANCE,
              StochasticLearning.PATIENCE,
              StochasticLearning.EARLY_STOPPING,
              StochasticLearning.VALIDATION_FRACTION,
              StochasticLearning.AVERAGE),
          "A linear model that is left alone by rows that it has right, and moved by others just as"
              + " far as they need.",
          "Crammer et al., Online Passive-Aggressive Algorithms, 2006");

  @Override
  public LearnerSpec spec() {
    return SPEC;
  }

  @Override
  public Model fit(
      FeatureMatrix features, TargetVector target, Options options, FitContext context) {
    boolean numbers = target.task() == Task.REGRESSION;
    StochasticLoss loss =
        StochasticLoss.of(
            options.find(LOSS).orElse(numbers ? "epsilon_insensitive" : "hinge"),
            target.task(),
            LOSSES);
    boolean damped =
        loss == StochasticLoss.SQUARED_HINGE || loss == StochasticLoss.SQUARED_EPSILON_INSENSITIVE;
    return StochasticLearning.fit(
        new StochasticSettings(
            // how far a row is off, in both variants
            numbers ? StochasticLoss.EPSILON_INSENSITIVE : StochasticLoss.HINGE,
            options.get(EPSILON),
            damped ? Rate.DAMPED_AGGRESSIVE : Rate.AGGRESSIVE,
            0,
            0,
            1,
            1,
            0,
            options.get(AGGRESSIVENESS),
            options.get(FIT_INTERCEPT),
            options.get(StochasticLearning.AVERAGE),
            options.get(StochasticLearning.EPOCHS),
            options.get(StochasticLearning.TOLERANCE),
            options.get(StochasticLearning.PATIENCE),
            StochasticLearning.validationShare(options)),
        features,
        target,
        context);
  }

  @Override
  public long memory(long rows, int width, int classes, Options hyperparameters) {
    return StochasticLearning.memory(rows, width, classes);
  }
}
