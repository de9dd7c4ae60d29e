// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store;

import java.util.UUID;
import org.inlayml.learning.feature.FeatureNames;
import org.inlayml.learning.prediction.GoldenRows;
import org.inlayml.learning.prediction.Predictor;
import org.inlayml.store.codec.StoredModel;

/**
 * A model that is ready to predict. Immutable, thread-safe.
 *
 * @param handle the name that it was asked for by
 * @param uuid its identity, whatever it is called
 */
public record LoadedModel(String handle, UUID uuid, StoredModel stored) {
  public Predictor predictor() {
    return stored.predictor();
  }

  /** Rows to explain predictions by. */
  public GoldenRows goldenRows() {
    return stored.goldenRows();
  }

  /** Finds features by name. */
  public FeatureNames names() {
    return stored.names();
  }
}
