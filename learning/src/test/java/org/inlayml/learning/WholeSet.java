// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.inlayml.learning.family.Centroids;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.prediction.Predictor;

/**
 * The numbers of a public data set, all rows, missing ones filled by medians, standardised; and the
 * classes.
 */
public record WholeSet(FeatureMatrix features, double[] truth) {
  /** Reads a file of {@code shared/data}. */
  public static WholeSet read(String dataset, String target) {
    String folder = requireNonNull(System.getProperty("inlay.shared.data"), "inlay.shared.data");
    List<String> lines;
    try {
      lines = Files.readAllLines(Path.of(folder, dataset + ".csv"), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String[] names = lines.get(0).split(",", -1);
    String[][] cells =
        lines.stream().skip(1).map(line -> line.split(",", -1)).toArray(String[][]::new);
    List<String> kept = new ArrayList<>();
    List<double[]> columns = new ArrayList<>();
    double[] truth = new double[0];
    for (int j = 0; j < names.length; j++) {
      int column = j;
      String[] values = Arrays.stream(cells).map(row -> row[column]).toArray(String[]::new);
      if (names[j].equals(target)) {
        List<String> classes = Arrays.stream(values).distinct().sorted().toList();
        truth = Arrays.stream(values).mapToDouble(classes::indexOf).toArray();
      } else if (Arrays.stream(values).allMatch(v -> v.matches("|-?[0-9.]+([eE][-+]?[0-9]+)?"))) {
        kept.add(names[j]);
        columns.add(standardised(values));
      }
    }
    return new WholeSet(
        new FeatureMatrix(kept, columns.toArray(double[][]::new), cells.length), truth);
  }

  private static double[] standardised(String[] values) {
    double[] known =
        Arrays.stream(values)
            .filter(v -> !v.isEmpty())
            .mapToDouble(Double::parseDouble)
            .sorted()
            .toArray();
    double median = (known[(known.length - 1) / 2] + known[known.length / 2]) / 2;
    double[] numbers =
        Arrays.stream(values)
            .mapToDouble(v -> v.isEmpty() ? median : Double.parseDouble(v))
            .toArray();
    double mean = Arrays.stream(numbers).average().orElseThrow();
    double variance =
        Arrays.stream(numbers).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
    return Arrays.stream(numbers).map(v -> (v - mean) / Math.sqrt(variance)).toArray();
  }

  /** By row, the cluster predicted; -1 for none. */
  public int[] clusters(Model model) {
    return Arrays.stream(model.predict(features))
        .mapToInt(
            outputs -> {
              int best = Predictor.mostProbable(outputs);
              return outputs[best] == 0 ? -1 : best;
            })
        .toArray();
  }

  /** The sum of the squared distances to the nearest centres. */
  public double inertia(Centroids model) {
    double inertia = 0;
    for (double[] row : features.toRows()) {
      double least = Double.POSITIVE_INFINITY;
      for (double[] center : model.centers()) {
        double square = 0;
        for (int j = 0; j < row.length; j++) {
          square += (row[j] - center[j]) * (row[j] - center[j]);
        }
        least = Math.min(least, square);
      }
      inertia += least;
    }
    return inertia;
  }

  /** How well clusters agree with the classes: 1 wholly, 0 as by chance. */
  public double randIndex(Model model) {
    return randIndex(clusters(model));
  }

  /** As above, of clusters from -1 on. Source: Hubert, Arabie, Comparing Partitions, 1985. */
  public double randIndex(int[] clusters) {
    int classes = 1 + (int) Arrays.stream(truth).max().orElseThrow();
    int count = 2 + Arrays.stream(clusters).max().orElseThrow();
    double[][] cells = new double[count][classes];
    double[] byCluster = new double[count];
    double[] byClass = new double[classes];
    for (int i = 0; i < clusters.length; i++) {
      cells[clusters[i] + 1][(int) truth[i]]++;
      byCluster[clusters[i] + 1]++;
      byClass[(int) truth[i]]++;
    }
    double together = Arrays.stream(cells).mapToDouble(WholeSet::pairs).sum();
    double expected = pairs(byCluster) * pairs(byClass) / pairs(new double[] {clusters.length});
    return (together - expected) / ((pairs(byCluster) + pairs(byClass)) / 2 - expected);
  }

  private static double pairs(double[] counts) {
    return Arrays.stream(counts).map(n -> n * (n - 1) / 2).sum();
  }
}
