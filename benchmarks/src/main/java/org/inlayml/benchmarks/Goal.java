// SPDX-License-Identifier: Apache-2.0
package org.inlayml.benchmarks;

import java.util.Locale;

/**
 * A score to be reached by training on the train part of a data set and scoring on its test part.
 *
 * @param dropped a column that is not used, or the empty text
 * @param algorithm the empty text leaves the choice to {@code ML_TRAIN}
 * @param metric as ML_SCORE knows it; errors are negative
 * @param tolerance how far the score may be from {@code score}; infinite where more is welcome
 * @param small whether it takes a second or two
 */
record Goal(
    String dataSet,
    String target,
    String dropped,
    String task,
    String algorithm,
    String metric,
    double score,
    double tolerance,
    boolean small) {
  private static final String CLASSES = "classification";
  private static final String NUMBERS = "regression";

  static Goal atLeast(
      double score, String metric, String dataSet, String target, String algorithm) {
    return new Goal(
        dataSet, target, "", CLASSES, algorithm, metric, score, Double.POSITIVE_INFINITY, true);
  }

  static Goal near(
      double score,
      double tolerance,
      String metric,
      String dataSet,
      String target,
      String algorithm) {
    return new Goal(dataSet, target, "", CLASSES, algorithm, metric, score, tolerance, true);
  }

  Goal ofNumbers() {
    return new Goal(dataSet, target, dropped, NUMBERS, algorithm, metric, score, tolerance, small);
  }

  Goal without(String column) {
    return new Goal(dataSet, target, column, task, algorithm, metric, score, tolerance, small);
  }

  Goal large() {
    return new Goal(dataSet, target, dropped, task, algorithm, metric, score, tolerance, false);
  }

  String algorithmOrDefault() {
    return algorithm.isEmpty() ? "default" : algorithm;
  }

  boolean isReached(double reached) {
    return tolerance < Double.POSITIVE_INFINITY
        ? Math.abs(reached - score) <= tolerance
        : reached >= score;
  }

  /** Such as {@code >= 0.9200}. */
  String text() {
    return tolerance < Double.POSITIVE_INFINITY
        ? String.format(Locale.ROOT, "%.4f +- %.4f", score, tolerance)
        : String.format(Locale.ROOT, ">= %.4f", score);
  }
}
