// SPDX-License-Identifier: Apache-2.0
package org.inlayml.engine;

import java.io.File;
import java.nio.file.Path;

/** Folders of our own that are not to stay. */
final class Folders {
  private Folders() {}

  /** Deletes a folder with all that is in it, as far as that can be done. */
  static void delete(Path folder) {
    delete(folder.toFile());
  }

  private static void delete(File file) {
    File[] inside = file.listFiles();
    if (inside != null) {
      for (File one : inside) {
        delete(one);
      }
    }
    if (!file.delete()) {
      file.deleteOnExit();
    }
  }
}
