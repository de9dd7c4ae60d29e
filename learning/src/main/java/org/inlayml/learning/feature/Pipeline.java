// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.feature;

import java.util.ArrayList;
import java.util.List;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.table.Column;
import org.inlayml.learning.table.ColumnType;
import org.inlayml.learning.table.NumberColumn;
import org.inlayml.learning.table.Table;
import org.inlayml.learning.table.TextColumn;

/**
 * From raw columns to encoded features, the same way in training and prediction. {@link
 * PipelineFitter} makes one from training rows. Immutable, thread-safe.
 */
public record Pipeline(List<Feature> features) {
  public Pipeline {
    features = List.copyOf(features);
  }

  /** How many encoded features it makes. */
  public int width() {
    return features.stream().mapToInt(f -> f.encoding().width()).sum();
  }

  /** Names of the encoded features in order. */
  public List<String> encodedNames() {
    List<String> names = new ArrayList<>();
    features.forEach(f -> names.addAll(f.encoding().names(f.name())));
    return names;
  }

  /**
   * Encodes one row.
   *
   * @param target room for {@link #width} values
   */
  public void encode(Row row, double[] target) {
    int offset = 0;
    for (int i = 0; i < features.size(); i++) {
      Encoding encoding = features.get(i).encoding();
      encoding.encode(row.number(i), row.text(i), target, offset);
      offset += encoding.width();
    }
  }

  /**
   * Encodes a whole table, whose columns are found by name and must be of the kind (number, day,
   * time of day or text) that they had in training.
   *
   * <p>Errors: {@code UNKNOWN_COLUMN} where a feature's column is absent, {@code TYPE_DIFFERS}.
   */
  public FeatureMatrix encode(Table table) {
    double[][] columns = new double[width()][table.rows()];
    int offset = 0;
    for (Feature feature : features) {
      Encoding encoding = feature.encoding();
      Column column = table.column(feature.name());
      if (!kind(column.type()).equals(kind(feature.type()))) {
        throw MlError.TYPE_DIFFERS.with(feature.name(), feature.type(), column.type());
      }
      double[] encoded = new double[encoding.width()];
      for (int row = 0; row < table.rows(); row++) {
        if (column instanceof NumberColumn numbers) {
          encoding.encode(numbers.values()[row], null, encoded, 0);
        } else {
          TextColumn texts = (TextColumn) column;
          int code = texts.codes()[row];
          String text = code == TextColumn.MISSING ? null : texts.levels()[code];
          encoding.encode(Double.NaN, text, encoded, 0);
        }
        for (int i = 0; i < encoded.length; i++) {
          columns[offset + i][row] = encoded[i];
        }
      }
      offset += encoding.width();
    }
    return new FeatureMatrix(encodedNames(), columns, table.rows());
  }

  /** Types of one kind have values of one unit. */
  private static String kind(ColumnType type) {
    return switch (type) {
      case INTEGER, NUMBER, BOOLEAN -> "number";
      case DATE, TIMESTAMP -> "day";
      case TIME -> "time of day";
      case TEXT, IDENTIFIER -> "text";
    };
  }
}
