// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.statistics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.prediction.Predictor;
import org.inlayml.learning.prediction.Target;
import org.inlayml.learning.table.ColumnType;
import org.inlayml.learning.table.Table;

/**
 * The statistics of what a model predicted: of a regression the numbers, of a decomposition the
 * first components, else the labels and a probability. That is the probability of the second class
 * where there are two, and of the predicted one where there are more.
 */
public final class PredictionStatistics {
  /** How many components are looked at. */
  private static final int MOST_COMPONENTS = 10;

  /** How many rows are predicted between two checkpoints. */
  private static final int SLICE = 1024;

  private static final int MOST_PREDICTED = 20_000;

  private PredictionStatistics() {}

  /**
   * Gathers them.
   *
   * @param outputs rows × outputs, as a {@link Predictor} gives them
   * @return the first is named as the target, and the probability after it
   */
  public static List<ColumnStatistics> of(Target target, double[][] outputs) {
    Gathered gathered = new Gathered(target, outputs.length);
    gathered.add(outputs);
    return gathered.statistics();
  }

  /**
   * Predicts rows of a table and gathers what came; keeps a number or few a row. Of a large table
   * 20,000 evenly spaced rows are taken, since some models are slow.
   *
   * <p>Errors: those of {@link Predictor#predict(Table)}, and what the checkpoint throws.
   */
  public static List<ColumnStatistics> of(Predictor predictor, Table table, Checkpoint checkpoint) {
    int count = Math.min(table.rows(), MOST_PREDICTED);
    Gathered gathered = new Gathered(predictor.target(), count);
    for (int from = 0; from < count; from += SLICE) {
      checkpoint.reached((double) from / count);
      int[] rows =
          IntStream.range(from, Math.min(count, from + SLICE))
              .map(i -> (int) ((long) i * table.rows() / count))
              .toArray();
      gathered.add(predictor.predict(table.select(rows)));
    }
    checkpoint.reached(1);
    return gathered.statistics();
  }

  /** What was predicted so far. */
  private static final class Gathered {
    private final Target target;
    private final Map<String, Long> counts = new HashMap<>();
    private final double[][] numbers;
    private int rows;

    Gathered(Target target, int rows) {
      this.target = target;
      int columns =
          target.task() == Task.DECOMPOSITION ? Math.min(MOST_COMPONENTS, target.outputs()) : 1;
      numbers = new double[columns][rows];
    }

    void add(double[][] outputs) {
      for (double[] row : outputs) {
        switch (target.task()) {
          case REGRESSION, DECOMPOSITION -> {
            for (int k = 0; k < numbers.length; k++) {
              numbers[k][rows] = row[k];
            }
          }
          case CLASSIFICATION, CLUSTERING, ANOMALY_DETECTION -> {
            counts.merge(target.label(row), 1L, Long::sum);
            numbers[0][rows] = target.outputs() == 2 ? row[1] : row[Predictor.mostProbable(row)];
          }
        }
        rows++;
      }
    }

    List<ColumnStatistics> statistics() {
      return switch (target.task()) {
        case REGRESSION -> List.of(TableStatistics.numbers(target.name(), numbers[0]));
        case DECOMPOSITION ->
            IntStream.range(0, numbers.length)
                .mapToObj(k -> TableStatistics.numbers(target.classes().get(k), numbers[k]))
                .toList();
        case CLASSIFICATION, CLUSTERING, ANOMALY_DETECTION -> {
          String of = target.outputs() == 2 ? " = " + target.classes().get(1) : "";
          yield List.of(
              CategoryStatistics.of(target.name(), ColumnType.TEXT, rows, 0, counts),
              TableStatistics.numbers("probability of " + target.name() + of, numbers[0]));
        }
      };
    }
  }
}
