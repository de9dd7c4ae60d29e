// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

/** What a unit of a network makes of its sum. The same bits on every platform. */
public enum Activation {
  /** The sum where it is above 0, else 0. */
  RELU,
  /** The hyperbolic tangent. */
  TANH,
  /** {@code 1 / (1 + exp(-sum))}. */
  LOGISTIC,
  /** The sum. */
  IDENTITY;

  /**
   * Turns sums into values in place.
   *
   * @param room to work in, one number each
   */
  public void apply(double[] values, int count, double[] room) {
    switch (this) {
      case RELU -> {
        for (int i = 0; i < count; i++) {
          values[i] = Math.max(0, values[i]);
        }
      }
      case TANH -> HyperbolicTangent.apply(values, count, room);
      case LOGISTIC -> {
        // half the tangent of half the sum, and a half
        for (int i = 0; i < count; i++) {
          values[i] *= 0.5;
        }
        HyperbolicTangent.apply(values, count, room);
        for (int i = 0; i < count; i++) {
          values[i] = 0.5 + 0.5 * values[i];
        }
      }
      case IDENTITY -> {}
    }
  }

  /**
   * Multiplies slopes by that of the activation, in place.
   *
   * @param values what the activation gave
   */
  public void multiplyBySlope(double[] slopes, double[] values, int count) {
    switch (this) {
      case RELU -> {
        for (int i = 0; i < count; i++) {
          slopes[i] = values[i] > 0 ? slopes[i] : 0;
        }
      }
      case TANH -> {
        for (int i = 0; i < count; i++) {
          slopes[i] *= 1 - values[i] * values[i];
        }
      }
      case LOGISTIC -> {
        for (int i = 0; i < count; i++) {
          slopes[i] *= values[i] * (1 - values[i]);
        }
      }
      case IDENTITY -> {}
    }
  }
}
