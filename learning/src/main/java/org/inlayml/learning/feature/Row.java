// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.feature;

import java.util.Arrays;
import java.util.List;
import org.inlayml.learning.table.Column;
import org.inlayml.learning.table.NumberColumn;
import org.inlayml.learning.table.TextColumn;
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

  /**
   * Takes the values of a row of a table.
   *
   * @param columns those of the features, in order
   */
  public void take(List<Column> columns, int position) {
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      if (column instanceof NumberColumn numbers) {
        setNumber(i, numbers.values()[position]);
      } else {
        TextColumn texts = (TextColumn) column;
        int code = texts.codes()[position];
        setText(i, code == TextColumn.MISSING ? null : texts.levels()[code]);
      }
    }
  }
}
