// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.decomposition;

import static org.inlayml.learning.learner.anomaly.Contamination.CONTAMINATION;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.family.Projection;
import org.inlayml.learning.family.ReconstructionError;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.FitContext;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.LearnerSpec;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.learner.Trait;
import org.inlayml.learning.learner.anomaly.Contamination;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;

/**
 * Principal components, as scikit-learn's PCA; and how far rows are from the rest by them, which
 * tells anomalies: the squared distance of probabilistic principal components, along the components
 * in units of their variance, aside of them in units of what is left. Stateless, thread-safe.
 */
public final class PcaLearner implements Learner {
  private static final Option<Double> N_COMPONENTS =
      Option.number("n_components", 0, 65_536)
          .doc(
              "How many components from 1 on, or below 1 the share of the variance that they hold;"
                  + " where absent, all up to 100 in a decomposition, and a share of 0.5 in an"
                  + " anomaly detection.");

  private static final Option<Boolean> WHITEN =
      Option.flag("whiten")
          .defaultsTo(false)
          .doc("Whether components are scaled to vary alike; of a decomposition only.");

  /** In an anomaly detection, where nobody says: few, so that what is left tells something. */
  private static final double USUAL_SHARE = 0.5;

  /** The share of the mean variance that is the least a distance is measured in. */
  private static final double LEAST = 1e-6;

  private static final LearnerSpec SPEC =
      new LearnerSpec(
          "pca",
          List.of("PCA", "principal_component_analysis"),
          Set.of(Task.DECOMPOSITION, Task.ANOMALY_DETECTION),
          Set.of(Trait.SCALED, Trait.WEIGHTED, Trait.COMPARED),
          List.of(N_COMPONENTS, WHITEN, CONTAMINATION),
          "Principal components: the few directions that hold most of the variance; an anomaly is"
              + " what lies far out along them or aside of them.",
          "Jolliffe, Principal Component Analysis, 2nd ed., 2002; Tipping, Bishop, Probabilistic"
              + " Principal Component Analysis, 1999");

  @Override
  public LearnerSpec spec() {
    return SPEC;
  }

  @Override
  public Model fit(
      FeatureMatrix features, TargetVector target, Options hyperparameters, FitContext context) {
    context.checkpoint().reached(0);
    boolean anomalies = target.task() == Task.ANOMALY_DETECTION;
    Optional<Integer> count = ComponentOptions.count(hyperparameters, N_COMPONENTS, features);
    Optional<Double> share = hyperparameters.find(N_COMPONENTS).filter(n -> n < 1);
    int most = count.orElseGet(() -> ComponentOptions.usual(features));
    if (count.isEmpty() && share.isPresent()) {
      most = Math.min(features.rows(), features.width());
    }
    PrincipalAxes axes =
        PrincipalAxes.of(features, target, true, most, context.checkpoint().stage("", 0, 0.9));
    int kept = axes.variances().length;
    if (count.isEmpty() && (anomalies || share.isPresent())) {
      kept = axes.holding(share.orElse(USUAL_SHARE));
    }
    if (anomalies) {
      Model error = error(axes, kept);
      double[][] scores = error.predict(features);
      context.checkpoint().reached(1);
      return Contamination.model(
          error,
          Arrays.stream(scores).mapToDouble(s -> s[0]).toArray(),
          hyperparameters.get(CONTAMINATION));
    }
    context.checkpoint().reached(1);
    return projection(axes, kept, hyperparameters.get(WHITEN));
  }

  private static Projection projection(PrincipalAxes axes, int kept, boolean whiten) {
    double[] scales = new double[kept];
    double[] explained = new double[kept];
    for (int k = 0; k < kept; k++) {
      double variance = axes.variances()[k];
      scales[k] = whiten && variance > 1e-12 * axes.total() ? Math.sqrt(variance) : 1;
      explained[k] = axes.total() > 0 ? variance / axes.total() : 0;
    }
    return new Projection(axes.means(), Arrays.copyOf(axes.directions(), kept), scales, explained);
  }

  private static ReconstructionError error(PrincipalAxes axes, int kept) {
    int width = axes.means().length;
    double held = 0;
    double least = axes.total() > 0 ? LEAST * axes.total() / width : 1;
    double[] weights = new double[kept];
    for (int k = 0; k < kept; k++) {
      held += axes.variances()[k];
      weights[k] = 1 / Math.max(least, axes.variances()[k]);
    }
    double left = kept < width ? (axes.total() - held) / (width - kept) : 0;
    return new ReconstructionError(
        axes.means(), Arrays.copyOf(axes.directions(), kept), weights, 1 / Math.max(least, left));
  }

  @Override
  public long memory(long rows, int width, int classes, Options hyperparameters) {
    return PrincipalAxes.memory(rows, width, ComponentOptions.most(rows, width)) + 48 * rows;
  }
}
