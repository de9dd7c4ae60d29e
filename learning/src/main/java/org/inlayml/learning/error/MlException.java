// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.error;

import org.jspecify.annotations.Nullable;

/** The only exception that Inlay throws on purpose; made by {@link MlError#with}. */
public final class MlException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final MlError error;

  MlException(MlError error, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.error = error;
  }

  public MlError error() {
    return error;
  }
}
