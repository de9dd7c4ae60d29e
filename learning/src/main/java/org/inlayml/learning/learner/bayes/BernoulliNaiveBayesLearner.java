// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.bayes;

import static org.inlayml.learning.learner.bayes.CountSums.ALPHA;
import static org.inlayml.learning.learner.bayes.PriorOptions.FIT_PRIOR;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
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

/** Bernoulli naive Bayes, as scikit-learn's BernoulliNB. Stateless, thread-safe. */
public final class BernoulliNaiveBayesLearner implements Learner {
  private static final Option<Double> BINARIZE =
      Option.number("binarize", Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)
          .defaultsTo(0.0)
          .doc("A feature above it occurs, all others do not; numbers are not standardised.");

  private static final LearnerSpec SPEC =
      new LearnerSpec(
          "bernoulli_naive_bayes",
          List.of("BernoulliNB", "bernoulli_nb"),
          Set.of(Task.CLASSIFICATION),
          Set.of(Trait.WEIGHTED, Trait.WARM_START),
          List.of(ALPHA, BINARIZE, FIT_PRIOR),
          "Naive Bayes for flags: what counts of a feature is whether it is above a threshold.",
          "Manning, Raghavan, Schütze, Introduction to Information Retrieval, 2008, 13.3");

  @Override
  public LearnerSpec spec() {
    return SPEC;
  }

  @Override
  public Model fit(
      FeatureMatrix features, TargetVector target, Options hyperparameters, FitContext context) {
    double threshold = hyperparameters.get(BINARIZE);
    double[] occurs = new double[features.rows()];
    return CountSums.fit(
        features,
        target,
        hyperparameters,
        context,
        OptionalDouble.of(threshold),
        j -> {
          double[] column = features.columns()[j];
          for (int i = 0; i < occurs.length; i++) {
            occurs[i] = column[i] > threshold ? 1 : 0;
          }
          return occurs;
        });
  }

  @Override
  public long memory(long rows, int width, int classes, Options hyperparameters) {
    return CountSums.memory(rows, width, classes);
  }
}
