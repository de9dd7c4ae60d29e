// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The version of Inlay, as Maven wrote it into a resource. */
public final class Version {
  public static final String CURRENT = read();

  private Version() {}

  private static String read() {
    try (InputStream in = Version.class.getResourceAsStream("/org/inlayml/version.txt")) {
      if (in == null) {
        throw new IllegalStateException("org/inlayml/version.txt is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).trim();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
