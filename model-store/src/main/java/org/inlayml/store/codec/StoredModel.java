// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.codec;

import org.inlayml.learning.feature.FeatureNames;
import org.inlayml.learning.prediction.GoldenRows;
import org.inlayml.learning.prediction.Predictor;

/**
 * What is stored of a model: the predictor, and rows by which it is checked and explained.
 * Immutable, thread-safe.
 *
 * @param names derived, not stored: finds the predictor's features by name
 */
public record StoredModel(Predictor predictor, GoldenRows goldenRows, FeatureNames names) {
  public StoredModel(Predictor predictor, GoldenRows goldenRows) {
    this(predictor, goldenRows, new FeatureNames(predictor.pipeline().features()));
  }
}
