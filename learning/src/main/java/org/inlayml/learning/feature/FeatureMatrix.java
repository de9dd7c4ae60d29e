// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.feature;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.inlayml.learning.feature.EncodedPart.Numbers;

/**
 * Encoded features, column-major: {@code columns[feature][row]}, all finite. Immutable by
 * agreement: the arrays are shared, nobody writes to them.
 *
 * @param names one name a column, unique, such as {@code AGE} or {@code JOB=student}
 * @param categories the columns that hold codes of categories, whole numbers from -1 on that are in
 *     no order
 */
public record FeatureMatrix(
    List<String> names, double[][] columns, int rows, Set<Integer> categories) {
  /** A missing number, for learners that tell it from all others: lower than any. */
  public static final double MISSING = -Double.MAX_VALUE;

  public FeatureMatrix {
    names = List.copyOf(names);
    categories = Set.copyOf(categories);
    if (names.size() != columns.length) {
      throw new IllegalArgumentException(names.size() + " names, " + columns.length + " columns");
    }
  }

  /** Without categories. */
  public FeatureMatrix(List<String> names, double[][] columns, int rows) {
    this(names, columns, rows, Set.of());
  }

  /** Whether a feature is the code of a category. */
  public boolean isCategorical(int feature) {
    return categories.contains(feature);
  }

  /** How many features. */
  public int width() {
    return columns.length;
  }

  /** Whether a value is that of a missing number. */
  public static boolean isMissing(double value) {
    return value == MISSING;
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
    return new FeatureMatrix(names, copy, selected.length, categories);
  }
}
