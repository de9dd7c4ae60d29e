// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Families that are dense matrices: all forms give the same bits, and what the formulas say. */
class DenseFamiliesTest {
  private static final List<Activation> ACTIVATIONS = List.of(Activation.values());

  private final SplittableRandom random = new SplittableRandom(3);

  private double[] row(int count) {
    return random.doubles(count, -2, 2).toArray();
  }

  private double[][] matrix(int rows, int columns) {
    double[][] matrix = new double[rows][];
    for (int i = 0; i < rows; i++) {
      matrix[i] = row(columns);
    }
    return matrix;
  }

  private double[] positive(int count) {
    return random.doubles(count, 0.1, 3).toArray();
  }

  private double[][] positive(int rows, int columns) {
    double[][] matrix = new double[rows][];
    for (int i = 0; i < rows; i++) {
      matrix[i] = positive(columns);
    }
    return matrix;
  }

  private Model made(int kind, int inputs, int outputs) {
    return switch (kind) {
      case 0 ->
          new Bayes(
              positive(outputs),
              positive(outputs),
              matrix(outputs, inputs),
              positive(outputs, inputs),
              1e-3);
      case 1 -> new Gaussians(row(outputs), matrix(outputs, inputs), matrix(outputs, inputs));
      case 2 ->
          new Gaussians(
              row(outputs),
              matrix(outputs, inputs),
              matrix(outputs, (int) Gaussians.triangle(inputs)));
      case 3, 4 ->
          new Counts(
              positive(outputs),
              positive(outputs, inputs),
              0.5,
              positive(outputs),
              kind == 3,
              kind == 3 ? random.nextDouble(-1, 1) : 0);
      case 5 ->
          new Layers(
              new double[][][] {matrix(13, inputs), matrix(5, 13), matrix(outputs, 5)},
              new double[][] {row(13), row(5), row(outputs)},
              ACTIVATIONS.get(random.nextInt(4)),
              Link.SOFTMAX,
              outputs);
      case 6 ->
          new Projection(row(inputs), matrix(outputs, inputs), positive(outputs), row(outputs));
      default ->
          new ReconstructionError(row(inputs), matrix(outputs, inputs), positive(outputs), 0.7);
    };
  }

  @Test
  void rows_alone_and_blocks_of_rows_have_the_same_bits() {
    for (int round = 0; round < 96; round++) {
      int inputs = 1 + round % 11;
      Model model = made(round % 8, inputs, 2 + round % 3);
      int indicators = round % (inputs + 1);
      RandomTrees rows = new RandomTrees(round, inputs, indicators, 10);

      EvaluatorTest.checkAll(round, model, model.evaluator(), rows, indicators);
      assertThat(model.bytes()).isPositive();
    }
  }

  @Test
  void many_inputs_are_worked_on_in_parts() {
    int inputs = 700;
    RandomTrees rows = new RandomTrees(1, inputs, 30, 10);
    for (int kind = 0; kind < 8; kind++) {
      Model model = made(kind, inputs, 2);

      EvaluatorTest.check("kind " + kind, model, model.evaluator(), rows.rows(200), 30);
    }
  }

  @Test
  void features_beyond_all_measure_give_numbers() {
    double[] outputs = new double[3];
    for (int kind = 0; kind < 8; kind++) {
      for (double value : new double[] {1e300, -1e300, Double.MAX_VALUE}) {
        Model model = made(kind, 2, kind == 7 ? 1 : 3);

        model.predict(new double[] {value, -value}, outputs);

        for (int k = 0; k < model.outputs(); k++) {
          assertThat(outputs[k]).as("kind %s", kind).isFinite();
        }
      }
    }
  }

  @Test
  void densities_are_weighed_against_each_other() {
    Gaussians model =
        new Gaussians(
            new double[] {0, -1},
            new double[][] {{0, 0}, {1, 2}},
            new double[][] {{1, 0.5, 2}, {1, 0, 1}});
    double[] outputs = new double[2];

    model.predict(new double[] {1, 1}, outputs);

    // |F d|² = 1 + 2.5² = 7.25 and 0 + 1
    double odds = StrictMath.exp(-1 - 0.5 + 7.25 / 2);
    assertThat(outputs[1]).isCloseTo(odds / (1 + odds), within(1e-14));
  }

  @Test
  void what_never_occurred_has_no_probability() {
    double[] outputs = new double[2];
    for (boolean occurrence : new boolean[] {true, false}) {
      new Counts(
              new double[] {0, 2},
              new double[][] {{0, 0}, {1, 1}},
              1,
              new double[] {0, 1},
              occurrence,
              0)
          .predict(new double[] {3, 4}, outputs);

      assertThat(outputs).containsExactly(0, 1);
    }
  }

  @Test
  void shapes_that_do_not_fit_are_refused() {
    double[][] two = matrix(2, 3);
    assertThatThrownBy(() -> new Gaussians(row(2), two, matrix(2, 5)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Bayes(row(2), row(2), two, matrix(2, 2), 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Counts(row(2), matrix(1, 3), 1, row(2), false, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                new Layers(
                    new double[][][] {two, matrix(1, 3)},
                    new double[][] {row(2), row(1)},
                    Activation.RELU,
                    Link.IDENTITY,
                    1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Projection(row(2), two, row(2), row(2)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ReconstructionError(row(3), two, row(1), 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
