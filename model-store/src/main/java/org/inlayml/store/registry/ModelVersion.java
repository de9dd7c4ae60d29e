// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.registry;

import java.time.OffsetDateTime;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * A row of {@code ML.MODEL_VERSION}. Immutable, thread-safe.
 *
 * @param model the row in {@code ML.MODEL_CATALOG}; empty once the model is dropped
 * @param snapshot what it was trained on
 * @param score by the project's metric on the rows held out
 * @param reason why it was deployed after training, or was not
 */
public record ModelVersion(
    long project,
    int version,
    OptionalLong model,
    UUID uuid,
    OptionalLong snapshot,
    String algorithm,
    OptionalDouble score,
    Status status,
    String reason,
    OffsetDateTime createdAt,
    String createdBy) {
  /** Whether a version may be deployed. */
  public enum Status {
    READY("Ready"),
    /** Kept, but never deployed again. */
    RETIRED("Retired"),
    /** The model is gone, what is recorded of it stays. */
    DROPPED("Dropped");

    private final String text;

    Status(String text) {
      this.text = text;
    }

    /** As the catalog says it. */
    public String text() {
      return text;
    }

    static Status of(String text) {
      for (Status status : values()) {
        if (status.text.equals(text)) {
          return status;
        }
      }
      throw new IllegalArgumentException("a version has the status " + text);
    }
  }
}
