// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.codec;

import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * A type that may occur in stored models.
 *
 * @param id written to disk: never change one, never give one to another type
 */
record StoredType<T>(
    int id, Class<T> type, BiConsumer<T, ModelOutput> writer, Function<ModelInput, T> reader) {
  void write(Object value, ModelOutput output) {
    output.whole(id);
    writer.accept(type.cast(value), output);
  }
}
