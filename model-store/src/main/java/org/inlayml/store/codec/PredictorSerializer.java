// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.codec;

import java.util.List;
import java.util.Optional;
import org.inlayml.learning.feature.Feature;
import org.inlayml.learning.feature.Pipeline;
import org.inlayml.learning.feature.Row;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.prediction.GoldenRows;
import org.inlayml.learning.prediction.Predictor;
import org.inlayml.learning.prediction.Target;
import org.inlayml.learning.table.ColumnType;

/** Writes and reads target, pipeline, model and golden rows, in this order. */
final class PredictorSerializer {
  /** More golden rows than anybody records; a bound on the work that hostile bytes can cause. */
  private static final int MOST_GOLDEN_ROWS = 256;

  /** The first that says which task a model does. */
  private static final int FORMAT_OF_TASKS = 3;

  private PredictorSerializer() {}

  static void write(StoredModel stored, ModelOutput output) {
    Predictor predictor = stored.predictor();
    Target target = predictor.target();
    output.constant(StoredTypes.TASKS, target.task());
    output.text(target.name());
    output.constant(StoredTypes.COLUMN_TYPES, target.type());
    output.list(target.classes(), (label, to) -> to.text(label));
    output.list(predictor.pipeline().features(), PredictorSerializer::writeFeature);
    StoredTypes.write(predictor.model(), output);
    GoldenRows golden = stored.goldenRows();
    output.list(golden.rows(), PredictorSerializer::writeRow);
    output.list(golden.outputs(), (outputs, to) -> to.countedReals(outputs));
  }

  /** Reads what a format has; those before {@link #FORMAT_OF_TASKS} know two tasks by classes. */
  static StoredModel read(int format, ModelInput input) {
    Optional<Task> task =
        format < FORMAT_OF_TASKS
            ? Optional.empty()
            : Optional.of(input.constant(StoredTypes.TASKS));
    String name = input.text();
    ColumnType type = input.constant(StoredTypes.COLUMN_TYPES);
    List<String> classes = input.list(ModelInput::text);
    Target target =
        task.map(t -> new Target(t, name, type, classes))
            .orElseGet(() -> new Target(name, type, classes));
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
