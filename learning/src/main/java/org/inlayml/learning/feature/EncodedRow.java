// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.feature;

/**
 * One encoded row: the encoded features that may differ from 0, in ascending order; those not named
 * are 0. Mutable and reused from row to row; not thread-safe.
 */
public final class EncodedRow {
  private final int[] inputs;
  private final double[] values;
  private int count;

  /**
   * @param width how many encoded features there are
   */
  public EncodedRow(int width) {
    inputs = new int[width];
    values = new double[width];
  }

  /** Makes every feature 0. */
  public void clear() {
    count = 0;
  }

  /**
   * Sets a feature.
   *
   * @param input above that of the call before
   * @param value finite
   */
  public void add(int input, double value) {
    inputs[count] = input;
    values[count] = value;
    count++;
  }

  /**
   * Names neighbouring features, whose values are to be written.
   *
   * @return where in {@link #values} they begin
   */
  int reserve(int first, int width) {
    int position = count;
    for (int i = 0; i < width; i++) {
      add(first + i, 0);
    }
    return position;
  }

  /** How many features are named. */
  public int count() {
    return count;
  }

  /** How many encoded features there are, named or not. */
  public int width() {
    return inputs.length;
  }

  /** Which features are named; the first {@link #count} hold. */
  public int[] inputs() {
    return inputs;
  }

  /** The values of the features named. */
  public double[] values() {
    return values;
  }
}
