// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.training;

import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.Learners;
import org.inlayml.learning.learner.linear.BayesianRidgeLearner;
import org.inlayml.learning.learner.linear.ElasticNetLearner;
import org.inlayml.learning.learner.linear.HuberLearner;
import org.inlayml.learning.learner.linear.LassoLearner;
import org.inlayml.learning.learner.linear.LassoLeastAngleLearner;
import org.inlayml.learning.learner.linear.LeastAngleLearner;
import org.inlayml.learning.learner.linear.LinearLearner;
import org.inlayml.learning.learner.linear.LogisticLearner;
import org.inlayml.learning.learner.linear.OrthogonalMatchingPursuitLearner;
import org.inlayml.learning.learner.linear.QuantileLearner;
import org.inlayml.learning.learner.linear.RansacLearner;
import org.inlayml.learning.learner.linear.RelevanceLearner;
import org.inlayml.learning.learner.linear.RidgeLearner;
import org.inlayml.learning.learner.linear.TheilSenLearner;
import org.inlayml.learning.learner.tree.DecisionTreeLearner;
import org.inlayml.learning.learner.tree.GradientBoostingLearner;
import org.inlayml.learning.learner.tree.RandomForestLearner;

/**
 * The list of learners: one line each, of a task simple ones first; then those of other engines
 * that are on the class path.
 */
public final class Algorithms {
  /** Those that Inlay itself has. */
  public static final List<Learner> BUILT_IN =
      List.of(
          new LinearLearner(),
          new RidgeLearner(),
          new LassoLearner(),
          new ElasticNetLearner(),
          new LeastAngleLearner(),
          new LassoLeastAngleLearner(),
          new OrthogonalMatchingPursuitLearner(),
          new BayesianRidgeLearner(),
          new RelevanceLearner(),
          new HuberLearner(),
          new QuantileLearner(),
          new RansacLearner(),
          new TheilSenLearner(),
          new LogisticLearner(),
          new DecisionTreeLearner(),
          new RandomForestLearner(),
          new GradientBoostingLearner());

  public static final Learners LEARNERS =
      new Learners(Stream.concat(BUILT_IN.stream(), engines().stream()).toList());

  private Algorithms() {}

  private static List<Learner> engines() {
    return ServiceLoader.load(Learner.class, Algorithms.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }
}
