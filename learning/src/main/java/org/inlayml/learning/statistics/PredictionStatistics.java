// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.statistics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.inlayml.learning.prediction.Predictor;
import org.inlayml.learning.prediction.Target;
import org.inlayml.learning.table.ColumnType;

/**
 * The statistics of what a model predicted: of a regression the numbers, of a decomposition the
 * first components, else the labels and a probability. That is the probability of the second class
 * where there are two, and of the predicted one where there are more.
 */
public final class PredictionStatistics {
  /** How many components are looked at. */
  private static final int MOST_COMPONENTS = 10;

  private PredictionStatistics() {}

  /**
   * Gathers them.
   *
   * @param outputs rows × outputs, as a {@link Predictor} gives them
   * @return the first is named as the target, and the probability after it
   */
  public static List<ColumnStatistics> of(Target target, double[][] outputs) {
    return switch (target.task()) {
      case REGRESSION -> List.of(TableStatistics.numbers(target.name(), output(outputs, 0)));
      case DECOMPOSITION ->
          IntStream.range(0, Math.min(MOST_COMPONENTS, target.outputs()))
              .mapToObj(k -> TableStatistics.numbers(target.classes().get(k), output(outputs, k)))
              .toList();
      case CLASSIFICATION, CLUSTERING, ANOMALY_DETECTION -> labels(target, outputs);
    };
  }

  private static List<ColumnStatistics> labels(Target target, double[][] outputs) {
    Map<String, Long> counts = new HashMap<>();
    double[] probabilities = new double[outputs.length];
    for (int row = 0; row < outputs.length; row++) {
      counts.merge(target.label(outputs[row]), 1L, Long::sum);
      probabilities[row] =
          target.outputs() == 2
              ? outputs[row][1]
              : outputs[row][Predictor.mostProbable(outputs[row])];
    }
    String of = target.outputs() == 2 ? " = " + target.classes().get(1) : "";
    return List.of(
        CategoryStatistics.of(target.name(), ColumnType.TEXT, outputs.length, 0, counts),
        TableStatistics.numbers("probability of " + target.name() + of, probabilities));
  }

  private static double[] output(double[][] outputs, int which) {
    double[] column = new double[outputs.length];
    for (int row = 0; row < outputs.length; row++) {
      column[row] = outputs[row][which];
    }
    return column;
  }
}
