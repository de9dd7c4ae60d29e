// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.attachment;

import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.feature.Feature;
import org.inlayml.learning.feature.Row;
import org.inlayml.learning.prediction.Predictor;
import org.inlayml.learning.prediction.Target;
import org.inlayml.procedures.lineage.Fingerprint;
import org.inlayml.procedures.relation.FeatureColumns;
import org.inlayml.procedures.value.Answers;
import org.inlayml.procedures.value.FeatureValue;
import org.inlayml.procedures.value.PlainValue;
import org.jspecify.annotations.Nullable;

/**
 * Where the features of a model are, and the results go, in the rows of one layout, so that nothing
 * is looked up by name per row. Keeps nothing of the model but what its rows and predictions look
 * like. Immutable, thread-safe.
 */
final class RowPlan {
  private static final int NOWHERE = -1;

  private final Target target;
  private final FeatureColumns found;
  private final Feature[] features;
  private final int[] positions;
  private final boolean complete;
  private final Answers answers;
  private final ResultPlaces results;
  private final Fingerprint fingerprint;

  /** Finds the features of a model and the columns of an attachment among those of a row. */
  RowPlan(Attachment attachment, Predictor predictor, List<String> columns) {
    target = predictor.target();
    found = FeatureColumns.of(predictor.pipeline().features(), columns);
    features = found.features().toArray(Feature[]::new);
    positions =
        found.found().stream()
            .mapToInt(column -> column.map(columns::indexOf).orElse(NOWHERE))
            .toArray();
    complete = found.found().stream().allMatch(Optional::isPresent);
    answers = new Answers(target);
    results = ResultPlaces.of(attachment.columns(), columns);
    fingerprint = new Fingerprint(found.features());
  }

  /**
   * Whether it is right for a model and a row. By identity: the rows of a layout give the same
   * list, and so does a model as long as it is kept in memory.
   */
  @SuppressWarnings("ReferenceEquality") // an equal one is found out at the price of a new plan
  boolean fits(Predictor predictor, RowAccess row) {
    return found.features() == predictor.pipeline().features()
        && target == predictor.target()
        && found.columns() == row.columns();
  }

  /** Whether any feature has another value. */
  boolean isTouched(RowAccess before, RowAccess after) throws SQLException {
    for (int position : positions) {
      if (position != NOWHERE
          && !Objects.equals(
              PlainValue.of(before.get(position)), PlainValue.of(after.get(position)))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Reads the features.
   *
   * <p>Errors: {@link MlError#COLUMNS_DIFFER}, {@link MlError#INVALID_VALUE}.
   */
  void read(RowAccess from, Row to) throws SQLException {
    if (!complete) {
      throw found.differ();
    }
    for (int i = 0; i < positions.length; i++) {
      FeatureValue.put(to, i, features[i], from.get(positions[i]));
    }
  }

  /** The prediction as a value of SQL. */
  Object prediction(double[] outputs) {
    return answers.prediction(outputs);
  }

  /** The probability of the prediction, or of an anomaly; null in a regression. */
  @Nullable Double probability(double[] outputs) {
    double probability = answers.probability(outputs);
    return Double.isNaN(probability) ? null : (Double) probability;
  }

  /** The fingerprint of features that were read. */
  String fingerprint(Row row) {
    return fingerprint.of(row);
  }

  ResultPlaces results() {
    return results;
  }

  /** The names that the features had in training. */
  List<String> names() {
    return found.names();
  }

  /** Where the features are; only where none is missing. */
  int[] positions() {
    return positions.clone();
  }
}
