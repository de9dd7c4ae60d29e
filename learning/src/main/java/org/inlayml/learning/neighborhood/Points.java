// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.neighborhood;

import org.inlayml.learning.error.MlError;
import org.inlayml.learning.feature.FeatureMatrix;

/**
 * Points that others are compared with. Immutable by agreement: nobody writes to the array.
 *
 * @param values rows × width, row by row, {@link Distance#prepare prepared}
 */
public record Points(double[] values, int rows, int width, Distance distance) {
  public Points {
    if (rows < 1 || width < 1 || values.length != (long) rows * width) {
      throw new IllegalArgumentException(
          values.length + " values are not " + rows + " points of " + width);
    }
  }

  /** All rows. Errors: {@code NOT_ENOUGH_MEMORY} where one array cannot hold them. */
  public static Points of(FeatureMatrix features, Distance distance) {
    int[] rows = new int[features.rows()];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = i;
    }
    return of(features, rows, distance);
  }

  /** The given rows. Errors: {@code NOT_ENOUGH_MEMORY} where one array cannot hold them. */
  public static Points of(FeatureMatrix features, int[] rows, Distance distance) {
    int width = features.width();
    long size = (long) rows.length * width;
    if (size > Integer.MAX_VALUE - 8) {
      throw MlError.NOT_ENOUGH_MEMORY.with(
          "keeping all rows", size >> 17, Integer.MAX_VALUE >> 17, "");
    }
    double[] values = new double[(int) size];
    for (int feature = 0; feature < width; feature++) {
      double[] column = features.columns()[feature];
      for (int i = 0; i < rows.length; i++) {
        values[i * width + feature] = column[rows[i]];
      }
    }
    for (int i = 0; i < rows.length; i++) {
      distance.prepare(values, i * width, width);
    }
    return new Points(values, rows.length, width, distance);
  }

  /** The rank of the distance of one of them to a prepared point. */
  public double rank(int row, double[] point) {
    double rank = 0;
    int at = row * width;
    for (int j = 0; j < width; j++) {
      rank = distance.grow(rank, values[at + j] - point[j]);
    }
    return rank;
  }

  public long bytes() {
    return 32L + (long) Double.BYTES * values.length;
  }
}
