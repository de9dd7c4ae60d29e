// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.inlayml.learning.feature.EncodedRow;
import org.inlayml.learning.feature.FeatureMatrix;
import org.junit.jupiter.api.Test;

class PolynomialTest {
  private static final int NONE = Polynomial.NONE;

  /** 3 + a - 2 b + 4 a² + 5 ab + 6 ab². */
  private static Polynomial polynomial() {
    return new Polynomial(
        2,
        new int[] {NONE, NONE, 0, 0, 3},
        new int[] {0, 1, 0, 1, 1},
        new Linear(new double[][] {{1, -2, 4, 5, 6}}, new double[] {3}, Link.IDENTITY, 1));
  }

  @Test
  void adds_up_its_products() {
    double[] output = new double[1];

    polynomial().predict(new double[] {2, -3}, output);

    assertThat(output[0]).isCloseTo(3 + 2 + 6 + 16 - 30 + 108, within(1e-12));
  }

  @Test
  void evaluates_rows_and_blocks_to_the_same_bits() {
    SplittableRandom random = new SplittableRandom(3);
    double[] a = random.doubles(1_200, -2, 2).toArray();
    double[] b = random.doubles(1_200, -2, 2).toArray();
    a[5] = 1e300;
    b[700] = -1e300;
    FeatureMatrix features = new FeatureMatrix(List.of("A", "B"), new double[][] {a, b}, 1_200);
    Polynomial model = polynomial();
    Evaluator.OfRows rows = model.evaluator().forRows();
    double[] one = new double[1];
    double[] other = new double[1];

    double[][] block = model.predict(features);

    for (int i = 0; i < 1_200; i++) {
      EncodedRow row = new EncodedRow(2);
      row.add(0, a[i]);
      row.add(1, b[i]);
      model.predict(new double[] {a[i], b[i]}, one);
      rows.predict(row, other);
      assertThat(one[0]).isFinite().isEqualTo(other[0]).isEqualTo(block[i][0]);
    }
  }

  @Test
  void refuses_products_of_what_comes_later() {
    Linear sums = new Linear(new double[][] {{1, 2}}, new double[1], Link.IDENTITY, 1);

    assertThatThrownBy(() -> new Polynomial(1, new int[] {NONE, 1}, new int[] {0, 0}, sums))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("product 1 is none of those before it");
    assertThatThrownBy(() -> new Polynomial(3, new int[] {NONE, 0}, new int[] {0, 0}, sums))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void an_exponential_is_never_infinite() {
    double[] output = {1e300};

    Link.EXPONENTIAL.apply(output, 1);

    assertThat(output[0]).isEqualTo(Double.MAX_VALUE);
  }
}
