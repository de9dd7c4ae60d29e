// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.catalog;

import java.util.UUID;

/**
 * A row of {@code ML.MODEL_CATALOG}. Immutable, thread-safe.
 *
 * @param id number in order of creation
 * @param uuid identity of the model, never used twice
 * @param size of the stored bytes
 */
public record CatalogEntry(long id, UUID uuid, long size, ModelDescription description) {
  public String handle() {
    return description.handle();
  }
}
