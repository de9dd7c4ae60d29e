// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.facade;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.inlayml.learning.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * A call of {@code ML_TRAIN} that does what a facade was asked to. Immutable, thread-safe.
 *
 * @param relation what to train on
 * @param target the column to predict
 * @param options the options of ML_TRAIN
 */
public record TrainingCall(
    String relation, Optional<String> target, Map<String, @Nullable Object> options) {
  public TrainingCall {
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }

  /** The options as a JSON object. */
  public String json() {
    return Json.write(options);
  }
}
