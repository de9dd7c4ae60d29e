// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.feature;

import java.util.ArrayList;
import java.util.List;
import org.inlayml.learning.feature.EncodedPart.Indicators;
import org.inlayml.learning.feature.EncodedPart.Numbers;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline made ready to encode row by row and block by block. A text is looked up once and names
 * the one feature that it sets, however many levels there are. Immutable, thread-safe; rows and
 * blocks belong to one thread.
 */
public final class PipelineEncoder {
  private final Encoding[] encodings;

  /** Per raw feature, its first encoded feature. */
  private final int[] offsets;

  private final int width;

  public PipelineEncoder(Pipeline pipeline) {
    encodings = pipeline.features().stream().map(Feature::encoding).toArray(Encoding[]::new);
    offsets = new int[encodings.length];
    int offset = 0;
    for (int i = 0; i < encodings.length; i++) {
      offsets[i] = offset;
      offset += encodings[i].width();
    }
    width = offset;
  }

  /** Makes room for one encoded row. */
  public EncodedRow row() {
    return new EncodedRow(width);
  }

  /** Encodes one row; allocates nothing. */
  public void encode(Row row, EncodedRow target) {
    target.clear();
    for (int i = 0; i < encodings.length; i++) {
      Encoding encoding = encodings[i];
      int offset = offsets[i];
      if (encoding instanceof NumberEncoding number) {
        target.add(offset, number.value(row.number(i)));
      } else if (encoding instanceof OneHotEncoding oneHot) {
        int position = oneHot.position(row.text(i));
        if (position != Levels.ABSENT) {
          target.add(offset + position, 1);
        }
      } else if (encoding instanceof TextNumberEncoding text) {
        target.add(offset, text.value(row.text(i)));
      } else if (encoding instanceof CalendarEncoding calendar) {
        int position = target.reserve(offset, calendar.width());
        calendar.encode(row.number(i), target.values(), position);
      }
    }
  }

  /** Makes room for so many encoded rows. */
  public EncodedBlock block(int rows) {
    List<EncodedPart> parts = new ArrayList<>();
    for (int i = 0; i < encodings.length; i++) {
      if (encodings[i] instanceof OneHotEncoding oneHot) {
        parts.add(new Indicators(offsets[i], oneHot.width(), new int[rows]));
      } else {
        for (int k = 0; k < encodings[i].width(); k++) {
          parts.add(new Numbers(offsets[i] + k, new double[rows]));
        }
      }
    }
    return new EncodedBlock(parts);
  }

  /**
   * Encodes rows, the same bits as one by one.
   *
   * @param from the first of the rows
   * @param count how many rows, at most as many as {@code target} has room for
   */
  public void encode(RowBlock rows, int from, int count, EncodedBlock target) {
    int part = 0;
    for (int i = 0; i < encodings.length; i++) {
      Encoding encoding = encodings[i];
      if (encoding instanceof OneHotEncoding oneHot) {
        int[] positions = ((Indicators) target.parts().get(part++)).positions();
        @Nullable String[] texts = rows.texts(i);
        for (int row = 0; row < count; row++) {
          positions[row] = oneHot.position(texts[from + row]);
        }
      } else if (encoding instanceof TextNumberEncoding text) {
        double[] values = ((Numbers) target.parts().get(part++)).values();
        @Nullable String[] texts = rows.texts(i);
        for (int row = 0; row < count; row++) {
          values[row] = text.value(texts[from + row]);
        }
      } else {
        part = encode(encoding, rows.numbers(i), from, count, target, part);
      }
    }
    target.take(0, count);
  }

  /** Encodes numbers or moments; returns the part that is next. */
  static int encode(
      Encoding encoding, double[] raw, int from, int count, EncodedBlock target, int part) {
    List<EncodedPart> parts = target.parts();
    if (encoding instanceof CalendarEncoding calendar) {
      double[] encoded = new double[calendar.width()];
      for (int row = 0; row < count; row++) {
        calendar.encode(raw[from + row], encoded, 0);
        for (int k = 0; k < encoded.length; k++) {
          ((Numbers) parts.get(part + k)).values()[row] = encoded[k];
        }
      }
    } else if (encoding instanceof NumberEncoding number) {
      number.encode(raw, from, count, ((Numbers) parts.get(part)).values());
    }
    return part + encoding.width();
  }
}
