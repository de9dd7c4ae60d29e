// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.statistics;

import java.util.function.DoubleUnaryOperator;

/**
 * Probabilities beyond a value, of the distributions that tests need. Own code, because Smile's
 * incomplete beta function is wrong in the sixth digit from a million degrees of freedom on and its
 * upper gamma function is 0 below 1e-17.
 *
 * <p>Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 6.1, 6.5, 26.5; continued
 * fractions by the method of Lentz; the leading factors as deviances, which cancel nothing (Loader,
 * Fast and accurate computation of binomial probabilities, 2000). Twelve digits or more.
 */
final class Tails {
  private static final double TINY = 1e-300;
  private static final double ENOUGH = 1e-16;
  private static final int MOST_TERMS = 1_000_000;

  /** From here on, Stirling's series has all digits. */
  private static final double LARGE = 16;

  /** Halvings until two doubles between which a root lies are next to each other. */
  private static final int HALVINGS = 200;

  private Tails() {}

  /** How probable it is that a standard normal number is further from 0 than {@code z}. */
  static double normalTwoSided(double z) {
    return upperGamma(0.5, z * z / 2);
  }

  /**
   * How probable it is that a number of Student's distribution is further from 0 than {@code t}.
   */
  static double studentTwoSided(double t, double degrees) {
    if (Double.isInfinite(t)) {
      return 0;
    }
    double square = t * t;
    return beta(degrees / 2, 0.5, degrees / (degrees + square), square / (degrees + square));
  }

  /** How probable a larger sum of squares of {@code degrees} standard normal numbers is. */
  static double chiSquare(double sum, double degrees) {
    return upperGamma(degrees / 2, sum / 2);
  }

  /** Kolmogorov's limit: how probable a distance above {@code x / sqrt(rows)} is. */
  static double kolmogorov(double x) {
    if (x < 0.2) { // 1 to all digits
      return 1;
    }
    double sum = 0;
    if (x < 1) {
      // The same function in the form that converges fast below 1 (Marsaglia et al., 2003).
      double unit = -StrictMath.PI * StrictMath.PI / (8 * x * x);
      for (int k = 1; k < 20; k += 2) {
        sum += StrictMath.exp(unit * k * k);
      }
      return 1 - StrictMath.sqrt(2 * StrictMath.PI) / x * sum;
    }
    for (int k = 1; k < 20; k++) {
      sum += (k % 2 == 1 ? 2 : -2) * StrictMath.exp(-2.0 * k * k * x * x);
    }
    return sum;
  }

  /** The distance from 0 that a standard normal number exceeds with that probability. */
  static double normalDistance(double probability) {
    return distance(Tails::normalTwoSided, probability);
  }

  /** The distance from 0 that a number of Student's distribution exceeds with that probability. */
  static double studentDistance(double probability, double degrees) {
    return distance(t -> studentTwoSided(t, degrees), probability);
  }

  /** Where a falling function of a distance has that value. */
  private static double distance(DoubleUnaryOperator tail, double probability) {
    double low = 0;
    double high = 1;
    while (tail.applyAsDouble(high) > probability && high < 1e300) {
      low = high;
      high *= 2;
    }
    for (int i = 0; i < HALVINGS; i++) {
      double middle = low + (high - low) / 2;
      if (tail.applyAsDouble(middle) > probability) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /** The regularised incomplete gamma function from {@code x} to infinity. */
  static double upperGamma(double a, double x) {
    if (x <= 0) {
      return 1;
    } else if (Double.isInfinite(x)) {
      return 0;
    }
    double factor = gammaFactor(a, x);
    return x < a + 1 ? 1 - factor * gammaSeries(a, x) : factor * gammaFraction(a, x);
  }

  /** x^a e^-x / gamma(a). */
  private static double gammaFactor(double a, double x) {
    double relative = (x - a) / a;
    double deviance = relative - StrictMath.log1p(relative);
    return StrictMath.sqrt(a / (2 * StrictMath.PI))
        * StrictMath.exp(-a * deviance - stirlingError(a));
  }

  private static double gammaSeries(double a, double x) {
    double term = 1 / a;
    double sum = term;
    for (int n = 1; n < MOST_TERMS && term > sum * ENOUGH; n++) {
      term *= x / (a + n);
      sum += term;
    }
    return sum;
  }

  private static double gammaFraction(double a, double x) {
    double b = x + 1 - a;
    double c = 1 / TINY;
    double d = 1 / b;
    double value = d;
    for (int n = 1; n < MOST_TERMS; n++) {
      double numerator = -n * (n - a);
      b += 2;
      d = 1 / away(numerator * d + b);
      c = away(b + numerator / c);
      value *= d * c;
      if (Math.abs(d * c - 1) < ENOUGH) {
        break;
      }
    }
    return value;
  }

  /**
   * The regularised incomplete beta function from 0 to {@code x}.
   *
   * @param rest 1 - x, given since it may be far smaller than x
   */
  static double beta(double a, double b, double x, double rest) {
    if (x <= 0) {
      return 0;
    } else if (rest <= 0) {
      return 1;
    }
    double factor = betaFactor(a, b, x, rest);
    return x < (a + 1) / (a + b + 2)
        ? factor / a * betaFraction(a, b, x)
        : 1 - factor / b * betaFraction(b, a, rest);
  }

  /** x^a rest^b / beta(a, b). */
  private static double betaFactor(double a, double b, double x, double rest) {
    double sum = a + b;
    double gap = x < rest ? x - a / sum : b / sum - rest;
    double exponent = a * StrictMath.log1p(gap * sum / a) + b * StrictMath.log1p(-gap * sum / b);
    double errors = stirlingError(sum) - stirlingError(a) - stirlingError(b);
    return StrictMath.sqrt(a / sum * b / (2 * StrictMath.PI)) * StrictMath.exp(exponent + errors);
  }

  private static double betaFraction(double a, double b, double x) {
    double c = 1;
    double d = 1 / away(1 - (a + b) * x / (a + 1));
    double value = d;
    for (int m = 1; m < MOST_TERMS; m++) {
      double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
      d = 1 / away(1 + even * d);
      c = away(1 + even / c);
      value *= d * c;
      double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
      d = 1 / away(1 + odd * d);
      c = away(1 + odd / c);
      value *= d * c;
      if (Math.abs(d * c - 1) < ENOUGH) {
        break;
      }
    }
    return value;
  }

  private static double away(double denominator) {
    return Math.abs(denominator) < TINY ? TINY : denominator;
  }

  /** By how much the logarithm of gamma(a) exceeds Stirling's formula. */
  private static double stirlingError(double a) {
    double product = 1;
    double large = a;
    while (large < LARGE) {
      product *= large;
      large++;
    }
    double square = 1 / (large * large);
    double series =
        (1.0 / 12
                - square
                    * (1.0 / 360
                        - square
                            * (1.0 / 1260
                                - square
                                    * (1.0 / 1680
                                        - square * (1.0 / 1188 - square * 691 / 360360)))))
            / large;
    if (large == a) {
      return series;
    }
    double shifted = (large - 0.5) * StrictMath.log(large) - large - StrictMath.log(product);
    return series + shifted - ((a - 0.5) * StrictMath.log(a) - a);
  }
}
