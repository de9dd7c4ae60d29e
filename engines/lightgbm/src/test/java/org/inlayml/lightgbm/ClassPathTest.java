// SPDX-License-Identifier: Apache-2.0
package org.inlayml.lightgbm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ClassPathTest {
  private static final String OF_TESTS =
      "(junit|assertj|opentest4j|apiguardian|byte-buddy|surefire|slf4j-nop|error_prone"
          + "|(inlay-)?(model-store|procedures|migrations)|h2|hsqldb|kryo|reflectasm|objenesis|minlog).*";

  /** Of Inlay it knows learning alone; another jar is another licence, see docs/engines.md. */
  @Test
  void it_brings_the_jars_that_were_agreed_on_alone() {
    assertThat(
            Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                // in the reactor modules may stand as folders, engines/native/target/classes
                .map(path -> path.replaceAll("[/\\\\]target[/\\\\].*", ""))
                .map(path -> new File(path).getName())
                .filter(name -> !name.isEmpty() && !name.matches(OF_TESTS))
                .map(name -> name.replaceAll("[-_][0-9].*", "").replace("inlay-", ""))
                .distinct())
        .containsExactlyInAnyOrder(
            "lightgbm",
            "native",
            "learning",
            "lightgbm4j",
            "smile-core",
            "smile-data",
            "smile-graph",
            "smile-math",
            "libsvm",
            "liblinear",
            "slf4j-api",
            "jspecify");
  }
}
