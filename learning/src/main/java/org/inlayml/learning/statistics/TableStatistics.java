// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.inlayml.learning.feature.Feature;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.prediction.Predictor;
import org.inlayml.learning.table.Column;
import org.inlayml.learning.table.ColumnType;
import org.inlayml.learning.table.NumberColumn;
import org.inlayml.learning.table.Table;
import org.inlayml.learning.table.TextColumn;

/**
 * The statistics of columns, in order, and of what was predicted for the rows. Immutable.
 *
 * @param columns by name no two are alike
 * @param predictions see {@link PredictionStatistics}; empty where nothing was predicted
 */
public record TableStatistics(List<ColumnStatistics> columns, List<ColumnStatistics> predictions) {
  private static final double HALF = 0.5;

  public TableStatistics {
    columns = List.copyOf(columns);
    predictions = List.copyOf(predictions);
    if (columns.stream().map(ColumnStatistics::name).distinct().count() < columns.size()) {
      throw new IllegalArgumentException("a column occurs twice");
    }
  }

  /** As {@link #of(Table, List, Checkpoint)}, without a stop. */
  public static TableStatistics of(Table table, List<String> columns) {
    return of(table, columns, Checkpoint.NONE);
  }

  /**
   * Gathers the statistics of the columns named, one after the other; beside the table it holds a
   * copy of one column.
   *
   * <p>Errors: {@code UNKNOWN_COLUMN}, and what the checkpoint throws.
   */
  public static TableStatistics of(Table table, List<String> columns, Checkpoint checkpoint) {
    List<Column> found = columns.stream().map(table::column).toList();
    checkpoint.takes(found.stream().mapToLong(TableStatistics::bytes).max().orElse(0));
    List<ColumnStatistics> statistics = new ArrayList<>();
    for (Column column : found) {
      checkpoint.reached((double) statistics.size() / found.size());
      statistics.add(ColumnStatistics.of(column));
    }
    checkpoint.reached(1);
    return new TableStatistics(statistics, List.of());
  }

  /**
   * Gathers the statistics of a model's features and of what it predicts for the rows, as {@code
   * ML.SNAPSHOT} keeps them of the training rows.
   *
   * <p>Errors: {@code UNKNOWN_COLUMN}, those of {@link Predictor#predict(Table)}, and what the
   * checkpoint throws.
   */
  public static TableStatistics of(Predictor predictor, Table table, Checkpoint checkpoint) {
    List<String> features = predictor.pipeline().features().stream().map(Feature::name).toList();
    return of(table, features, checkpoint.stage("gathering statistics", 0, HALF))
        .withPredictions(
            PredictionStatistics.of(predictor, table, checkpoint.stage("predicting", HALF, 1)));
  }

  /** The same with the statistics of predictions. */
  public TableStatistics withPredictions(List<ColumnStatistics> statistics) {
    return new TableStatistics(columns, statistics);
  }

  /** The column of exactly that name. */
  public Optional<ColumnStatistics> find(String name) {
    return columns.stream().filter(column -> column.name().equals(name)).findFirst();
  }

  /** About 500 bytes a column of numbers, 2,000 at most a column of short texts. */
  public String toJson() {
    return StatisticsJson.write(this);
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * <p>Errors: {@link org.inlayml.learning.json.JsonSyntaxException}, {@link
   * IllegalArgumentException} where the JSON is of something else.
   */
  public static TableStatistics fromJson(String json) {
    return StatisticsJson.read(json);
  }

  /** What gathering the statistics of a column takes: a copy, or its texts with their counts. */
  private static long bytes(Column column) {
    if (column instanceof NumberColumn numbers) {
      return 2L * Double.BYTES * numbers.rows();
    }
    return 150L * ((TextColumn) column).levels().length;
  }

  /** A column of numbers that is no table's. */
  static ColumnStatistics numbers(String name, double[] values) {
    return NumberStatistics.of(
        new NumberColumn(
            name,
            ColumnType.NUMBER,
            Arrays.stream(values).map(v -> Double.isFinite(v) ? v : Double.NaN).toArray()));
  }
}
