// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.feature;

import org.jspecify.annotations.Nullable;

/**
 * The raw feature values of many rows, column by column, in the order of a pipeline's features:
 * what {@link Row} is for one. Mutable and reused from block to block; not thread-safe.
 */
public final class RowBlock {
  private final double[][] numbers;
  private final @Nullable String[][] texts;
  private final int capacity;
  private int rows;

  /**
   * @param features how many features the pipeline has
   * @param capacity the most rows that it holds
   */
  public RowBlock(int features, int capacity) {
    numbers = new double[features][capacity];
    texts = new String[features][capacity];
    this.capacity = capacity;
  }

  /** The most rows that it holds. */
  public int capacity() {
    return capacity;
  }

  /** How many rows it holds now. */
  public int rows() {
    return rows;
  }

  /** Empties it; the values of rows to come must all be put. */
  public void clear() {
    rows = 0;
  }

  /** Adds a row. */
  public void add(Row row) {
    for (int feature = 0; feature < numbers.length; feature++) {
      numbers[feature][rows] = row.number(feature);
      texts[feature][rows] = row.text(feature);
    }
    rows++;
  }

  /** The numbers of a feature by row, NaN where missing. */
  public double[] numbers(int feature) {
    return numbers[feature];
  }

  /** The texts of a feature by row, null where missing. */
  public @Nullable String[] texts(int feature) {
    return texts[feature];
  }
}
