// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.session;

import org.inlayml.learning.prediction.Predictor;
import org.inlayml.store.LoadedModel;

/**
 * A model that a thread predicts with, row after row of a statement, and the thread's buffers for
 * it. Not thread-safe.
 */
public record OpenModel(LoadedModel model, Predictor.Scratch scratch) {
  static OpenModel of(LoadedModel model) {
    return new OpenModel(model, model.predictor().scratch());
  }

  public Predictor predictor() {
    return model.predictor();
  }
}
