// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import org.inlayml.learning.error.MlError;
import org.jspecify.annotations.Nullable;

/** Checks of arguments that every routine makes. */
final class Arguments {
  private Arguments() {}

  /** The argument, which must be given. Errors: {@link MlError#ARGUMENT_MISSING}. */
  static <T> T required(String name, String routine, @Nullable T value) {
    if (value == null) {
      throw MlError.ARGUMENT_MISSING.with(name, routine);
    }
    return value;
  }
}
