// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.inlayml.learning.feature.Feature;
import org.inlayml.learning.feature.Row;
import org.inlayml.learning.feature.RowBlock;
import org.inlayml.learning.table.Column;
import org.inlayml.learning.table.Table;

/**
 * How unlike the rows of training single rows are. A feature is at 1 where a fiftieth of the
 * training rows were further out: a number, on its side of the median, beyond the quantile of 2 or
 * 98 per cent; a text whose rows were a fiftieth of those with the most frequent value, on a scale
 * of logarithms. A row is at the root mean square of its features, so that above 1 it has drifted.
 * Immutable, thread-safe.
 */
public final class RowDrift {
  private static final double OUTER = 0.02;
  private static final double SCALE = -StrictMath.log(OUTER);

  /** What no value of a feature exceeds, so that one feature cannot make a row infinite. */
  private static final double MOST = 100;

  /** Rows are attributed to no more features than this, as HeatWave does. */
  private static final int MOST_NAMED = 3;

  /** Rows of a table that are measured. */
  private static final int MOST_MEASURED = 10_000;

  private final List<Scale> scales;

  /** How far out a value of a feature is; 0 for the usual ones. */
  private sealed interface Scale {
    double of(RowBlock rows, int feature, int row);
  }

  private record Unknown() implements Scale {
    @Override
    public double of(RowBlock rows, int feature, int row) {
      return 0;
    }
  }

  private record Numbers(double low, double median, double high, double missing, double present)
      implements Scale {
    static Scale of(NumberStatistics statistics) {
      boolean any = statistics.present() > 0;
      return new Numbers(
          any ? statistics.quantile(OUTER) : 0,
          any ? statistics.quantile(0.5) : 0,
          any ? statistics.quantile(1 - OUTER) : 0,
          RowDrift.missing(statistics),
          RowDrift.present(statistics));
    }

    @Override
    public double of(RowBlock rows, int feature, int row) {
      double value = rows.numbers(feature)[row];
      if (Double.isNaN(value)) {
        return missing;
      }
      double distance = Math.abs(value - median);
      if (distance == 0) {
        return present;
      }
      double above = high - median;
      double below = median - low;
      double side = value > median ? above : below;
      double unit = side > 0 ? side : Math.max(above, below);
      return Math.max(present, unit > 0 ? Math.min(MOST, distance / unit) : MOST);
    }
  }

  private record Texts(CategoryStatistics statistics, double most, double missing, double present)
      implements Scale {
    static Scale of(CategoryStatistics statistics) {
      long most = statistics.counts().values().stream().mapToLong(Long::longValue).max().orElse(1);
      return new Texts(
          statistics, most, RowDrift.missing(statistics), RowDrift.present(statistics));
    }

    @Override
    public double of(RowBlock rows, int feature, int row) {
      String text = rows.texts(feature)[row];
      if (text == null) {
        return missing;
      }
      Long count = statistics.counts().get(CategoryStatistics.named(text));
      double rowsLike = count != null ? count : statistics.isComplete() ? 0.5 : 1;
      return Math.max(present, StrictMath.log(most / Math.min(most, rowsLike)) / SCALE);
    }
  }

  private RowDrift(List<Scale> scales) {
    this.scales = scales;
  }

  /**
   * Of the features of a model.
   *
   * @param statistics those of the training rows; a feature that they lack is left out
   */
  public static RowDrift of(List<Feature> features, TableStatistics statistics) {
    return new RowDrift(
        features.stream()
            .map(
                feature ->
                    statistics
                        .find(feature.name())
                        .filter(c -> c.type().isNumeric() == feature.type().isNumeric())
                        .<Scale>map(
                            column ->
                                column instanceof NumberStatistics numbers
                                    ? Numbers.of(numbers)
                                    : Texts.of((CategoryStatistics) column))
                        .orElse(new Unknown()))
            .toList());
  }

  /**
   * What a row is at.
   *
   * @param metric above 1 where it has drifted
   * @param largest the features that it is most of, the largest first; three at most
   */
  public record Measured(double metric, List<Part> largest) {}

  /** A feature by its position, and its part of the metric's square, from 0 to 1. */
  public record Part(int feature, double share) {}

  /** Measures a row of a block. */
  public Measured measure(RowBlock rows, int row) {
    double[] squares = new double[scales.size()];
    double sum = squares(rows, row, squares);
    List<Part> largest = new ArrayList<>();
    if (sum > 0) {
      double all = sum;
      IntStream.range(0, squares.length)
          .filter(i -> squares[i] > 0)
          .boxed()
          .sorted(Comparator.comparingDouble(i -> -squares[i]))
          .limit(MOST_NAMED)
          .forEach(i -> largest.add(new Part(i, squares[i] / all)));
    }
    return new Measured(metric(sum), largest);
  }

  /** Puts how far out each feature is, squared, and gives the sum. */
  private double squares(RowBlock rows, int row, double[] squares) {
    double sum = 0;
    for (int i = 0; i < squares.length; i++) {
      double far = scales.get(i).of(rows, i, row);
      squares[i] = far * far;
      sum += squares[i];
    }
    return sum;
  }

  private double metric(double sumOfSquares) {
    return scales.isEmpty() ? 0 : Math.sqrt(sumOfSquares / scales.size());
  }

  /** Mean and variance of the metric of many rows. */
  public record Spread(double mean, double variance) {}

  /**
   * Measures rows spread evenly over a table, {@value #MOST_MEASURED} at most. Of the training
   * rows, a mean above 1 would say that the metric is of no use.
   *
   * @param features those of the statistics, each a column of the table
   * @return 0 without rows
   */
  public Spread spread(List<Feature> features, Table table) {
    int count = Math.min(MOST_MEASURED, table.rows());
    List<Column> columns = features.stream().map(f -> table.column(f.name())).toList();
    RowBlock one = new RowBlock(features.size(), 1);
    Row row = new Row(features.size());
    double[] squares = new double[features.size()];
    double mean = 0;
    double deviations = 0;
    for (int i = 0; i < count; i++) {
      row.take(columns, (int) ((long) i * table.rows() / count));
      one.clear();
      one.add(row);
      double metric = metric(squares(one, 0, squares));
      double before = metric - mean;
      mean += before / (i + 1);
      deviations += before * (metric - mean);
    }
    return new Spread(mean, count == 0 ? 0 : deviations / count);
  }

  private static double missing(ColumnStatistics statistics) {
    return rarity(statistics.missing(), statistics.present());
  }

  private static double present(ColumnStatistics statistics) {
    return rarity(statistics.present(), statistics.missing());
  }

  /** How far out what so many rows have is, where others have something else. */
  private static double rarity(long rows, long others) {
    double most = Math.max(1.0, (double) Math.max(rows, others));
    return StrictMath.log(most / Math.max(0.5, (double) rows)) / SCALE;
  }
}
