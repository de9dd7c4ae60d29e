// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.relation;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.feature.Feature;
import org.inlayml.learning.feature.Row;
import org.inlayml.learning.table.ColumnType;
import org.inlayml.learning.table.Table;
import org.inlayml.procedures.value.FeatureValue;
import org.inlayml.store.LoadedModel;

/** Reads the features of a model from the rows of a result, by column name. */
public final class FeatureReader {
  private final List<Feature> features;
  private final int[] positions;
  private final boolean[] direct;
  private final boolean[] padded;

  private FeatureReader(List<Feature> features) {
    this.features = features;
    positions = new int[features.size()];
    direct = new boolean[features.size()];
    padded = new boolean[features.size()];
  }

  /** Finds the columns. Errors: {@link MlError#COLUMNS_DIFFER} where one is missing. */
  public static FeatureReader of(ResultSetMetaData metaData, LoadedModel model)
      throws SQLException {
    List<Feature> features = model.predictor().pipeline().features();
    List<String> names = new ArrayList<>();
    for (int position = 1; position <= metaData.getColumnCount(); position++) {
      names.add(metaData.getColumnLabel(position));
    }
    checkColumns(names, model);
    FeatureReader reader = new FeatureReader(features);
    for (int i = 0; i < reader.positions.length; i++) {
      Feature feature = features.get(i);
      int position = position(names, feature.name()) + 1;
      reader.positions[i] = position;
      reader.padded[i] = metaData.getColumnType(position) == Types.CHAR;
      ColumnType type = RelationData.columnType(metaData, position);
      reader.direct[i] = type != null && sameReading(type, feature.type());
    }
    return reader;
  }

  /** Checks that a table has all features. Errors: {@link MlError#COLUMNS_DIFFER}. */
  static void checkColumns(Table table, LoadedModel model) {
    checkColumns(table.names(), model);
  }

  private static void checkColumns(List<String> names, LoadedModel model) {
    List<String> trained =
        model.predictor().pipeline().features().stream().map(Feature::name).toList();
    List<String> missing = trained.stream().filter(name -> position(names, name) < 0).toList();
    if (!missing.isEmpty()) {
      throw MlError.COLUMNS_DIFFER.with(names, trained, missing);
    }
  }

  private static boolean sameReading(ColumnType here, ColumnType trained) {
    return here == trained
        || (isPlainNumber(here) && isPlainNumber(trained))
        || (!here.isNumeric() && !trained.isNumeric());
  }

  private static boolean isPlainNumber(ColumnType type) {
    return type == ColumnType.INTEGER || type == ColumnType.NUMBER;
  }

  private static int position(List<String> names, String name) {
    int exact = names.indexOf(name);
    if (exact >= 0) {
      return exact;
    }
    int found = -1;
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).equalsIgnoreCase(name)) {
        if (found >= 0) {
          return -1;
        }
        found = i;
      }
    }
    return found;
  }

  /** Reads the current row. Errors: {@link MlError#INVALID_VALUE}. */
  public void read(ResultSet rows, Row row) throws SQLException {
    for (int i = 0; i < positions.length; i++) {
      Feature feature = features.get(i);
      if (!feature.type().isNumeric()) {
        String text = rows.getString(positions[i]);
        row.setText(i, text != null && padded[i] ? ColumnReader.trimmed(text) : text);
      } else if (direct[i]) {
        row.setNumber(i, ColumnReader.number(rows, positions[i], feature.type()));
      } else {
        FeatureValue.put(row, i, feature, rows.getObject(positions[i]));
      }
    }
  }
}
