// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TreesTest {
  /** Feature 1 up to 2: leaf 0; else feature 0 up to -1: leaf 1, else leaf 2. */
  private static Trees twoTests(double[] values, int leafWidth, Link link, int outputs) {
    return new Trees(
        2,
        new int[] {1, 0},
        new double[] {2, -1},
        new int[] {~0, ~1},
        new int[] {1, ~2},
        values,
        leafWidth,
        new int[] {0},
        new double[link.sums(outputs)],
        link,
        outputs);
  }

  private static double[] predict(Trees trees, double... features) {
    double[] outputs = new double[trees.outputs()];
    trees.predict(features, outputs);
    return outputs;
  }

  @Test
  void goes_left_at_the_threshold_and_right_above_it() {
    Trees trees = twoTests(new double[] {10, 20, 30}, 1, Link.IDENTITY, 1);

    assertThat(predict(trees, 0, 2)).containsExactly(10);
    assertThat(predict(trees, -1, Math.nextUp(2.0))).containsExactly(20);
    assertThat(predict(trees, Math.nextUp(-1.0), 3)).containsExactly(30);
  }

  @Test
  void adds_leaves_as_wide_as_the_sums_to_all_of_them() {
    Trees trees = twoTests(new double[] {1, 3, 2, 2, 4, 0}, 2, Link.NORMALIZED, 2);

    assertThat(predict(trees, 0, 0)).containsExactly(0.25, 0.75);
    assertThat(predict(trees, 0, 9)).containsExactly(1, 0);
  }

  @Test
  void adds_trees_of_one_value_to_the_sums_in_turn() {
    Trees trees =
        new Trees(
            1,
            new int[0],
            new double[0],
            new int[0],
            new int[0],
            new double[] {1, 10, 100, 2, 20, 200},
            1,
            new int[] {~0, ~1, ~2, ~3, ~4, ~5},
            new double[] {0.5, 0, 0},
            Link.IDENTITY,
            3);

    assertThat(predict(trees, 0)).containsExactly(3.5, 30, 300);
  }

  @Test
  void gives_two_probabilities_from_one_sum() {
    Trees trees = twoTests(new double[] {0, StrictMath.log(3), -800}, 1, Link.LOGISTIC, 2);

    assertThat(predict(trees, 0, 0)).containsExactly(0.5, 0.5);
    assertThat(predict(trees, -2, 9)[1]).isCloseTo(0.75, within(1e-15));
    assertThat(predict(trees, 0, 9)).containsExactly(1, 0);
  }

  @Test
  void normalises_exponentials_without_overflow() {
    Trees trees = twoTests(new double[] {1000, 1000, 0, 0, 0, 0}, 2, Link.SOFTMAX, 2);

    assertThat(predict(trees, 0, 0)).containsExactly(0.5, 0.5);
  }

  @Test
  void refuses_leaves_that_fit_no_sum() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> twoTests(new double[6], 2, Link.SOFTMAX, 3))
        .withMessage("leaves of 2 values do not give 3 outputs by SOFTMAX");
  }
}
