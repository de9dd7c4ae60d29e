// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.training;

import java.util.List;
import org.inlayml.learning.learner.Learners;
import org.inlayml.learning.learner.linear.ElasticNetLearner;
import org.inlayml.learning.learner.linear.LassoLearner;
import org.inlayml.learning.learner.linear.LinearLearner;
import org.inlayml.learning.learner.linear.LogisticLearner;
import org.inlayml.learning.learner.linear.RidgeLearner;
import org.inlayml.learning.learner.tree.DecisionTreeLearner;
import org.inlayml.learning.learner.tree.GradientBoostingLearner;
import org.inlayml.learning.learner.tree.RandomForestLearner;

/** The list of learners: one line each, simple ones first. */
public final class Algorithms {
  public static final Learners LEARNERS =
      new Learners(
          List.of(
              new LinearLearner(),
              new RidgeLearner(),
              new LassoLearner(),
              new ElasticNetLearner(),
              new LogisticLearner(),
              new DecisionTreeLearner(),
              new RandomForestLearner(),
              new GradientBoostingLearner()));

  private Algorithms() {}
}
