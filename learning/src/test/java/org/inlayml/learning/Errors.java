// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Locale;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.MlException;

/** What the tests of all packages expect of errors. */
public final class Errors {
  private Errors() {}

  /** Runs code that must fail so, and hands on the text behind the number. */
  public static AbstractStringAssert<?> assertMlError(MlError expected, ThrowingCallable code) {
    MlException thrown = catchThrowableOfType(MlException.class, code);

    assertThat(thrown).as("expected %s, but all went well", expected).isNotNull();
    String message = String.valueOf(thrown.getMessage());
    String number = String.format(Locale.ROOT, "ML%06d: ", expected.number());
    assertThat(thrown.error()).as(message).isEqualTo(expected);
    assertThat(message).startsWith(number);
    return assertThat(message.substring(number.length()));
  }
}
