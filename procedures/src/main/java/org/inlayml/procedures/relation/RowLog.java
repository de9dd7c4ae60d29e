// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.relation;

import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.feature.Feature;
import org.inlayml.learning.feature.Row;
import org.inlayml.learning.json.JsonWriter;
import org.inlayml.procedures.lineage.Fingerprint;
import org.inlayml.procedures.lineage.LoggedPrediction;
import org.inlayml.procedures.lineage.RowKey;
import org.inlayml.procedures.value.PlainValue;
import org.inlayml.store.LoadedModel;
import org.inlayml.store.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/** Makes what is logged of the rows of a result that a model answers. Not thread-safe. */
final class RowLog {
  private final ResultRows rows;
  private final QualifiedName table;
  private final boolean numbered;
  private final int[] keys;
  private final int[] places;
  private final List<Feature> features;
  private final Fingerprint fingerprint;

  /** What is known of a row before it is answered. */
  record Input(@Nullable String key, String features, String fingerprint) {}

  /**
   * @param table what the rows are said to be of
   * @param key the columns that tell rows apart, real names
   * @param numbered whether the number of the row is its key
   */
  RowLog(
      ResultRows rows, LoadedModel model, QualifiedName table, List<String> key, boolean numbered)
      throws SQLException {
    this.rows = rows;
    this.table = table;
    this.numbered = numbered;
    features = model.predictor().pipeline().features();
    fingerprint = new Fingerprint(features);
    List<String> names = rows.names();
    keys = positions(key, names);
    places = positions(FeatureColumns.of(features, names).all(), names);
  }

  private static int[] positions(List<String> columns, List<String> names) {
    return columns.stream().mapToInt(column -> names.indexOf(column) + 1).toArray();
  }

  /** The real name of a column. Errors: {@link MlError#UNKNOWN_COLUMN}. */
  static String column(String written, String relation, List<String> columns) {
    if (columns.contains(written)) {
      return written;
    }
    List<String> alike = columns.stream().filter(written::equalsIgnoreCase).toList();
    if (alike.size() != 1) {
      throw MlError.UNKNOWN_COLUMN.with(written, relation, "", String.join(", ", columns));
    }
    return alike.get(0);
  }

  /**
   * Takes up the current row.
   *
   * @param row its features as they were read
   * @param number of the row
   */
  Input read(Row row, long number) throws SQLException {
    List<@Nullable Object> values = new ArrayList<>();
    for (int position : keys) {
      values.add(PlainValue.of(rows.current(), position));
    }
    if (numbered) {
      values.add(number);
    }
    JsonWriter json = new JsonWriter().beginObject();
    for (int i = 0; i < places.length; i++) {
      json.name(features.get(i).name()).any(PlainValue.of(rows.current(), places[i]));
    }
    return new Input(RowKey.of(values), json.endObject().toString(), fingerprint.of(row));
  }

  /** What is logged of a row. */
  LoggedPrediction logged(
      Input input,
      LoadedModel answering,
      Optional<LoggedPrediction.TestPart> test,
      Object prediction,
      @Nullable Double probability,
      OffsetDateTime at) {
    return new LoggedPrediction(
        table,
        answering,
        input.key(),
        input.features(),
        input.fingerprint(),
        prediction,
        probability,
        at,
        test);
  }
}
