// SPDX-License-Identifier: Apache-2.0
package org.inlayml.migrations;

import java.nio.file.Path;
import java.util.Objects;

/** Where things are. */
final class TestPaths {
  /** The repository. */
  static final Path ROOT =
      Path.of(Objects.requireNonNull(System.getProperty("inlay.root"), "set -Dinlay.root"))
          .toAbsolutePath()
          .normalize();

  private TestPaths() {}
}
