// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.value;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.inlayml.learning.explain.RowExplanation;
import org.inlayml.learning.feature.Feature;
import org.inlayml.learning.feature.Row;
import org.inlayml.learning.json.JsonWriter;
import org.inlayml.learning.prediction.Predictor;
import org.inlayml.learning.prediction.Target;
import org.inlayml.learning.table.ColumnType;
import org.inlayml.learning.training.ClassLabels;
import org.jspecify.annotations.Nullable;

/** Writes predictions and explanations in HeatWave's JSON form. Stateless. */
public final class AnswerWriter {
  private static final int PROBABILITY_DIGITS = 4;
  private static final int ATTRIBUTION_DIGITS = 2;

  /** HeatWave reports no more features of a row than this. */
  private static final int MOST_ATTRIBUTIONS = 100;

  private AnswerWriter() {}

  /** The class label predicted. */
  public static String label(Target target, double[] outputs) {
    return target.classes().get(Predictor.mostProbable(outputs));
  }

  /** The prediction as a JSON value: a number, or the label as its column's type. */
  public static JsonWriter prediction(JsonWriter json, Target target, double[] outputs) {
    return switch (target.task()) {
      case REGRESSION -> json.value(outputs[0]);
      case CLASSIFICATION -> labelValue(json, target.type(), label(target, outputs));
    };
  }

  private static JsonWriter labelValue(JsonWriter json, ColumnType type, String label) {
    return switch (type) {
      case INTEGER, NUMBER, BOOLEAN -> json.raw(label);
      case TEXT, DATE, TIME, TIMESTAMP, IDENTIFIER -> json.value(label);
    };
  }

  /** The object {@code ml_results} of a prediction. */
  public static String results(Target target, double[] outputs) {
    JsonWriter json = new JsonWriter().beginObject();
    predictions(json, target, outputs);
    return json.endObject().toString();
  }

  /** The object {@code ml_results} of an explanation. */
  public static String results(Predictor predictor, RowExplanation explanation, String notes) {
    JsonWriter json = new JsonWriter().beginObject().name("notes").value(notes);
    predictions(json, predictor.target(), explanation.outputs());
    json.name("attributions").beginObject();
    for (Attribution attribution : attributions(predictor, explanation)) {
      json.name(attribution.feature()).value(attribution.rounded());
    }
    return json.endObject().endObject().toString();
  }

  private static void predictions(JsonWriter json, Target target, double[] outputs) {
    json.name("predictions").beginObject().name(target.name());
    prediction(json, target, outputs).endObject();
    if (!target.classes().isEmpty()) {
      json.name("probabilities").beginObject();
      for (int k = 0; k < outputs.length; k++) {
        json.name(target.classes().get(k)).value(round(outputs[k], PROBABILITY_DIGITS));
      }
      json.endObject();
    }
  }

  /** What one feature adds to a prediction. */
  public record Attribution(String feature, double value) {
    /** Rounded as HeatWave does. */
    public double rounded() {
      return round(value, ATTRIBUTION_DIGITS);
    }
  }

  /** The attributions that are reported: the largest ones, in the order of the features. */
  public static List<Attribution> attributions(Predictor predictor, RowExplanation explanation) {
    List<Feature> features = predictor.pipeline().features();
    List<Attribution> all = new ArrayList<>();
    for (int i = 0; i < features.size(); i++) {
      all.add(new Attribution(features.get(i).name(), explanation.attributions()[i]));
    }
    if (all.size() <= MOST_ATTRIBUTIONS) {
      return all;
    }
    List<Attribution> largest =
        all.stream()
            .sorted(Comparator.comparingDouble(a -> -Math.abs(a.value())))
            .limit(MOST_ATTRIBUTIONS)
            .toList();
    return all.stream().filter(largest::contains).toList();
  }

  /**
   * Says in a sentence or two which features mattered.
   *
   * @param row the values that were explained
   */
  public static String notes(Predictor predictor, RowExplanation explanation, Row row) {
    int most = 0;
    int least = 0;
    double[] attributions = explanation.attributions();
    for (int i = 1; i < attributions.length; i++) {
      most = attributions[i] > attributions[most] ? i : most;
      least = attributions[i] < attributions[least] ? i : least;
    }
    Target target = predictor.target();
    boolean classes = !target.classes().isEmpty();
    String predicted =
        classes
            ? "predicting " + label(target, explanation.outputs())
            : "a higher " + target.name();
    StringBuilder notes = new StringBuilder();
    if (attributions[most] > 0) {
      notes
          .append(shown(predictor, most, row))
          .append(" had the largest impact towards ")
          .append(predicted);
    }
    if (attributions[least] < 0) {
      notes
          .append(notes.isEmpty() ? "" : ", ")
          .append(shown(predictor, least, row))
          .append(" had the largest impact against ")
          .append(predicted);
    }
    return notes.isEmpty() ? "no feature had an impact on this prediction" : notes.toString();
  }

  private static String shown(Predictor predictor, int position, Row row) {
    Feature feature = predictor.pipeline().features().get(position);
    String value = value(feature, position, row);
    return feature.name() + " (" + (value == null ? "missing" : value) + ")";
  }

  /** A value as people write it. */
  private static @Nullable String value(Feature feature, int position, Row row) {
    if (!feature.type().isNumeric()) {
      return row.text(position);
    }
    double number = row.number(position);
    return Double.isNaN(number) ? null : ClassLabels.text(number, feature.type());
  }

  /** Rounds half away from zero; what is not finite stays. */
  public static double round(double value, int digits) {
    return Double.isFinite(value)
        ? new BigDecimal(Double.toString(value))
            .setScale(digits, RoundingMode.HALF_UP)
            .doubleValue()
        : value;
  }
}
