// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.facade;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A statement about models in the manner of RustyDB. Immutable, thread-safe.
 *
 * <p>Arguments are texts, {@link Long}s, {@link Double}s, truth values, lists of such, or null, in
 * the order given, under names in lower case.
 */
public sealed interface ModelStatement {
  /** {@code CREATE MODEL name USING algorithm(arguments) AS query}. */
  record CreateModel(
      String name, String algorithm, Map<String, @Nullable Object> arguments, String query)
      implements ModelStatement {
    public CreateModel {
      arguments = copy(arguments);
    }
  }

  /** {@code CREATE MODEL_DEPLOYMENT name WITH (arguments)}. */
  record CreateDeployment(String name, Map<String, @Nullable Object> arguments)
      implements ModelStatement {
    public CreateDeployment {
      arguments = copy(arguments);
    }
  }

  /** {@code DROP MODEL name}. */
  record DropModel(String name) implements ModelStatement {}

  private static Map<String, @Nullable Object> copy(Map<String, @Nullable Object> arguments) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
  }
}
