// SPDX-License-Identifier: Apache-2.0
package org.inlayml.xgboost;

/**
 * What XGBoost makes of our numbers: it keeps floats and asks whether one is less than a threshold,
 * where our trees ask whether a double is at most one.
 */
final class FloatThreshold {

  private FloatThreshold() {}

  /** The finite float nearest to a finite double. */
  static float nearest(double value) {
    return Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, (float) value));
  }

  /**
   * The largest double whose {@link #nearest} float is less than {@code threshold}; minus infinity
   * where there is none. All lesser doubles then are less too, and all others are not.
   */
  static double atMost(float threshold) {
    if (threshold == Float.POSITIVE_INFINITY) {
      return Double.MAX_VALUE;
    }
    if (threshold <= -Float.MAX_VALUE) {
      return Double.NEGATIVE_INFINITY;
    }
    float below = Math.nextDown(threshold);
    double middle = ((double) below + threshold) / 2;
    // Halfway between two floats a double goes to the one whose last bit is 0.
    boolean middleGoesDown = (Float.floatToRawIntBits(below) & 1) == 0;
    return middleGoesDown ? middle : Math.nextDown(middle);
  }
}
