// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NearestDoubleTest {
  private static final long MOST_DIGITS = 1_000_000_000_000_000_000L;

  private static void assertAsTheJdk(long digits, int exponent) {
    double nearest = NearestDouble.of(digits, exponent);

    double expected = Double.parseDouble(digits + "E" + exponent);
    if (Double.doubleToRawLongBits(nearest) != Double.doubleToRawLongBits(expected)) {
      assertThat(nearest).as("%dE%d", digits, exponent).isEqualTo(expected);
    }
  }

  @Test
  void digits_with_any_exponent_give_the_bits_that_the_jdk_gives() {
    SplittableRandom random = new SplittableRandom(1);
    for (int exponent = -64; exponent <= 64; exponent++) {
      for (long digits = 1; digits < MOST_DIGITS; digits *= 10) {
        assertAsTheJdk(digits, exponent);
        assertAsTheJdk(digits * 10 - 1, exponent);
      }
      for (int i = 0; i < 3000; i++) {
        assertAsTheJdk((random.nextLong() >>> random.nextInt(4, 64)) % MOST_DIGITS, exponent);
      }
    }
  }

  @Test
  void every_text_of_a_double_gives_that_double() {
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < 300_000; i++) {
      double value = random.nextDouble() * Math.pow(10, random.nextInt(-30, 30));
      BigDecimal decimal = new BigDecimal(Double.toString(value));

      double nearest = NearestDouble.of(decimal.unscaledValue().longValueExact(), -decimal.scale());

      if (nearest != value) {
        assertThat(nearest).as("%s", decimal).isEqualTo(value);
      }
    }
  }

  /** Between two doubles are these, the even one is right; one digit more or less decides. */
  @Test
  void halfway_between_two_doubles_the_even_one_is_nearest() {
    SplittableRandom random = new SplittableRandom(3);
    int halves = 0;
    for (int shift = -4; shift <= 10; shift++) {
      for (int i = 0; i < 20_000; i++) {
        double below = Math.scalb((double) (random.nextLong() >>> 11 | 1L << 52), shift);
        BigDecimal half =
            new BigDecimal(below)
                .add(new BigDecimal(Math.nextUp(below)))
                .divide(BigDecimal.valueOf(2))
                .stripTrailingZeros();
        if (half.unscaledValue().bitLength() < 60) {
          long digits = half.unscaledValue().longValueExact();
          assertAsTheJdk(digits - 1, -half.scale());
          assertAsTheJdk(digits, -half.scale());
          assertAsTheJdk(digits + 1, -half.scale());
          halves++;
        }
      }
    }
    assertThat(halves).isGreaterThan(10_000);
  }

  @Test
  void zero_is_zero_and_exponents_out_of_reach_are_left_to_others() {
    assertThat(NearestDouble.of(0, 0)).isEqualTo(0.0);
    assertThat(NearestDouble.of(0, 1000)).isEqualTo(0.0);
    assertThat(NearestDouble.of(1, 65)).isNaN();
    assertThat(NearestDouble.of(1, -65)).isNaN();
  }
}
