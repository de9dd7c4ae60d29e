// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.json;

/** A text that is not JSON; callers turn it into the error that fits what the text was for. */
public final class JsonSyntaxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int position;

  JsonSyntaxException(String reason, int position) {
    super(reason);
    this.position = position;
  }

  /** Where reading ended, counted from 1. */
  public int position() {
    return position;
  }

  /** What was found there, in words. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
