// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassPathTest {
  private static final String OF_TESTS =
      "(junit|assertj|opentest4j|apiguardian|byte-buddy|surefire|slf4j-nop|error_prone).*";

  private static List<File> jars() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(File::new)
        .filter(file -> file.getName().endsWith(".jar"))
        .filter(file -> !file.getName().matches(OF_TESTS))
        .toList();
  }

  /** LGPL, MIT, BSD, Apache; another jar is another licence to agree on, see NOTICE. */
  @Test
  void learning_brings_the_jars_that_were_agreed_on_alone() {
    assertThat(jars().stream().map(file -> file.getName().replaceAll("-[0-9].*", "")))
        .containsExactlyInAnyOrder(
            "smile-core",
            "smile-data",
            "smile-graph",
            "smile-math",
            "libsvm",
            "liblinear",
            "slf4j-api",
            "jspecify");
  }

  @Test
  void learning_stays_small() {
    assertThat(jars().stream().mapToLong(File::length).sum()).isBetween(1_000_000L, 4_000_000L);
  }
}
