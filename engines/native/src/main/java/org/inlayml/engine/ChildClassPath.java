// SPDX-License-Identifier: Apache-2.0
package org.inlayml.engine;

import java.io.File;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The jars that a trainer needs: those that its classes were loaded from, and no others. */
final class ChildClassPath {
  private ChildClassPath() {}

  static String of(NativeTrainer trainer) throws NativeFailure {
    List<Class<?>> classes = new ArrayList<>(List.of(NativeChild.class, trainer.getClass()));
    try {
      classes.addAll(trainer.libraries());
    } catch (LinkageError e) {
      throw new NativeFailure(
          "a jar is missing on the class path, for there is no class " + e.getMessage(), e);
    }
    Set<String> paths = new LinkedHashSet<>();
    for (Class<?> type : classes) {
      paths.add(path(type).toString());
    }
    return String.join(File.pathSeparator, paths);
  }

  private static Path path(Class<?> type) throws NativeFailure {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    URL location = source == null ? null : source.getLocation();
    if (location != null) {
      try {
        Path path = Path.of(location.toURI());
        if (Files.exists(path)) {
          return path.toAbsolutePath();
        }
      } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
        // a jar within a jar, or a loader of its own kind: told below
      }
    }
    throw new NativeFailure(
        "the class "
            + type.getName()
            + " is in no jar file that a process of its own could open ("
            + (location == null ? "its loader tells none" : location)
            + "). Put the jar itself on the class path, or set the option process to in_process");
  }
}
