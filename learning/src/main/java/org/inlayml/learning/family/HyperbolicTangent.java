// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

/**
 * The hyperbolic tangent, in plain arithmetic: the same bits on every machine, near 0 as precise as
 * elsewhere, within eight units in the last place. With {@code E(z) = e^z - 1} it is {@code -E / (E
 * + 2)} at {@code z = -2|x|}; E comes from its Taylor series at z / 128, of which {@code E(2z) =
 * E(z) (E(z) + 2)} makes that at z in seven steps that do not magnify errors. Source: Higham,
 * Functions of Matrices, 2008, 10.3 on scaling and squaring.
 */
final class HyperbolicTangent {
  /** Beyond it the tangent is 1 to the last digit. */
  private static final double MOST = 20;

  private static final double SCALE = 1.0 / 64;

  private HyperbolicTangent() {}

  /**
   * Turns numbers into their tangents in place, in loops so short that compilers turn each into
   * instructions for several numbers at once.
   *
   * @param room to work in, one number each
   */
  static void apply(double[] values, int count, double[] room) {
    for (int i = 0; i < count; i++) {
      values[i] = scaled(values[i]);
    }
    for (int i = 0; i < count; i++) {
      room[i] = end(-Math.abs(values[i]));
    }
    for (int i = 0; i < count; i++) {
      room[i] = middle(-Math.abs(values[i]), room[i]);
    }
    for (int i = 0; i < count; i++) {
      room[i] = start(-Math.abs(values[i]), room[i]);
    }
    for (int i = 0; i < count; i++) {
      room[i] = doubled(-Math.abs(values[i]), room[i]);
    }
    for (int i = 0; i < count; i++) {
      values[i] = ended(values[i], room[i]);
    }
    for (int i = 0; i < count; i++) {
      values[i] = bounded(values[i]);
    }
  }

  /** The tangent of one number, the same bits as among many. */
  static double of(double x) {
    double scaled = scaled(x);
    double r = -Math.abs(scaled);
    return bounded(ended(scaled, doubled(r, start(r, middle(r, end(r))))));
  }

  private static double scaled(double x) {
    return SCALE * Math.max(-MOST, Math.min(MOST, x));
  }

  private static double end(double r) {
    double square = r * r;
    return 1.0 / 362_880
        + r * (1.0 / 3_628_800)
        + square * (1.0 / 39_916_800 + r * (1.0 / 479_001_600));
  }

  private static double middle(double r, double end) {
    double square = r * r;
    double middle = 1.0 / 120 + r * (1.0 / 720) + square * (1.0 / 5_040 + r * (1.0 / 40_320));
    return middle + square * square * end;
  }

  /** {@code E(r) / r}, and that of twice r. */
  private static double start(double r, double middle) {
    double square = r * r;
    double series = 1 + r * (1.0 / 2) + square * (1.0 / 6 + r * (1.0 / 24) + square * middle);
    return series * (2 + r * series);
  }

  private static double doubled(double r, double ratio) {
    double twice = ratio * (2 + r * ratio);
    double fourTimes = twice * (2 + r * twice);
    return fourTimes * (2 + r * fourTimes);
  }

  /** The last three doublings; the sign is that of what the ratio is multiplied by. */
  private static double ended(double scaled, double ratio) {
    double r = -Math.abs(scaled);
    double last = doubled(r, ratio);
    return scaled * last / (2 + r * last);
  }

  /** Rounding may lead beyond 1. */
  private static double bounded(double tangent) {
    return Math.max(-1, Math.min(1, tangent));
  }
}
