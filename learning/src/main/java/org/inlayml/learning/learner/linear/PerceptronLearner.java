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

/** The perceptron, as scikit-learn's Perceptron. Stateless, thread-safe. */
public final class PerceptronLearner implements Learner {
  private static final Option<String> PENALTY =
      Option.choice("penalty", "none", "l2", "l1", "elasticnet")
          .defaultsTo("none")
          .doc(
              "What of the coefficients is kept small: nothing, their squares, their absolute"
                  + " values, or both.");

  private static final Option<Double> ETA0 =
      Option.numberBetween("eta0", 0, Double.POSITIVE_INFINITY)
          .defaultsTo(1.0)
          .doc("Length of the steps, which matters with a penalty alone.");

  private static final LearnerSpec SPEC =
      new LearnerSpec(
          "perceptron",
          List.of("Perceptron", "PerceptronClassifier"),
          Set.of(Task.CLASSIFICATION),
          Set.of(Trait.SCALED, Trait.WEIGHTED, Trait.WARM_START, Trait.DRAWS, Trait.CALIBRATED),
          List.of(
              PENALTY,
              StochasticLearning.ALPHA,
              StochasticLearning.L1_RATIO,
              FIT_INTERCEPT,
              ETA0,
              StochasticLearning.EPOCHS,
              StochasticLearning.TOLERANCE,
              StochasticLearning.PATIENCE,
              StochasticLearning.EARLY_STOPPING,
              StochasticLearning.VALIDATION_FRACTION,
              StochasticLearning.AVERAGE),
          "A linear separation that is turned a little by every row on its wrong side.",
          "Rosenblatt, The Perceptron: A Probabilistic Model, 1958; means: Freund, Schapire, Large"
              + " Margin Classification Using the Perceptron Algorithm, 1999");

  @Override
  public LearnerSpec spec() {
    return SPEC;
  }

  @Override
  public Model fit(
      FeatureMatrix features, TargetVector target, Options options, FitContext context) {
    double alpha = options.get(StochasticLearning.ALPHA);
    double share =
        StochasticLearning.shareOfAbsolute(
            options.get(PENALTY), options.get(StochasticLearning.L1_RATIO));
    return StochasticLearning.fit(
        new StochasticSettings(
            StochasticLoss.PERCEPTRON,
            0,
            Rate.CONSTANT,
            share < 0 ? 0 : alpha * share,
            share < 0 ? 0 : alpha * (1 - share),
            alpha,
            options.get(ETA0),
            0,
            0,
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
