// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.metric;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.Task;

/** A measure of what was found in rows without a truth, the greater the better. */
public enum StructureMetric {
  /**
   * How far the clusters are the groups of the target: 1 where they are the same, about 0 for
   * clusters at random. Source: Hubert, Arabie, Comparing Partitions, 1985.
   */
  ADJUSTED_RAND_SCORE(Task.CLUSTERING, true),
  /**
   * How much nearer rows are to their own cluster than to the next one, -1 to 1; of at most 5,000
   * rows, spread evenly. Rows that belong to no cluster are one of their own. Source: Rousseeuw,
   * Silhouettes, 1987.
   */
  SILHOUETTE_SCORE(Task.CLUSTERING, false),
  /** The share of the variance of the encoded features that the components tell. */
  EXPLAINED_VARIANCE(Task.DECOMPOSITION, false);

  private static final int MOST_ROWS = 5_000;

  private final Task task;
  private final boolean needsTruth;

  StructureMetric(Task task, boolean needsTruth) {
    this.task = task;
    this.needsTruth = needsTruth;
  }

  /** Finds a metric of the task by its SQL name. Errors: {@link MlError#UNKNOWN_METRIC}. */
  public static StructureMetric of(String name, Task task) {
    return Arrays.stream(values())
        .filter(m -> m.task == task && m.sqlName().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                MlError.UNKNOWN_METRIC.with(
                    name,
                    "a " + task.sqlName(),
                    Arrays.stream(values())
                        .filter(m -> m.task == task)
                        .map(StructureMetric::sqlName)
                        .collect(joining(", "))));
  }

  /** The name in SQL, lower_snake. */
  public String sqlName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public Task task() {
    return task;
  }

  /** Whether it compares with a target. */
  public boolean needsTruth() {
    return needsTruth;
  }

  /**
   * Scores.
   *
   * <p>Errors: {@link MlError#SCORE_NOT_COMPUTABLE}.
   *
   * @param outputs rows × outputs of the model
   * @param groups per row the number of its true group; of no account where no truth is needed
   */
  public double score(FeatureMatrix features, double[][] outputs, int[] groups) {
    return switch (this) {
      case ADJUSTED_RAND_SCORE -> adjustedRand(groups, clusters(outputs));
      case SILHOUETTE_SCORE -> silhouette(features, clusters(outputs));
      case EXPLAINED_VARIANCE -> explained(features.columns(), outputs);
    };
  }

  /** Per row its cluster, the first of those it belongs to most; -1 for none. */
  private static int[] clusters(double[][] outputs) {
    int[] clusters = new int[outputs.length];
    for (int row = 0; row < outputs.length; row++) {
      int best = 0;
      for (int k = 1; k < outputs[row].length; k++) {
        best = outputs[row][k] > outputs[row][best] ? k : best;
      }
      clusters[row] = outputs[row][best] == 0 ? -1 : best;
    }
    return clusters;
  }

  private static double adjustedRand(int[] groups, int[] clusters) {
    Map<Long, Integer> cells = new HashMap<>();
    Map<Integer, Integer> byGroup = new HashMap<>();
    Map<Integer, Integer> byCluster = new HashMap<>();
    for (int row = 0; row < groups.length; row++) {
      cells.merge(((long) groups[row] << 32) + clusters[row], 1, Integer::sum);
      byGroup.merge(groups[row], 1, Integer::sum);
      byCluster.merge(clusters[row], 1, Integer::sum);
    }
    double together = cells.values().stream().mapToDouble(StructureMetric::pairs).sum();
    double inGroups = byGroup.values().stream().mapToDouble(StructureMetric::pairs).sum();
    double inClusters = byCluster.values().stream().mapToDouble(StructureMetric::pairs).sum();
    double all = pairs(groups.length);
    double expected = all == 0 ? 0 : inGroups * inClusters / all;
    double most = (inGroups + inClusters) / 2;
    return most == expected ? 1 : (together - expected) / (most - expected);
  }

