// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

import static org.inlayml.learning.learner.linear.LinearOptions.FIT_INTERCEPT;

import java.util.List;
import java.util.Locale;
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
 * Linear models by stochastic gradient descent, as scikit-learn's SGDClassifier and SGDRegressor.
 * Stateless, thread-safe.
 */
public final class StochasticGradientDescentLearner implements Learner {
  private static final Option<String> LOSS =
      Option.choice("loss", StochasticLoss.names(StochasticLoss.all()))
          .doc("What is made small; where absent hinge for classes and squared_error for numbers.");

  private static final Option<String> LEARNING_RATE =
      Option.choice("learning_rate", "constant", "optimal", "invscaling", "adaptive")
          .doc(
              "How long steps are: as eta0; falling with the steps taken; eta0 by a power of them;"
                  + " a fifth each time that nothing improves. Where absent optimal for classes and"
                  + " invscaling for numbers.");

  private static final Option<Double> ETA0 =
      Option.numberBetween("eta0", 0, Double.POSITIVE_INFINITY)
          .defaultsTo(0.01)
          .doc("Length of the first steps, unless the rate is optimal.");

  private static final Option<Double> POWER_T =
      Option.number("power_t", 0, 10)
          .doc(
              "Which power of the steps taken invscaling divides by; where absent 0.5 for classes"
                  + " and 0.25 for numbers.");

  private static final Option<Double> EPSILON =
      Option.number("epsilon", 0, Double.POSITIVE_INFINITY)
          .defaultsTo(0.1)
          .doc("How far off the losses of numbers take for right, or huber for usual.");

  private static final LearnerSpec SPEC =
      new LearnerSpec(
          "stochastic_gradient_descent",
          List.of("SGDClassifier", "SGDRegressor", "sgd"),
          Set.of(Task.CLASSIFICATION, Task.REGRESSION),
          Set.of(Trait.SCALED, Trait.WEIGHTED, Trait.WARM_START, Trait.DRAWS, Trait.CALIBRATED),
          List.of(
              LOSS,
              StochasticLearning.PENALTY,
              StochasticLearning.ALPHA,
              StochasticLearning.L1_RATIO,
              FIT_INTERCEPT,
              LEARNING_RATE,
              ETA0,
              POWER_T,
              EPSILON,
              StochasticLearning.EPOCHS,
              StochasticLearning.TOLERANCE,
              StochasticLearning.PATIENCE,
              StochasticLearning.EARLY_STOPPING,
              StochasticLearning.VALIDATION_FRACTION,
              StochasticLearning.AVERAGE_OF_CLASSES),
          "Linear models of many losses, learnt a row at a time: for many rows, and to go on"
              + " learning from new ones. The losses log_loss and modified_huber have probabilities"
              + " of their own.",
          "Bottou, Stochastic Gradient Descent Tricks, 2012");

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
            options.find(LOSS).orElse(numbers ? "squared_error" : "hinge"),
            target.task(),
            StochasticLoss.all());
    String rate = options.find(LEARNING_RATE).orElse(numbers ? "invscaling" : "optimal");
    double alpha = options.get(StochasticLearning.ALPHA);
    double share =
        StochasticLearning.shareOfAbsolute(
            options.get(StochasticLearning.PENALTY), options.get(StochasticLearning.L1_RATIO));
    return StochasticLearning.fit(
        new StochasticSettings(
            loss,
            options.get(EPSILON),
            Rate.valueOf(rate.toUpperCase(Locale.ROOT)),
            share < 0 ? 0 : alpha * share,
            share < 0 ? 0 : alpha * (1 - share),
            alpha,
            options.get(ETA0),
            options.find(POWER_T).orElse(numbers ? 0.25 : 0.5),
            0,
            options.get(FIT_INTERCEPT),
            StochasticLearning.isAverage(options, target.task(), share),
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
