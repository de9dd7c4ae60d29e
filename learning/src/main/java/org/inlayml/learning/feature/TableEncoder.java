// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.feature;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.feature.EncodedPart.Indicators;
import org.inlayml.learning.feature.EncodedPart.Numbers;
import org.inlayml.learning.table.Column;
import org.inlayml.learning.table.ColumnType;
import org.inlayml.learning.table.NumberColumn;
import org.inlayml.learning.table.Table;
import org.inlayml.learning.table.TextColumn;

/**
 * Encodes a table block by block. Each level of a text column is looked up once, not once a row.
 * Immutable, thread-safe; blocks belong to one thread.
 */
public final class TableEncoder {
  private final PipelineEncoder encoder;
  private final List<Source> sources = new ArrayList<>();
  private final int rows;

  /** A raw column and how it is encoded. */
  private sealed interface Source {}

  private record RawNumbers(Encoding encoding, double[] values) implements Source {}

  /** One-hot: per level which feature is 1, and last that of missing texts. */
  private record Positions(int[] codes, int[] byLevel) implements Source {}

  /** One number a text: the value per level, and last that of missing texts. */
  private record Values(int[] codes, double[] byLevel) implements Source {}

  /**
   * Finds the columns by name; they must be of the kind (number, day, time of day or text) that
   * they had in training.
   *
   * <p>Errors: {@code UNKNOWN_COLUMN} where a feature's column is absent, {@code TYPE_DIFFERS}.
   */
  public TableEncoder(Pipeline pipeline, Table table) {
    encoder = new PipelineEncoder(pipeline);
    rows = table.rows();
    for (Feature feature : pipeline.features()) {
      Column column = table.column(feature.name());
      if (!kind(column.type()).equals(kind(feature.type()))) {
        throw MlError.TYPE_DIFFERS.with(feature.name(), feature.type(), column.type());
      }
      sources.add(source(feature.encoding(), column));
    }
  }

  private static Source source(Encoding encoding, Column column) {
    if (column instanceof NumberColumn numbers) {
      return new RawNumbers(encoding, numbers.values());
    }
    TextColumn texts = (TextColumn) column;
    String[] levels = texts.levels();
    if (encoding instanceof OneHotEncoding oneHot) {
      int[] positions = new int[levels.length + 1];
      Arrays.setAll(positions, i -> oneHot.position(i < levels.length ? levels[i] : null));
      return new Positions(texts.codes(), positions);
    }
    TextNumberEncoding text = (TextNumberEncoding) encoding;
    double[] values = new double[levels.length + 1];
    Arrays.setAll(values, i -> text.value(i < levels.length ? levels[i] : null));
    return new Values(texts.codes(), values);
  }

  /** How many rows the table has. */
  public int rows() {
    return rows;
  }

  /** Makes room for so many encoded rows. */
  public EncodedBlock block() {
    return encoder.block(Math.min(rows, EncodedBlock.ROWS));
  }

  /** Encodes the rows from {@code from} on, as many as fit. */
  public void encode(int from, EncodedBlock target) {
    int count = Math.min(EncodedBlock.ROWS, rows - from);
    int part = 0;
    for (Source source : sources) {
      if (source instanceof RawNumbers raw) {
        part = PipelineEncoder.encode(raw.encoding, raw.values, from, count, target, part);
      } else if (source instanceof Positions texts) {
        int[] positions = ((Indicators) target.parts().get(part++)).positions();
        for (int row = 0; row < count; row++) {
          positions[row] = texts.byLevel[level(texts.codes[from + row], texts.byLevel.length)];
        }
      } else if (source instanceof Values texts) {
        double[] values = ((Numbers) target.parts().get(part++)).values();
        for (int row = 0; row < count; row++) {
          values[row] = texts.byLevel[level(texts.codes[from + row], texts.byLevel.length)];
        }
      }
    }
    target.take(0, count);
  }

  private static int level(int code, int length) {
    return code == TextColumn.MISSING ? length - 1 : code;
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
