// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Locale;
import org.inlayml.learning.error.MlError;

/** What is to be learnt. */
public enum Task {
  /** Which of two or more classes a row belongs to. */
  CLASSIFICATION,
  /** A number. */
  REGRESSION,
  /** Which of several groups, found in training, a row belongs to. */
  CLUSTERING,
  /** Whether a row is unlike the others. */
  ANOMALY_DETECTION,
  /** A few numbers that hold most of what a row's many tell. */
  DECOMPOSITION;

  /** Whether it needs a column that holds the truth. */
  public boolean isSupervised() {
    return this == CLASSIFICATION || this == REGRESSION;
  }

  /** The name in SQL, lower case. */
  public String sqlName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Finds a task by its SQL name, in any case. Errors: {@link MlError#UNKNOWN_TASK}. */
  public static Task of(String name) {
    return Arrays.stream(values())
        .filter(t -> t.sqlName().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                MlError.UNKNOWN_TASK.with(
                    name, Arrays.stream(values()).map(Task::sqlName).collect(joining(", "))));
  }
}
