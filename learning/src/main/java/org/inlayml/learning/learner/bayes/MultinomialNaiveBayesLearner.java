// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.bayes;

import static org.inlayml.learning.learner.bayes.CountSums.ALPHA;
import static org.inlayml.learning.learner.bayes.PriorOptions.FIT_PRIOR;

import java.util.List;
import java.util.OptionalDouble;
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
import org.inlayml.learning.option.Options;

/**
 * Multinomial naive Bayes, as scikit-learn's MultinomialNB. Stateless, thread-safe.
 *
 * <p>Errors: {@code INVALID_VALUE} where a feature is negative.
 */
public final class MultinomialNaiveBayesLearner implements Learner {
  private static final LearnerSpec SPEC =
      new LearnerSpec(
          "multinomial_naive_bayes",
          List.of("MultinomialNB", "multinomial_nb"),
          Set.of(Task.CLASSIFICATION),
          Set.of(Trait.WEIGHTED, Trait.WARM_START, Trait.COUNTS),
          List.of(ALPHA, FIT_PRIOR),
          "Naive Bayes for counts, such as of words: takes features from 0 on only.",
          "Manning, Raghavan, Schütze, Introduction to Information Retrieval, 2008, 13.2");

  @Override
  public LearnerSpec spec() {
    return SPEC;
  }

  @Override
  public Model fit(
      FeatureMatrix features, TargetVector target, Options hyperparameters, FitContext context) {
    return CountSums.fit(
        features,
        target,
        hyperparameters,
        context,
        OptionalDouble.empty(),
        j -> counts(features, j));
  }

  private static double[] counts(FeatureMatrix features, int feature) {
    double[] column = features.columns()[feature];
    for (int i = 0; i < features.rows(); i++) {
      if (column[i] < 0) {
        throw MlError.INVALID_VALUE.with(
            features.names().get(feature),
            "counts from 0 on for multinomial_naive_bayes (exclude the column, add what makes it"
                + " positive, or take gaussian_naive_bayes)",
            "negative");
      }
    }
    return column;
  }

  @Override
  public long memory(long rows, int width, int classes, Options hyperparameters) {
    return CountSums.memory(rows, width, classes);
  }
}
