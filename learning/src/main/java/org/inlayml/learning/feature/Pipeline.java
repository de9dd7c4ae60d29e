// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.feature;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.inlayml.learning.feature.EncodedPart.Indicators;
import org.inlayml.learning.feature.EncodedPart.Numbers;
import org.inlayml.learning.table.Table;

/**
 * From raw columns to encoded features, the same way in training and prediction. {@link
 * PipelineFitter} makes one from training rows. Immutable, thread-safe.
 */
public record Pipeline(List<Feature> features) {
  private static final int ROWS_BETWEEN_STOPS = 64 * EncodedBlock.ROWS;

  public Pipeline {
    features = List.copyOf(features);
  }

  /** How many encoded features it makes. */
  public int width() {
    int width = 0;
    for (Feature feature : features) {
      width += feature.encoding().width();
    }
    return width;
  }

  /** Names of the encoded features in order. */
  public List<String> encodedNames() {
    List<String> names = new ArrayList<>();
    features.forEach(f -> names.addAll(f.encoding().names(f.name())));
    return names;
  }

  /** Which of the encoded features are codes of categories. */
  private Set<Integer> categories() {
    Set<Integer> categories = new HashSet<>();
    int offset = 0;
    for (Feature feature : features) {
      if (feature.encoding() instanceof OrdinalEncoding codes && codes.isCategorical()) {
        categories.add(offset);
      }
      offset += feature.encoding().width();
    }
    return categories;
  }

  /** As {@link #encode(Table, Runnable)}, without stops. */
  public FeatureMatrix encode(Table table) {
    return encode(table, () -> {});
  }

  /**
   * Encodes a whole table, whose columns are found by name and must be of the kind (number, day,
   * time of day or text) that they had in training.
   *
   * <p>Errors: {@code UNKNOWN_COLUMN} where a feature's column is absent, {@code TYPE_DIFFERS}.
   *
   * @param stop called now and then; may throw to end the work
   */
  public FeatureMatrix encode(Table table, Runnable stop) {
    TableEncoder encoder = new TableEncoder(this, table);
    double[][] columns = new double[width()][table.rows()];
    EncodedBlock block = encoder.block();
    for (int from = 0; from < table.rows(); from += EncodedBlock.ROWS) {
      if (from % ROWS_BETWEEN_STOPS == 0) {
        stop.run();
      }
      encoder.encode(from, block);
      for (EncodedPart part : block.parts()) {
        copy(part, block.rows(), columns, from);
      }
    }
    return new FeatureMatrix(encodedNames(), columns, table.rows(), categories());
  }

  private static void copy(EncodedPart part, int rows, double[][] columns, int to) {
    if (part instanceof Numbers numbers) {
      System.arraycopy(numbers.values(), 0, columns[numbers.input()], to, rows);
    } else if (part instanceof Indicators indicators) {
      for (int row = 0; row < rows; row++) {
        if (indicators.positions()[row] != Levels.ABSENT) {
          columns[indicators.first() + indicators.positions()[row]][to + row] = 1;
        }
      }
    }
  }
}
