// SPDX-License-Identifier: Apache-2.0
package org.inlayml.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.inlayml.learning.json.Json;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.option.Options;
import org.inlayml.learning.training.Algorithms;

/**
 * A learner of ours beside the estimator of scikit-learn that learns the same; {@code contests.tsv}
 * lists them.
 *
 * @param hyperparameters of ours, a JSON object; K in it stands for the number of groups
 * @param expression of Python, which makes the estimator; empty where it has none
 * @param reference the estimator's name in {@code reference_scores.csv}; empty where it is not
 *     there
 * @param exact whether both find the one optimum, so that their predictions agree
 * @param speed whether its speed is compared
 * @param mostRows the most training rows that either is given, where its time grows with their
 *     square
 */
record Contest(
    Task task,
    Learner learner,
    String hyperparameters,
    String expression,
    String reference,
    boolean exact,
    boolean speed,
    int mostRows) {
  private static final String FILE = "contests.tsv";

  /** All of them. */
  static List<Contest> all() throws IOException {
    try (InputStream resource = Contest.class.getResourceAsStream(FILE);
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(
                    Objects.requireNonNull(resource, FILE), StandardCharsets.UTF_8))) {
      return lines.lines().skip(1).map(line -> of(line.split("\t", -1))).toList();
    }
  }

  private static Contest of(String[] cells) {
    Task task = Task.of(cells[0]);
    return new Contest(
        task,
        Algorithms.LEARNERS.find(cells[1], task),
        cells[2],
        cells[3],
        cells[4],
        cells[5].equals("exact"),
        cells[6].equals("speed"),
        cells[7].isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(cells[7]));
  }

  /** Our hyperparameters for rows of so many groups. */
  Options options(int groups) {
    return Options.check(
        learner.spec().name(),
        learner.spec().hyperparameters(),
        Json.parseObject(hyperparameters.replace("K", Integer.toString(groups))));
  }

  /** The expression for rows of so many groups. */
  String expression(int groups) {
    return expression.replace("=K", "=" + groups);
  }

  @Override
  public String toString() {
    return learner.spec().name();
  }
}
