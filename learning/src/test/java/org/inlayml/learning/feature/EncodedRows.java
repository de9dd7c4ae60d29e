// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.feature;

import java.util.Arrays;
import org.inlayml.learning.feature.EncodedPart.Indicators;
import org.inlayml.learning.feature.EncodedPart.Numbers;

/** Encoded rows written out, one number an encoded feature, and back. */
public final class EncodedRows {
  private EncodedRows() {}

  public static double[] dense(EncodedRow row) {
    double[] dense = new double[row.width()];
    for (int i = 0; i < row.count(); i++) {
      dense[row.inputs()[i]] = row.values()[i];
    }
    return dense;
  }

  public static double[][] dense(EncodedBlock block, int width) {
    double[][] dense = new double[block.rows()][width];
    for (EncodedPart part : block.parts()) {
      for (int i = 0; i < dense.length; i++) {
        if (part instanceof Numbers numbers) {
          dense[i][numbers.input()] = numbers.values()[block.from() + i];
        } else if (part instanceof Indicators indicators) {
          int position = indicators.positions()[block.from() + i];
          if (position != Levels.ABSENT) {
            dense[i][indicators.first() + position] = 1;
          }
        }
      }
    }
    return dense;
  }

  /** Names all features. */
  public static EncodedRow whole(double[] dense) {
    EncodedRow row = new EncodedRow(dense.length);
    for (int i = 0; i < dense.length; i++) {
      row.add(i, dense[i]);
    }
    return row;
  }

  /** Names the features before {@code from} and of those behind only what is not 0. */
  public static EncodedRow sparse(double[] dense, int from) {
    EncodedRow row = new EncodedRow(dense.length);
    for (int i = 0; i < dense.length; i++) {
      if (i < from || dense[i] != 0) {
        row.add(i, dense[i]);
      }
    }
    return row;
  }

  /** A block of some rows, whose features from {@code indicators} on are 1 at most once a row. */
  public static EncodedBlock block(double[][] rows, int width, int indicators) {
    EncodedPart[] parts = new EncodedPart[indicators + (indicators < width ? 1 : 0)];
    for (int k = 0; k < indicators; k++) {
      int feature = k;
      double[] column = Arrays.stream(rows).mapToDouble(row -> row[feature]).toArray();
      parts[k] = new Numbers(k, column);
    }
    if (indicators < width) {
      int[] positions =
          Arrays.stream(rows).mapToInt(row -> positionOfOne(row, indicators)).toArray();
      parts[indicators] = new Indicators(indicators, width - indicators, positions);
    }
    return new EncodedBlock(Arrays.asList(parts));
  }

  private static int positionOfOne(double[] row, int from) {
    for (int k = from; k < row.length; k++) {
      if (row[k] == 1) {
        return k - from;
      }
    }
    return Levels.ABSENT;
  }
}
