// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.anomaly;

import java.util.Arrays;
import org.inlayml.learning.family.Blend;
import org.inlayml.learning.family.Calibrated;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.family.Neighbors;
import org.inlayml.learning.family.Neighbors.Answer;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.learner.Workers;
import org.inlayml.learning.neighborhood.DistanceOptions;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;

/**
 * What rows that are known to be normal or anomalies add: a classification by the nearest of them,
 * weighted by distance, which is blended with the scores. The weight is the one, of eleven from 0
 * to 1, that does best on the labelled rows, each judged without itself; of equal ones the least.
 * Source: HeatWave's semi-supervised anomaly detection; the choice of the weight is our own.
 */
final class LabelledRows {
  static final Option<Integer> MIN_LABELS =
      Option.integer("min_labels", 2, 1_000_000_000)
          .defaultsTo(20)
          .doc("With fewer labelled rows labels are not used.");

  static final Option<Integer> NEIGHBORS =
      Option.integer("supervised_n_neighbors", 1, 1_000)
          .defaultsTo(5)
          .doc("How many of the nearest labelled rows have a say.");

  static final Option<String> ENSEMBLE_SCORE =
      Option.choice("ensemble_score", "accuracy", "precision", "recall", "f1")
          .defaultsTo("f1")
          .doc("What the weight of the labelled rows is to make best.");

  private static final int STEPS = 10;

  private LabelledRows() {}

  static Model blend(
      Calibrated model,
      double[] scores,
      FeatureMatrix features,
      TargetVector target,
      int[] labelled,
      Options options,
      long seed,
      Workers workers) {
    ReferenceRows reference =
        ReferenceRows.of(
            features,
            labelled,
            options.get(ReferenceRows.MAX_SAMPLES),
            DistanceOptions.of(options),
            seed);
    int[] rows = reference.rows();
    double[] labels = Arrays.stream(rows).mapToDouble(row -> target.values()[row]).toArray();
    Neighbors classes =
        new Neighbors(
            reference.tree().points(),
            labels,
            new double[0],
            Math.min(options.get(NEIGHBORS), rows.length),
            true,
            Answer.CLASSES,
            2);
    double[] supervised = new double[rows.length];
    reference.visit(
        features,
        reference.ordered(),
        classes.neighbors(),
        workers,
        0.8,
        1,
        (row, found) -> {
          double[] shares = new double[2];
          classes.answer(found, shares);
          supervised[Arrays.binarySearch(rows, row)] = shares[1];
        });
    double[] unsupervised = new double[rows.length];
    double[] outputs = new double[2];
    for (int i = 0; i < rows.length; i++) {
      model.calibration().apply(new double[] {scores[rows[i]]}, outputs);
      unsupervised[i] = outputs[1];
    }
    double weight = weight(unsupervised, supervised, labels, options.get(ENSEMBLE_SCORE));
    return new Blend(model, classes, weight);
  }

  private static double weight(
      double[] unsupervised, double[] supervised, double[] labels, String measure) {
    double best = -1;
    int bestStep = 0;
    for (int step = 0; step <= STEPS; step++) {
      double weight = (double) step / STEPS;
      int[][] counts = new int[2][2];
      for (int i = 0; i < labels.length; i++) {
        double anomaly = (1 - weight) * unsupervised[i] + weight * supervised[i];
        counts[(int) labels[i]][anomaly > 0.5 ? 1 : 0]++;
      }
      double score = score(counts, measure);
      if (score > best) {
        best = score;
        bestStep = step;
      }
    }
    return (double) bestStep / STEPS;
  }

  /**
   * Of the anomalies.
   *
   * @param counts truth × prediction
   */
  private static double score(int[][] counts, String measure) {
    double hits = counts[1][1];
    double misses = counts[1][0];
    double alarms = counts[0][1];
    double total = hits + misses + alarms + counts[0][0];
    return switch (measure) {
      case "accuracy" -> (hits + counts[0][0]) / total;
      case "precision" -> hits == 0 ? 0 : hits / (hits + alarms);
      case "recall" -> hits == 0 ? 0 : hits / (hits + misses);
      default -> hits == 0 ? 0 : 2 * hits / (2 * hits + misses + alarms);
    };
  }
}
