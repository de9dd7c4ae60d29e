// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.bayes;

import static org.inlayml.learning.learner.bayes.PriorOptions.PRIORS;

import java.util.List;
import java.util.Set;
import org.inlayml.learning.family.Bayes;
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
 * Gaussian naive Bayes, as scikit-learn's GaussianNB; further rows are merged as its {@code
 * partial_fit} does. Stateless, thread-safe.
 */
public final class GaussianNaiveBayesLearner implements Learner {
  private static final Option<Double> VAR_SMOOTHING =
      Option.number("var_smoothing", 0, Double.POSITIVE_INFINITY)
          .defaultsTo(1e-9)
          .doc("The share of the greatest variance of a feature that is added to all variances.");

  /** Added where no feature varies. */
  private static final double LEAST_SMOOTHING = 1e-9;

  private static final LearnerSpec SPEC =
      new LearnerSpec(
          "gaussian_naive_bayes",
          List.of("GaussianNB", "gaussian_nb", "naive_bayes"),
          Set.of(Task.CLASSIFICATION),
          Set.of(Trait.SCALED, Trait.WEIGHTED, Trait.WARM_START),
          List.of(VAR_SMOOTHING, PRIORS),
          "Naive Bayes for numbers: within a class each feature is normal, whatever the others are.",
          "Hastie, Tibshirani, Friedman, The Elements of Statistical Learning, 2nd ed., 6.6.3;"
              + " further rows: Chan, Golub, LeVeque, Updating Formulae and a Pairwise Algorithm"
              + " for Computing Sample Variances, 1979");

  @Override
  public LearnerSpec spec() {
    return SPEC;
  }

  @Override
  public Model fit(
      FeatureMatrix features, TargetVector target, Options hyperparameters, FitContext context) {
    context.checkpoint().reached(0);
    ClassRows rows = ClassRows.of(target);
    int width = features.width();
    double[][] means = new double[target.classes()][width];
    double[][] variances = new double[target.classes()][width];
    double greatest = 0;
    for (int j = 0; j < width; j++) {
      context.checkpoint().reached((double) j / width);
      double[] mean = rows.means(features.columns()[j]);
      double[] variance = rows.variances(features.columns()[j], mean);
      ClassRows.requireFinite(mean, features.names().get(j));
      ClassRows.requireFinite(variance, features.names().get(j));
      for (int k = 0; k < mean.length; k++) {
        means[k][j] = mean[k];
        variances[k][j] = variance[k];
      }
      greatest = Math.max(greatest, overall(rows.counts(), mean, variance));
    }
    double smoothing = hyperparameters.get(VAR_SMOOTHING) * greatest;
    double[] counts = rows.counts();
    if (context.previous().isPresent()) {
      Bayes previous = (Bayes) context.previous().get();
      smoothing = Math.max(smoothing, previous.smoothing());
      counts = merge(previous, counts, means, variances);
    }
    context.checkpoint().reached(1);
    return new Bayes(
        counts,
        PriorOptions.priors(hyperparameters, counts),
        means,
        variances,
        smoothing > 0 ? smoothing : LEAST_SMOOTHING);
  }

  /** The variance of all rows, from those of the classes. */
  private static double overall(double[] counts, double[] means, double[] variances) {
    double[] shares = ClassRows.shares(counts);
    double mean = 0;
    for (int k = 0; k < means.length; k++) {
      mean += shares[k] * means[k];
    }
    double variance = 0;
    for (int k = 0; k < means.length; k++) {
      variance += shares[k] * (variances[k] + (means[k] - mean) * (means[k] - mean));
    }
    return variance;
  }

  /** Merges what was learnt before into means and variances; returns the counts of both. */
  private static double[] merge(
      Bayes previous, double[] counts, double[][] means, double[][] variances) {
    double[] merged = counts.clone();
    for (int k = 0; k < merged.length; k++) {
      double before = previous.counts()[k];
      merged[k] += before;
      for (int j = 0; merged[k] > 0 && j < means[k].length; j++) {
        double step = means[k][j] - previous.means()[k][j];
        double share = before / merged[k];
        variances[k][j] =
            (1 - share) * variances[k][j]
                + share * previous.variances()[k][j]
                + share * (1 - share) * step * step;
        means[k][j] -= share * step;
      }
    }
    return merged;
  }

  @Override
  public long memory(long rows, int width, int classes, Options hyperparameters) {
    return ClassRows.memory(rows) + 16L * classes * (width + 8L);
  }
}
