// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store;

import java.util.Optional;
import java.util.UUID;
import org.inlayml.learning.feature.FeatureNames;
import org.inlayml.learning.prediction.GoldenRows;
import org.inlayml.learning.prediction.Predictor;
import org.inlayml.store.codec.StoredModel;
import org.inlayml.store.registry.ModelReference;

/**
 * A model that is ready to predict. Immutable, thread-safe.
 *
 * @param reference what it is called, and its identity
 */
public record LoadedModel(ModelReference reference, StoredModel stored) {
  public String handle() {
    return reference.handle();
  }

  /** Its identity, whatever it is called. */
  public UUID uuid() {
    return reference.uuid();
  }

  /** Which version it is; empty where it belongs to no project. */
  public Optional<ModelReference.Version> version() {
    return reference.version();
  }

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
