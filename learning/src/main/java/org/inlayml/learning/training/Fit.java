// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.training;

import java.util.Optional;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.feature.FittedPipeline;
import org.inlayml.learning.prediction.Predictor;

/**
 * One fit of one learner.
 *
 * @param predictor of the model in the form asked for
 * @param fitted the model before it was brought into that form
 */
record Fit(FittedPipeline pipeline, FeatureMatrix features, Predictor predictor, Model fitted) {
  /** As fitted, where that is another form. */
  Optional<Predictor> other() {
    return fitted == predictor.model()
        ? Optional.empty()
        : Optional.of(new Predictor(predictor.target(), predictor.pipeline(), fitted));
  }
}
