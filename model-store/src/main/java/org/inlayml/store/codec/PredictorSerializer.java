// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.codec;

import java.util.List;
import org.inlayml.learning.feature.Feature;
import org.inlayml.learning.feature.Pipeline;
import org.inlayml.learning.feature.Row;
import org.inlayml.learning.prediction.GoldenRows;
import org.inlayml.learning.prediction.Predictor;
import org.inlayml.learning.prediction.Target;

/** Writes and reads target, pipeline, model and golden rows, in this order. */
final class PredictorSerializer {
  /** More golden rows than anybody records; a bound on the work that hostile bytes can cause. */
  private static final int MOST_GOLDEN_ROWS = 256;

  private PredictorSerializer() {}

  static void write(StoredModel stored, ModelOutput output) {
    Predictor predictor = stored.predictor();
    Target target = predictor.target();
    output.text(target.name());
    output.constant(StoredTypes.COLUMN_TYPES, target.type());
    output.list(target.classes(), (label, to) -> to.text(label));
    output.list(predictor.pipeline().features(), PredictorSerializer::writeFeature);
    StoredTypes.write(predictor.model(), output);
    GoldenRows golden = stored.goldenRows();
    output.list(golden.rows(), PredictorSerializer::writeRow);
    output.list(golden.outputs(), (outputs, to) -> to.countedReals(outputs));
  }

  static StoredModel read(ModelInput input) {
    Target target =
        new Target(
            input.text(), input.constant(StoredTypes.COLUMN_TYPES), input.list(ModelInput::text));
    Pipeline pipeline = new Pipeline(input.list(PredictorSerializer::readFeature));
    Predictor predictor = new Predictor(target, pipeline, StoredTypes.readModel(input));
    int features = pipeline.features().size();
    List<Row> rows = input.list(from -> readRow(features, from));
    List<double[]> outputs = input.list(ModelInput::countedReals);
    if (rows.size() != outputs.size() || rows.size() > MOST_GOLDEN_ROWS) {
      throw new IllegalArgumentException(
          rows.size() + " golden rows, " + outputs.size() + " golden outputs");
    }
    return new StoredModel(predictor, new GoldenRows(rows, outputs));
  }

  private static void writeFeature(Feature feature, ModelOutput output) {
    output.text(feature.name());
    output.constant(StoredTypes.COLUMN_TYPES, feature.type());
    StoredTypes.write(feature.encoding(), output);
  }

  private static Feature readFeature(ModelInput input) {
    return new Feature(
        input.text(), input.constant(StoredTypes.COLUMN_TYPES), StoredTypes.readEncoding(input));
  }

  private static void writeRow(Row row, ModelOutput output) {
    for (int i = 0; i < row.features(); i++) {
      boolean missing = Double.isNaN(row.number(i));
      output.flag(!missing);
      if (!missing) {
        output.real(row.number(i));
      }
      output.optionalText(row.text(i));
    }
  }

  private static Row readRow(int features, ModelInput input) {
    input.checkCount(features, 2);
    Row row = new Row(features);
    for (int i = 0; i < features; i++) {
      if (input.flag()) {
        row.setNumber(i, input.real());
      }
      row.setText(i, input.optionalText());
    }
    return row;
  }
}
