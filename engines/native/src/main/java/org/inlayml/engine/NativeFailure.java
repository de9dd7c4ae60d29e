// SPDX-License-Identifier: Apache-2.0
package org.inlayml.engine;

/** Native code refused or failed; the message says why, in one line without a full stop. */
public final class NativeFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private static final int LONGEST = 500;

  public NativeFailure(String message) {
    super(line(message));
  }

  public NativeFailure(String message, Throwable cause) {
    super(line(message), cause);
  }

  private static String line(String message) {
    String line = message.strip().replaceAll("\\s+", " ").replaceAll("[.:]+$", "");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
  }
}
