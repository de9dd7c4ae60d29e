// SPDX-License-Identifier: Apache-2.0
package org.inlayml.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.Arrays;
import java.util.List;

/** What a training could leave behind. */
public final class Leftovers {
  private Leftovers() {}

  /** No process, no thread and no folder are there that were not before. */
  public static void assertNone(List<File> foldersBefore) {
    assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive)).isEmpty();
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .doesNotContain("inlay-training");
    assertThat(folders()).isSubsetOf(foldersBefore);
  }

  /** The folders of trainings, maybe of other processes too. */
  public static List<File> folders() {
    File[] files =
        new File(System.getProperty("java.io.tmpdir"))
            .listFiles((folder, name) -> name.startsWith("inlay-training"));
    return files == null ? List.of() : Arrays.asList(files);
  }
}
