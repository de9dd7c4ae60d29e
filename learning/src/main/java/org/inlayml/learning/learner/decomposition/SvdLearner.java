// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.decomposition;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.family.Projection;
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
 * The greatest singular values and their directions, as scikit-learn's TruncatedSVD, but not by
 * drawing: nothing is centred besides numbers, which are standardised. Stateless, thread-safe.
 */
public final class SvdLearner implements Learner {
  private static final Option<Double> N_COMPONENTS =
      Option.number("n_components", 1, 65_536)
          .defaultsTo(2.0)
          .doc("How many components, a whole number.");

  private static final LearnerSpec SPEC =
      new LearnerSpec(
          "svd",
          List.of("TruncatedSVD", "truncated_svd"),
          Set.of(Task.DECOMPOSITION),
          Set.of(Trait.SCALED, Trait.WEIGHTED),
          List.of(N_COMPONENTS),
          "Singular value decomposition: the few directions that hold most of the squares; unlike"
              + " pca it takes no means off, as suits indicators and counts.",
          "Golub, Van Loan, Matrix Computations, 4th ed., 2.4");

  @Override
  public LearnerSpec spec() {
    return SPEC;
  }

  @Override
  public Model fit(
      FeatureMatrix features, TargetVector target, Options hyperparameters, FitContext context) {
    context.checkpoint().reached(0);
    int most = ComponentOptions.count(hyperparameters, N_COMPONENTS, features).orElseThrow();
    PrincipalAxes axes =
        PrincipalAxes.of(features, target, false, most, context.checkpoint().stage("", 0, 1));
    int kept = axes.variances().length;
    double[] scales = new double[kept];
    Arrays.fill(scales, 1);
    double[] explained = new double[kept];
    for (int k = 0; k < kept; k++) {
      explained[k] = axes.total() > 0 ? axes.variances()[k] / axes.total() : 0;
    }
    context.checkpoint().reached(1);
    return new Projection(axes.means(), axes.directions(), scales, explained);
  }

  @Override
  public long memory(long rows, int width, int classes, Options hyperparameters) {
    return PrincipalAxes.memory(rows, width, ComponentOptions.most(rows, width));
  }
}