  private static double pairs(int count) {
    return count * (count - 1.0) / 2;
  }

  private static double silhouette(FeatureMatrix features, int[] clusters) {
    int count = Math.min(MOST_ROWS, clusters.length);
    int[] sample = new int[count];
    for (int i = 0; i < count; i++) {
      sample[i] = (int) ((long) i * clusters.length / count);
    }
    double[][] rows = features.select(sample).toRows();
    Map<Integer, Integer> positions = new HashMap<>();
    int[] cluster = new int[count];
    for (int i = 0; i < count; i++) {
      Integer known = positions.putIfAbsent(clusters[sample[i]], positions.size());
      cluster[i] = known == null ? positions.size() - 1 : known;
    }
    int[] sizes = new int[positions.size()];
    for (int k : cluster) {
      sizes[k]++;
    }
    if (sizes.length < 2 || sizes.length == count) {
      throw MlError.SCORE_NOT_COMPUTABLE.with(
          "there are " + sizes.length + " clusters of " + count + " rows");
    }
    double total = 0;
    double[] distances = new double[sizes.length];
    for (int i = 0; i < count; i++) {
      Arrays.fill(distances, 0);
      for (int j = 0; j < count; j++) {
        distances[cluster[j]] += distance(rows[i], rows[j]);
      }
      total += silhouette(distances, sizes, cluster[i]);
    }
    return total / count;
  }

  private static double silhouette(double[] distances, int[] sizes, int own) {
    if (sizes[own] == 1) {
      return 0;
    }
    double within = distances[own] / (sizes[own] - 1);
    double next = Double.POSITIVE_INFINITY;
    for (int k = 0; k < sizes.length; k++) {
      next = k == own ? next : Math.min(next, distances[k] / sizes[k]);
    }
    double greater = Math.max(within, next);
    return greater == 0 ? 0 : (next - within) / greater;
  }

  private static double distance(double[] a, double[] b) {
    double square = 0;
    for (int j = 0; j < a.length; j++) {
      square += (a[j] - b[j]) * (a[j] - b[j]);
    }
    return Math.sqrt(square);
  }

  /** By least squares of each feature on the components, which are made orthonormal for it. */
  private static double explained(double[][] columns, double[][] outputs) {
    int rows = outputs.length;
    int count = outputs[0].length;
    double[][] basis = new double[count][rows];
    for (int k = 0; k < count; k++) {
      for (int row = 0; row < rows; row++) {
        basis[k][row] = outputs[row][k];
      }
      double length = centre(basis[k]);
      for (int i = 0; i < k; i++) {
        subtract(basis[k], basis[i], product(basis[k], basis[i]));
      }
      double rest = Math.sqrt(product(basis[k], basis[k]));
      double scale = rest > 1e-10 * length ? 1 / rest : 0;
      for (int row = 0; row < rows; row++) {
        basis[k][row] *= scale;
      }
    }
    double told = 0;
    double all = 0;
    for (double[] column : columns) {
      double[] centred = column.clone();
      centre(centred);
      all += product(centred, centred);
      for (double[] direction : basis) {
        double part = product(centred, direction);
        told += part * part;
      }
    }
    if (all == 0) {
      throw MlError.SCORE_NOT_COMPUTABLE.with("the features do not vary");
    }
    return told / all;
  }

  /** Subtracts the mean; returns the length that is left. */
  private static double centre(double[] values) {
    double mean = 0;
    for (double value : values) {
      mean += value / values.length;
    }
    for (int i = 0; i < values.length; i++) {
      values[i] -= mean;
    }
    return Math.sqrt(product(values, values));
  }

  private static void subtract(double[] values, double[] direction, double part) {
    for (int i = 0; i < values.length; i++) {
      values[i] -= part * direction[i];
    }
  }

  private static double product(double[] a, double[] b) {
    double product = 0;
    for (int i = 0; i < a.length; i++) {
      product += a[i] * b[i];
    }
    return product;
  }
}
