// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.neighborhood;

/**
 * How far apart two points are. Points are compared by a rank, which is cheaper than the distance
 * and grows with it.
 *
 * @param kind which distance
 * @param power the exponent of {@link Kind#MINKOWSKI}, at least 1; elsewhere of no meaning
 */
public record Distance(Kind kind, double power) {
  /** The usual one. */
  public static final Distance EUCLIDEAN = new Distance(Kind.EUCLIDEAN, 2);

  /** Which distance. The order is written to disk. */
  public enum Kind {
    /** The root of the sum of squared differences. */
    EUCLIDEAN,
    /** The sum of absolute differences. */
    MANHATTAN,
    /** The greatest absolute difference. */
    CHEBYSHEV,
    /**
     * 1 minus the cosine of the angle; a point of nothing but zeros is taken to be 1/2 from others.
     */
    COSINE,
    /** The root, of the order of the power, of the sum of the differences' powers. */
    MINKOWSKI
  }

  public Distance {
    if (!(power >= 1)) {
      throw new IllegalArgumentException("the power " + power + " is below 1");
    }
  }

  /** Minkowski's distance, as one of the others where it is one. */
  public static Distance minkowski(double power) {
    if (power == 1) {
      return new Distance(Kind.MANHATTAN, 1);
    }
    return power == 2 ? EUCLIDEAN : new Distance(Kind.MINKOWSKI, power);
  }

  /** What the points of a rank are apart. */
  public double ofRank(double rank) {
    return switch (kind) {
      case EUCLIDEAN -> Math.sqrt(rank);
      case MANHATTAN, CHEBYSHEV -> rank;
      case COSINE -> rank / 2;
      case MINKOWSKI -> StrictMath.pow(rank, 1 / power);
    };
  }

  /** The rank of points that are so far apart. */
  public double rank(double distance) {
    return switch (kind) {
      case EUCLIDEAN -> distance * distance;
      case MANHATTAN, CHEBYSHEV -> distance;
      case COSINE -> 2 * distance;
      case MINKOWSKI -> StrictMath.pow(distance, power);
    };
  }

  /** The rank of what is so far apart in one more feature: {@code rank} grown by a difference. */
  double grow(double rank, double difference) {
    return switch (kind) {
      case EUCLIDEAN, COSINE -> rank + difference * difference;
      case MANHATTAN -> rank + Math.abs(difference);
      case CHEBYSHEV -> Math.max(rank, Math.abs(difference));
      case MINKOWSKI -> rank + StrictMath.pow(Math.abs(difference), power);
    };
  }

  /** Makes ready for comparison {@code width} values from {@code at} on, in place. */
  public void prepare(double[] values, int at, int width) {
    if (kind != Kind.COSINE) {
      return;
    }
    double largest = 0;
    for (int j = at; j < at + width; j++) {
      largest = Math.max(largest, Math.abs(values[j]));
    }
    if (largest == 0) {
      return;
    }
    double squares = 0;
    for (int j = at; j < at + width; j++) {
      values[j] /= largest; // else squares of huge numbers would overflow
      squares += values[j] * values[j];
    }
    double length = Math.sqrt(squares);
    for (int j = at; j < at + width; j++) {
      values[j] /= length;
    }
  }
}
