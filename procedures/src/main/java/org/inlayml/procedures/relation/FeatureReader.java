// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.relation;

import java.sql.SQLException;
import java.util.List;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.feature.Feature;
import org.inlayml.learning.feature.Row;
import org.inlayml.learning.table.ColumnType;
import org.inlayml.learning.table.Table;
import org.inlayml.procedures.value.FeatureValue;
import org.inlayml.store.LoadedModel;

/** Reads the features of a model from the rows of a result, by column name. Not thread-safe. */
final class FeatureReader {
  private final Source[] sources;

  /** Reads one feature. */
  @FunctionalInterface
  private interface Source {
    void read(Row row) throws SQLException;
  }

  private FeatureReader(Source[] sources) {
    this.sources = sources;
  }

  /**
   * Takes values of other types than in training where they can be converted.
   *
   * <p>Errors: {@link MlError#COLUMNS_DIFFER} where a column is missing.
   */
  static FeatureReader converting(ResultRows rows, LoadedModel model) throws SQLException {
    return of(rows, model, true);
  }

  /**
   * Takes no values but of the kind that was trained on, as training itself reads them.
   *
   * <p>Errors: {@link MlError#COLUMNS_DIFFER}, {@link MlError#TYPE_DIFFERS}.
   *
   * @param header the result's {@link ResultRows#header}
   */
  static FeatureReader strict(ResultRows rows, Table header, LoadedModel model)
      throws SQLException {
    checkColumns(header, model);
    model.predictor().pipeline().encode(header);
    return of(rows, model, false);
  }

  private static FeatureReader of(ResultRows rows, LoadedModel model, boolean converting)
      throws SQLException {
    List<Feature> features = model.predictor().pipeline().features();
    List<String> names = rows.names();
    List<String> columns = FeatureColumns.of(features, names).all();
    Source[] sources = new Source[features.size()];
    for (int i = 0; i < sources.length; i++) {
      int position = names.indexOf(columns.get(i)) + 1;
      sources[i] = source(rows, position, i, features.get(i), converting);
    }
    return new FeatureReader(sources);
  }

  private static Source source(
      ResultRows rows, int position, int feature, Feature meaning, boolean converting)
      throws SQLException {
    ColumnType type = rows.type(position);
    if (!meaning.type().isNumeric()) {
      ResultRows.Texts texts = rows.texts(position);
      return row -> row.setText(feature, texts.current());
    } else if (type != null && (!converting || isReadAlike(type, meaning.type()))) {
      ResultRows.Numbers numbers = rows.numbers(position, type);
      return row -> row.setNumber(feature, numbers.current());
    }
    return row -> FeatureValue.put(row, feature, meaning, rows.current().getObject(position));
  }

  /** Checks that a table has all features. Errors: {@link MlError#COLUMNS_DIFFER}. */
  static void checkColumns(Table table, LoadedModel model) {
    FeatureColumns.of(model.predictor().pipeline().features(), table.names()).all();
  }

  private static boolean isReadAlike(ColumnType here, ColumnType trained) {
    return here == trained || (isPlainNumber(here) && isPlainNumber(trained));
  }

  private static boolean isPlainNumber(ColumnType type) {
    return type == ColumnType.INTEGER || type == ColumnType.NUMBER;
  }

  /** Reads the current row. Errors: {@link MlError#INVALID_VALUE}. */
  void read(Row row) throws SQLException {
    for (Source source : sources) {
      source.read(row);
    }
  }
}
