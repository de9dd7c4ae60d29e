// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.training;

import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.Learners;
import org.inlayml.learning.learner.linear.ElasticNetLearner;
import org.inlayml.learning.learner.linear.LassoLearner;
import org.inlayml.learning.learner.linear.LinearLearner;
import org.inlayml.learning.learner.linear.LogisticLearner;
import org.inlayml.learning.learner.linear.RidgeLearner;
import org.inlayml.learning.learner.tree.AdaBoostLearner;
import org.inlayml.learning.learner.tree.BaggingLearner;
import org.inlayml.learning.learner.tree.DecisionTreeLearner;
import org.inlayml.learning.learner.tree.ExtraTreesLearner;
import org.inlayml.learning.learner.tree.GradientBoostingLearner;
import org.inlayml.learning.learner.tree.IsolationForestLearner;
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
          new LogisticLearner(),
          new DecisionTreeLearner(),
          new RandomForestLearner(),
          new ExtraTreesLearner(),
          new BaggingLearner(),
          new AdaBoostLearner(),
          new GradientBoostingLearner(),
          new IsolationForestLearner());

  public static final Learners LEARNERS =
      new Learners(Stream.concat(BUILT_IN.stream(), engines().stream()).toList());

  private Algorithms() {}

  private static List<Learner> engines() {
    return ServiceLoader.load(Learner.class, Algorithms.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }
}
