// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.feature;

import java.util.ArrayList;
import java.util.List;
import org.inlayml.learning.feature.EncodedPart.Numbers;

/**
 * Encoded features, column-major: {@code columns[feature][row]}, all finite. Immutable by
 * agreement: the arrays are shared, nobody writes to them.
 *
 * @param names one name a column, unique, such as {@code AGE} or {@code JOB=student}
 */
public record FeatureMatrix(List<String> names, double[][] columns, int rows) {
  public FeatureMatrix {
    names = List.copyOf(names);
    if (names.size() != columns.length) {
      throw new IllegalArgumentException(names.size() + " names, " + columns.length + " columns");
    }
  }

  /** How many features. */
  public int width() {
    return columns.length;
  }

  /** A block that shares the columns; which rows, is for {@link EncodedBlock#take} to say. */
  public EncodedBlock block() {
    List<EncodedPart> parts = new ArrayList<>();
    for (int feature = 0; feature < columns.length; feature++) {
      parts.add(new Numbers(feature, columns[feature]));
    }
    return new EncodedBlock(parts);
  }

  /** A row-major copy, rows × features. */
  public double[][] toRows() {
    double[][] copy = new double[rows][columns.length];
    for (int feature = 0; feature < columns.length; feature++) {
      double[] column = columns[feature];
      for (int row = 0; row < rows; row++) {
        copy[row][feature] = column[row];
      }
    }
    return copy;
  }

  /** The given rows in the given order. */
  public FeatureMatrix select(int[] selected) {
    double[][] copy = new double[columns.length][selected.length];
    for (int feature = 0; feature < columns.length; feature++) {
      for (int i = 0; i < selected.length; i++) {
        copy[feature][i] = columns[feature][selected[i]];
      }
    }
    return new FeatureMatrix(names, copy, selected.length);
  }
}
