// SPDX-License-Identifier: Apache-2.0
package org.inlayml.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.metric.AnomalyMetric;
import org.inlayml.learning.metric.Metric;
import org.inlayml.learning.metric.StructureMetric;

/** The scores by which learners are compared, under the names of {@code reference_scores.csv}. */
final class Scores {
  private static final double SAME = 5e-5;
  private static final double WORSE = 0.01;
  private static final double WORSE_ERROR = 1.02;

  private Scores() {}

  static List<String> metrics(Task task) {
    return switch (task) {
      case CLASSIFICATION -> List.of("roc_auc", "accuracy");
      case REGRESSION -> List.of("r2", "rmse");
      case CLUSTERING -> List.of("ari", "silhouette");
      case ANOMALY_DETECTION -> List.of("roc_auc", "average_precision");
      case DECOMPOSITION -> List.of();
    };
  }

  /** The score of our outputs. */
  static double of(String metric, ProtocolSet set, double[][] outputs) {
    double[] truth = set.testTruth().values();
    double[] first = Arrays.stream(outputs).mapToDouble(o -> o[0]).toArray();
    return switch (metric) {
      case "roc_auc" -> Metric.ROC_AUC.score(truth, outputs);
      case "accuracy" -> Metric.ACCURACY.score(truth, outputs);
      case "r2" -> Metric.R2.score(truth, first);
      case "rmse" -> -Metric.NEG_ROOT_MEAN_SQUARED_ERROR.score(truth, first);
      case "ari" -> StructureMetric.ADJUSTED_RAND_SCORE.score(set.test(), outputs, set.groups());
      case "silhouette" ->
          StructureMetric.SILHOUETTE_SCORE.score(set.test(), outputs, set.groups());
      case "average_precision" -> AnomalyMetric.AVERAGE_PRECISION.score(truth, outputs, 0.5, 1);
      default -> throw new IllegalArgumentException(metric);
    };
  }

  /** The score of scikit-learn's outputs: numbers of clusters, and scores of anomalies. */
  static double ofOther(String metric, ProtocolSet set, double[][] outputs) {
    return of(
        metric,
        set,
        switch (set.task()) {
          case CLASSIFICATION, REGRESSION, DECOMPOSITION -> outputs;
          case CLUSTERING -> memberships(outputs);
          case ANOMALY_DETECTION ->
              Arrays.stream(outputs).map(o -> new double[] {-o[0], o[0]}).toArray(double[][]::new);
        });
  }

  private static double[][] memberships(double[][] clusters) {
    int count = (int) Arrays.stream(clusters).mapToDouble(c -> c[0]).max().orElseThrow() + 1;
    double[][] memberships = new double[clusters.length][count];
    for (int row = 0; row < clusters.length; row++) {
      if (clusters[row][0] >= 0) {
        memberships[row][(int) clusters[row][0]] = 1;
      }
    }
    return memberships;
  }

  /** The score that stands in the file of reference scores; NaN where none does. */
  static double reference(ProtocolSet set, String algorithm, String metric) {
    if (algorithm.isEmpty()) {
      return Double.NaN;
    }
    String task = set.task() == Task.ANOMALY_DETECTION ? "anomaly" : set.task().sqlName();
    String quoted = algorithm.contains(",") ? "\"" + algorithm + "\"" : algorithm;
    String start = String.join(",", set.name(), task, quoted, metric) + ",";
    Path file =
        Path.of(System.getProperty("inlay.shared.data", "../shared/data"), "reference_scores.csv");
    try {
      return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
          .filter(line -> line.startsWith(start))
          .mapToDouble(line -> Double.parseDouble(line.substring(start.length())))
          .findFirst()
          .orElse(Double.NaN);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a score is worse than another's by more than is allowed. */
  static boolean isMissed(String metric, double ours, double other, boolean exact) {
    if (Double.isNaN(other)) {
      return false;
    }
    if (exact) {
      double unit = metric.equals("rmse") ? Math.abs(other) : 1;
      return Math.abs(ours - other) > SAME * unit;
    }
    return metric.equals("rmse") ? ours > WORSE_ERROR * other : ours < other - WORSE;
  }

  /** The largest difference of any output, for numbers as a share of their range. */
  static String difference(ProtocolSet set, double[][] ours, double[][] theirs) {
    if (set.task() == Task.CLUSTERING || set.task() == Task.ANOMALY_DETECTION) {
      return "";
    }
    double largest = 0;
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int row = 0; row < ours.length; row++) {
      for (int k = 0; k < ours[row].length; k++) {
        largest = Math.max(largest, Math.abs(ours[row][k] - theirs[row][k]));
        low = Math.min(low, theirs[row][k]);
        high = Math.max(high, theirs[row][k]);
      }
    }
    double unit = set.task() == Task.CLASSIFICATION ? 1 : high - low;
    return String.format(Locale.ROOT, "%.1e", largest / unit);
  }
}
