// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.facade;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * Named arguments, which are taken out one by one; what is left goes to the algorithm. Not
 * thread-safe.
 */
final class ArgumentMap {
  private final Map<String, @Nullable Object> arguments;

  ArgumentMap(Map<String, @Nullable Object> arguments) {
    this.arguments = new LinkedHashMap<>(arguments);
  }

  /** Takes a text; empty where there is none. Errors: {@link MlError#INVALID_OPTION}. */
  Optional<String> text(String name) {
    Object value = arguments.remove(name);
    if (value == null) {
      return Optional.empty();
    } else if (value instanceof String text) {
      return Optional.of(text);
    }
    throw invalid(name, value, "a text");
  }

  /** Takes a number. Errors: {@link MlError#INVALID_OPTION}. */
  Optional<Number> number(String name) {
    Object value = arguments.remove(name);
    if (value == null) {
      return Optional.empty();
    } else if (value instanceof Number number) {
      return Optional.of(number);
    }
    throw invalid(name, value, "a number");
  }

  /** Takes a list. Errors: {@link MlError#INVALID_OPTION}. */
  Optional<List<?>> list(String name) {
    Object value = arguments.remove(name);
    if (value == null) {
      return Optional.empty();
    } else if (value instanceof List<?> list) {
      return Optional.of(list);
    }
    throw invalid(name, value, "a list");
  }

  /**
   * Takes what Inlay has no use for, where it does not ask for anything.
   *
   * <p>Errors: {@link MlError#NOT_IN_FACADE}.
   */
  void refuse(String facade, String name, String instead) {
    Object value = arguments.remove(name);
    if (value != null && !value.equals(false)) {
      throw MlError.NOT_IN_FACADE.with(facade, "'" + name + "'", instead);
    }
  }

  /** What is left. */
  Map<String, @Nullable Object> rest() {
    return arguments;
  }

  private static RuntimeException invalid(String name, Object value, String expected) {
    return MlError.INVALID_OPTION.with(name, Json.write(value), expected);
  }
}
