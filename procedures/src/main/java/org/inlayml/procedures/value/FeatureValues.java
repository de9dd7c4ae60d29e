// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.value;

import java.sql.SQLException;
import org.inlayml.learning.feature.Feature;
import org.inlayml.learning.feature.Row;
import org.jspecify.annotations.Nullable;

/** The values of one row in the order of a model's features, as an engine gives them. */
public interface FeatureValues {
  /** How many. */
  int count();

  /** Puts a value into a row. Errors: {@code INVALID_VALUE}. */
  void put(Row row, int position, Feature feature) throws SQLException;

  /** Values as JDBC gives them; null where missing. */
  static FeatureValues of(@Nullable Object[] values) {
    return new FeatureValues() {
      @Override
      public int count() {
        return values.length;
      }

      @Override
      public void put(Row row, int position, Feature feature) throws SQLException {
        FeatureValue.put(row, position, feature, values[position]);
      }
    };
  }
}
