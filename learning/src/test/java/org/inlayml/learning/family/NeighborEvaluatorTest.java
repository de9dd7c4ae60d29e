// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.inlayml.learning.family.Neighbors.Answer;
import org.inlayml.learning.feature.EncodedBlock;
import org.inlayml.learning.feature.EncodedRows;
import org.inlayml.learning.neighborhood.Distance;
import org.inlayml.learning.neighborhood.Distance.Kind;
import org.inlayml.learning.neighborhood.Points;
import org.junit.jupiter.api.Test;

/** Trees of neighbours and blocks of rows give the bits of comparing with every point. */
class NeighborEvaluatorTest {
  private static final double[] NONE = {};

  @Test
  void searching_gives_the_bits_of_comparing_with_all_points() {
    for (Kind kind : Kind.values()) {
      for (int width : new int[] {1, 2, 5, 9, 24, 40}) {
        SplittableRandom random = new SplittableRandom(width);
        // few values make many rows equally far; 1e300 makes distances infinite
        for (int values : new int[] {3, 1_000_000}) {
          Points points = points(random, 1 + random.nextInt(900), width, values, kind);
          int neighbors = 1 + random.nextInt(Math.min(9, points.rows()));
          check(models(points, neighbors, random), random, values);
        }
      }
    }
  }

  private static Points points(
      SplittableRandom random, int rows, int width, int values, Kind kind) {
    Distance distance = new Distance(kind, 3);
    double[] numbers = new double[rows * width];
    for (int i = 0; i < rows; i++) {
      System.arraycopy(row(random, width, values), 0, numbers, i * width, width);
      distance.prepare(numbers, i * width, width);
    }
    return new Points(numbers, rows, width, distance);
  }

  private static double[] row(SplittableRandom random, int width, int values) {
    double huge = random.nextInt(50) == 0 ? 1e300 : 1;
    double[] row = new double[width];
    for (int j = 0; j < width; j++) {
      row[j] = huge * (random.nextInt(values) / (double) values - 0.3);
    }
    return row;
  }

  private static List<Model> models(Points points, int neighbors, SplittableRandom random) {
    double[] labels = random.ints(points.rows(), 0, 3).asDoubleStream().toArray();
    double[] weights = random.doubles(points.rows(), 0.1, 2).toArray();
    int[] clusters = random.ints(points.rows(), 0, 3).toArray();
    List<Model> models = new ArrayList<>();
    models.add(new Neighbors(points, labels, weights, neighbors, true, Answer.CLASSES, 3));
    models.add(new Neighbors(points, labels, NONE, neighbors, false, Answer.VALUE, 1));
    models.add(new Neighbors(points, NONE, NONE, neighbors, false, Answer.MEAN_DISTANCE, 1));
    models.add(new Neighbors(points, NONE, NONE, neighbors, false, Answer.LARGEST_DISTANCE, 1));
    models.add(new Neighbors(points, NONE, NONE, neighbors, false, Answer.MEDIAN_DISTANCE, 1));
    models.add(new LocalOutliers(points, weights, weights, neighbors));
    models.add(new CorePoints(points, clusters, 3, 0.7));
    models.add(new Blend(models.get(0), models.get(6), 0.4));
    double[][] centers = new double[4][];
    Arrays.setAll(centers, k -> row(random, points.width(), 3));
    models.add(new Centroids(centers));
    Linear linear =
        new Linear(new double[][] {{1, -2, 3, 0.5}}, new double[] {0.1}, Link.LOGISTIC, 2);
    models.add(new RadialBasis(centers, 0.4, linear));
    return models;
  }

  private static void check(List<Model> models, SplittableRandom random, int values) {
    int width = models.get(0).inputs();
    int numbers = width - width / 3;
    double[][] rows = new double[70][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = row(random, width, values);
      Arrays.fill(rows[i], numbers, width, 0);
      if (numbers < width && i % 5 > 0) {
        rows[i][random.nextInt(numbers, width)] = 1;
      }
    }
    for (Model model : models) {
      check(model, rows, numbers);
    }
  }

  private static void check(Model model, double[][] rows, int numbers) {
    double[][] expected = new double[rows.length][model.outputs()];
    double[][] single = new double[rows.length][model.outputs()];
    Evaluator evaluator = model.evaluator();
    Evaluator.OfRows byRow = evaluator.forRows();
    for (int i = 0; i < rows.length; i++) {
      model.predict(rows[i], expected[i]);
      byRow.predict(EncodedRows.sparse(rows[i], numbers), single[i]);
    }
    EncodedBlock block = EncodedRows.block(rows, model.inputs(), numbers);
    block.take(0, rows.length);
    double[][] columns = new double[model.outputs()][rows.length + 2];
    evaluator.forBlocks().predict(block, columns, 2);
    double[][] blocked = new double[rows.length][model.outputs()];
    for (int i = 0; i < rows.length; i++) {
      for (int k = 0; k < columns.length; k++) {
        blocked[i][k] = columns[k][i + 2];
      }
    }

    String name = model.getClass().getSimpleName();
    assertThat(single).as(name + ", row by row").isDeepEqualTo(expected);
    assertThat(blocked).as(name + ", in blocks").isDeepEqualTo(expected);
    assertThat(evaluator.bytes() + model.bytes()).isPositive();
  }
}
