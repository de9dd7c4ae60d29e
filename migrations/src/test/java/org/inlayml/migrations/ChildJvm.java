// SPDX-License-Identifier: Apache-2.0
package org.inlayml.migrations;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A JVM of its own, for what depends on the class path or happens once a JVM. */
final class ChildJvm {
  private ChildJvm() {}

  /** What came of it; {@code output} is both streams. */
  record Result(int exitCode, String output) {}

  /** Runs a class; {@code options} are the JVM's. */
  static Result run(List<Path> classPath, List<String> options, Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8"));
    command.addAll(options);
    command.add("-cp");
    command.add(String.join(File.pathSeparator, classPath.stream().map(Path::toString).toList()));
    command.add(main.getName());
    command.addAll(Arrays.asList(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return new Result(process.waitFor(), output);
  }

  /** The engine's jar. */
  static Path jar(String driver) {
    try {
      return place(Class.forName(driver));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  static Path h2() {
    return jar("org.h2.Driver");
  }

  static Path hsqldb() {
    return jar("org.hsqldb.jdbc.JDBCDriver");
  }

  /** The tests' classes, without Inlay. */
  static Path tests() {
    return place(ChildJvm.class);
  }

  /** Inlay and all it needs, without Flyway and engines. */
  static List<Path> inlay() {
    String all = System.getProperty("java.class.path", "");
    return Stream.of(all.split(File.pathSeparator, -1))
        .map(Path::of)
        .map(Path::toAbsolutePath)
        .filter(p -> !p.equals(h2()) && !p.equals(hsqldb()) && !p.equals(tests()))
        .filter(p -> !p.toString().contains("flyway") && !p.toString().contains("junit"))
        .toList();
  }

  static List<Path> with(List<Path> path, Path... more) {
    return Stream.concat(path.stream(), Stream.of(more)).toList();
  }

  private static Path place(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toAbsolutePath();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
