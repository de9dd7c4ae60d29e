// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.metric;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.inlayml.learning.error.MlError;

/**
 * A measure of how well an anomaly detection tells rows known to be anomalies, the greater the
 * better. The anomaly is the positive class. Definitions are those of {@link Metric}.
 */
public enum AnomalyMetric {
  ROC_AUC(Optional.of(Metric.ROC_AUC), Takes.NOTHING),
  /**
   * The mean over the anomalies of the precision among the rows at least as strange, as
   * scikit-learn's {@code average_precision_score}.
   */
  AVERAGE_PRECISION(Optional.empty(), Takes.NOTHING),
  /** Of the {@code topk} strangest rows, the share that is anomalies. */
  PRECISION_K(Optional.empty(), Takes.TOPK),
  ACCURACY(Optional.of(Metric.ACCURACY), Takes.THRESHOLD),
  BALANCED_ACCURACY(Optional.of(Metric.BALANCED_ACCURACY), Takes.THRESHOLD),
  F1(Optional.of(Metric.F1), Takes.THRESHOLD),
  PRECISION(Optional.of(Metric.PRECISION), Takes.THRESHOLD),
  RECALL(Optional.of(Metric.RECALL), Takes.THRESHOLD),
  NEG_LOG_LOSS(Optional.of(Metric.NEG_LOG_LOSS), Takes.NOTHING);

  /** What a metric takes besides the rows. */
  public enum Takes {
    NOTHING,
    /** The probability above which a row is an anomaly. */
    THRESHOLD,
    /** How many rows are looked at. */
    TOPK
  }

  private static final String OTHER_NAME_OF_PRECISION_K = "precision_at_k";

  private final Optional<Metric> ofClasses;
  private final Takes takes;

  AnomalyMetric(Optional<Metric> ofClasses, Takes takes) {
    this.ofClasses = ofClasses;
    this.takes = takes;
  }

  /** Finds a metric by its SQL name, in any case. Errors: {@link MlError#UNKNOWN_METRIC}. */
  public static AnomalyMetric of(String name) {
    return Arrays.stream(values())
        .filter(
            m ->
                m.sqlName().equalsIgnoreCase(name)
                    || (m == PRECISION_K && OTHER_NAME_OF_PRECISION_K.equalsIgnoreCase(name)))
        .findFirst()
        .orElseThrow(
            () ->
                MlError.UNKNOWN_METRIC.with(
                    name,
                    "an anomaly detection",
                    Arrays.stream(values()).map(AnomalyMetric::sqlName).collect(joining(", "))));
  }

  /** The name in SQL, lower_snake. */
  public String sqlName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public Takes takes() {
    return takes;
  }

  /**
   * Scores.
   *
   * <p>Errors: {@link MlError#SCORE_NOT_COMPUTABLE}.
   *
   * @param truth per row 1 for an anomaly, else 0
   * @param probabilities rows × 2, the second that of an anomaly
   * @param threshold the probability above which a row is an anomaly
   * @param topk how many of the strangest rows are looked at
   */
  public double score(double[] truth, double[][] probabilities, double threshold, int topk) {
    if (truth.length == 0) {
      throw MlError.SCORE_NOT_COMPUTABLE.with("there are no rows");
    }
    if (ofClasses.isPresent()) {
      double[][] outputs =
          takes == Takes.THRESHOLD
              ? Arrays.stream(probabilities)
                  .map(p -> decided(p[1] > threshold))
                  .toArray(double[][]::new)
              : probabilities;
      return ofClasses.get().score(truth, outputs);
    }
    Integer[] strangest =
        IntStream.range(0, truth.length)
            .boxed()
            .sorted(Comparator.comparingDouble(row -> -probabilities[row][1]))
            .toArray(Integer[]::new);
    return this == PRECISION_K
        ? precision(truth, strangest, topk)
        : averagePrecision(truth, probabilities, strangest);
  }

  private static double[] decided(boolean anomaly) {
    return anomaly ? new double[] {0, 1} : new double[] {1, 0};
  }

  private static double precision(double[] truth, Integer[] strangest, int topk) {
    int count = Math.min(topk, truth.length);
    double found = 0;
    for (int i = 0; i < count; i++) {
      found += truth[strangest[i]];
    }
    return found / count;
  }

  private static double averagePrecision(
      double[] truth, double[][] probabilities, Integer[] strangest) {
    double anomalies = Arrays.stream(truth).sum();
    if (anomalies == 0) {
      throw MlError.SCORE_NOT_COMPUTABLE.with("no row is an anomaly");
    }
    double sum = 0;
    double found = 0;
    int row = 0;
    while (row < strangest.length) {
      double foundBefore = found;
      double probability = probabilities[strangest[row]][1];
      while (row < strangest.length && probabilities[strangest[row]][1] == probability) {
        found += truth[strangest[row++]];
      }
      sum += (found - foundBefore) * found / row;
    }
    return sum / anomalies;
  }
}
