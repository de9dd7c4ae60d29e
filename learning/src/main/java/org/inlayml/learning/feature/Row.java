// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.feature;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The raw feature values of one row, in the order of a pipeline's features: numeric features in
 * {@link #numbers} (units of {@code ColumnType}, missing = NaN), text features in {@link #texts}
 * (missing = null). Mutable and reused from row to row; not thread-safe.
 */
public final class Row {
  private final double[] numbers;
  private final @Nullable String[] texts;

  /**
   * @param features how many features the pipeline has
   */
  public Row(int features) {
    numbers = new double[features];
    texts = new String[features];
    clear();
  }

  /** Makes every value missing. */
  public void clear() {
    Arrays.fill(numbers, Double.NaN);
    Arrays.fill(texts, null);
  }

  public void setNumber(int feature, double value) {
    numbers[feature] = value;
  }

  public void setText(int feature, @Nullable String value) {
    texts[feature] = value;
  }

  public double number(int feature) {
    return numbers[feature];
  }

  public @Nullable String text(int feature) {
    return texts[feature];
  }

  /** Takes over all values of another row of the same length. */
  public void copyFrom(Row other) {
    System.arraycopy(other.numbers, 0, numbers, 0, numbers.length);
    System.arraycopy(other.texts, 0, texts, 0, texts.length);
  }

  public int features() {
    return numbers.length;
  }
}
