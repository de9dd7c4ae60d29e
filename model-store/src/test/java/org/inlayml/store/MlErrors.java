// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Locale;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.MlException;

/** Asserts errors by constant and by text. */
public final class MlErrors {
  private MlErrors() {}

  /** Expects the error, with its number, and {@code text} within its message. */
  public static void assertMlError(MlError error, String text, ThrowingCallable action) {
    Throwable thrown = catchThrowable(action);

    assertThat(thrown).isInstanceOf(MlException.class);
    assertThat(((MlException) thrown).error()).isEqualTo(error);
    assertThat(thrown)
        .hasMessageStartingWith(String.format(Locale.ROOT, "ML%06d: ", error.number()))
        .hasMessageContaining(text);
  }
}
