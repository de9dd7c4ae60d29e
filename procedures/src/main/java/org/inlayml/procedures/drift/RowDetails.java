// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.drift;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.feature.Feature;
import org.inlayml.learning.feature.Row;
import org.inlayml.learning.feature.RowBlock;
import org.inlayml.learning.json.JsonName;
import org.inlayml.learning.json.JsonWriter;
import org.inlayml.learning.statistics.RowDrift;
import org.inlayml.learning.statistics.RowDrift.Measured;
import org.inlayml.learning.statistics.RowDrift.Part;
import org.inlayml.procedures.value.AnswerWriter;
import org.inlayml.store.LoadedModel;

/**
 * HeatWave's additional details of predictions: how unlike the training rows a row is, as a JSON
 * object. Immutable, thread-safe.
 */
public final class RowDetails {
  private static final int METRIC_DIGITS = 4;
  private static final int PERCENT_DIGITS = 2;

  private final RowDrift drift;
  private final List<JsonName> names;

  private RowDetails(RowDrift drift, List<JsonName> names) {
    this.drift = drift;
    this.names = names;
  }

  /** Reads the statistics of a model. Errors: {@link MlError#NO_STATISTICS}. */
  public static RowDetails of(Connection connection, LoadedModel model) throws SQLException {
    List<Feature> features = model.predictor().pipeline().features();
    return new RowDetails(
        RowDrift.of(features, TrainedOn.find(connection, model).statistics("")),
        features.stream().map(feature -> new JsonName(feature.name())).toList());
  }

  /** The object {@code drift} of one row. */
  public String json(Row row) {
    RowBlock one = new RowBlock(names.size(), 1);
    one.add(row);
    return json(one, 0);
  }

  /** The object {@code drift} of a row of a block. */
  public String json(RowBlock rows, int row) {
    Measured measured = drift.measure(rows, row);
    JsonWriter json = new JsonWriter().beginObject();
    json.name("metric").value(AnswerWriter.round(measured.metric(), METRIC_DIGITS));
    json.name("attribution_percent").beginObject();
    for (Part part : measured.largest()) {
      json.name(names.get(part.feature()))
          .value(AnswerWriter.round(100 * part.share(), PERCENT_DIGITS));
    }
    return json.endObject().endObject().toString();
  }
}
