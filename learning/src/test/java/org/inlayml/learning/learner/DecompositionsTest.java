// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.inlayml.learning.Iris;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.option.Options;
import org.inlayml.learning.training.Algorithms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Matrices that are taken apart, and learners that do so where there are hundreds of features. */
class DecompositionsTest {
  private static double[][] symmetric(int width, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] matrix = new double[width][width];
    for (int i = 0; i < width; i++) {
      for (int j = 0; j <= i; j++) {
        matrix[i][j] = random.nextDouble() - 0.5;
        matrix[j][i] = matrix[i][j];
      }
    }
    return matrix;
  }

  private static double[][] scaled(double[][] matrix, double factor) {
    return Stream.of(matrix)
        .map(row -> Arrays.stream(row).map(value -> factor * value).toArray())
        .toArray(double[][]::new);
  }

  private static double[][] diagonal(double... values) {
    double[][] matrix = new double[values.length][values.length];
    for (int i = 0; i < values.length; i++) {
      matrix[i][i] = values[i];
    }
    return matrix;
  }

  /** Ranks 1 and 2, multiple values, values far apart, and numbers at the ends of the range. */
  static Stream<double[][]> matrices() {
    double[][] ones = new double[7][7];
    Stream.of(ones).forEach(row -> Arrays.fill(row, 1));
    double[][] bordered = diagonal(1, 1, 1, 1, 1);
    bordered[0][4] = 1e-9;
    bordered[4][0] = 1e-9;
    double[][] graded = symmetric(12, 3);
    for (int i = 0; i < 12; i++) {
      for (int j = 0; j < 12; j++) {
        graded[i][j] *= Math.pow(10, -i - j);
      }
    }
    return Stream.of(
        diagonal(3),
        diagonal(0, 0, 0),
        diagonal(1, 5, -2, 5),
        symmetric(2, 1),
        symmetric(3, 1),
        symmetric(40, 2),
        symmetric(101, 5),
        ones,
        bordered,
        graded,
        scaled(symmetric(20, 4), 1e300),
        scaled(symmetric(20, 4), 1e-300));
  }

  @ParameterizedTest
  @MethodSource("matrices")
  void eigenvectors_make_up_the_matrix_and_are_orthogonal(double[][] matrix) {
    int width = matrix.length;
    Eigenvectors eigen = Eigenvectors.of(scaled(matrix, 1), Checkpoint.NONE);

    double greatest =
        Stream.of(matrix).flatMapToDouble(Arrays::stream).map(Math::abs).max().orElse(0);
    for (int i = 0; i < width; i++) {
      assertThat(i == 0 || eigen.values()[i - 1] >= eigen.values()[i]).isTrue();
      for (int j = 0; j < width; j++) {
        double product = 0;
        double element = 0;
        for (int k = 0; k < width; k++) {
          product += eigen.vectors()[i][k] * eigen.vectors()[j][k];
          element += eigen.values()[k] * eigen.vectors()[k][i] * eigen.vectors()[k][j];
        }
        assertThat(product).isCloseTo(i == j ? 1 : 0, within(1e-13));
        assertThat(element).isCloseTo(matrix[i][j], within(1e-13 * greatest));
      }
    }
  }

  /** Those of the matrix of second differences are known: Golub, Van Loan, 4.8.6. */
  @Test
  void eigenvalues_of_second_differences_are_found() {
    int width = 30;
    double[][] matrix = new double[width][width];
    for (int i = 0; i < width; i++) {
      matrix[i][i] = 2;
      if (i > 0) {
        matrix[i][i - 1] = -1;
        matrix[i - 1][i] = -1;
      }
    }

    Eigenvectors eigen = Eigenvectors.of(matrix, Checkpoint.NONE);

    for (int k = 0; k < width; k++) {
      double expected = 2 + 2 * StrictMath.cos((k + 1) * Math.PI / (width + 1));
      assertThat(eigen.values()[k]).isCloseTo(expected, within(1e-14));
    }
  }

  @Test
  void rows_turned_into_a_triangle_keep_their_inner_products() {
    double[][] rows = symmetric(9, 6);
    double[][] triangle = new double[9][9];
    int[] pauses = new int[1];

    Reflections.append(triangle, scaled(rows, 1), 9, () -> pauses[0]++);

    assertThat(pauses[0]).isEqualTo(9);
    for (int i = 0; i < 9; i++) {
      for (int j = 0; j < 9; j++) {
        double before = 0;
        double after = 0;
        for (int k = 0; k < 9; k++) {
          before += rows[k][i] * rows[k][j];
          after += triangle[k][i] * triangle[k][j];
        }
        assertThat(after).isCloseTo(before, within(1e-14));
      }
      assertThat(Arrays.copyOf(triangle[i], i)).isEqualTo(new double[i]);
    }
  }

  private static FeatureMatrix wide(int rows) {
    SplittableRandom random = new SplittableRandom(8);
    double[][] columns = new double[800][rows];
    for (double[] column : columns) {
      Arrays.setAll(column, i -> random.nextDouble() - 0.5);
    }
    return Iris.matrix(columns);
  }

  private static TargetVector target(Task task, int rows) {
    double[] values = new double[rows];
    Arrays.setAll(values, i -> i % 2);
    return switch (task) {
      case CLASSIFICATION -> new TargetVector(values, 2);
      case REGRESSION -> new TargetVector(values, 0);
      case CLUSTERING, ANOMALY_DETECTION, DECOMPOSITION -> TargetVector.unknown(task, rows);
    };
  }

  /**
   * How often the checkpoint is asked lies amid the decomposition: products of features are asked
   * for 13 times in 256 rows, reflections and columns of triangles 800 times.
   */
  @ParameterizedTest
  @CsvSource({
    "DECOMPOSITION, pca, 900, 500",
    "DECOMPOSITION, pca, 900, 1200",
    "DECOMPOSITION, pca, 900, 2100",
    "DECOMPOSITION, pca, 700, 2200",
    "DECOMPOSITION, svd, 900, 1200",
    "ANOMALY_DETECTION, pca, 900, 1200",
    "CLASSIFICATION, quadratic_discriminant_analysis, 900, 500",
    "CLASSIFICATION, quadratic_discriminant_analysis, 900, 3200",
    "CLASSIFICATION, linear_discriminant_analysis, 900, 5000",
    "REGRESSION, automatic_relevance_determination, 900, 10500",
    "REGRESSION, automatic_relevance_determination, 300, 400",
    "REGRESSION, bayesian_ridge, 900, 10500",
    "REGRESSION, linear, 900, 10500",
    "REGRESSION, huber, 900, 700",
    "REGRESSION, quantile, 900, 700",
    "REGRESSION, kernel_ridge, 900, 36",
    "REGRESSION, gaussian_process, 900, 60",
    "CLASSIFICATION, gaussian_process, 900, 60",
    "CLUSTERING, gaussian_mixture, 900, 2000",
  })
  void a_decomposition_of_hundreds_of_columns_stops_amid(
      Task task, String algorithm, int rows, int asked) {
    Learner learner = Algorithms.LEARNERS.find(algorithm, task);
    int[] calls = new int[1];
    Checkpoint stopping =
        share -> {
          calls[0]++;
          if (calls[0] == asked) {
            throw new CancellationException();
          }
        };
    Options options = Options.check(algorithm, learner.spec().hyperparameters(), Map.of());

    assertThatThrownBy(
            () ->
                learner.fit(
                    wide(rows), target(task, rows), options, new FitContext(7, 1, stopping)))
        .isInstanceOf(CancellationException.class);

    assertThat(calls[0]).isEqualTo(asked);
  }
}
