// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner;

import org.inlayml.learning.family.Model;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.option.Options;

/** Turns rows into a model. Stateless, thread-safe. */
public interface Learner {
  LearnerSpec spec();

  /**
   * Fits a model. Deterministic: equal arguments give equal models.
   *
   * @param features rows × features, finite, at least one of each
   * @param target as many rows; at least two classes occur in a classification
   * @param hyperparameters checked against {@link LearnerSpec#hyperparameters}
   */
  Model fit(
      FeatureMatrix features, TargetVector target, Options hyperparameters, FitContext context);

  /**
   * A cautious estimate of the heap that {@link #fit} needs beyond its arguments, in bytes.
   *
   * @param rows how many training rows
   * @param width how many encoded features
   * @param classes 0 in a regression
   */
  long memory(long rows, int width, int classes, Options hyperparameters);
}
