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
import org.inlayml.learning.json.JsonName;
import org.inlayml.learning.json.JsonWriter;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.prediction.Predictor;
import org.inlayml.learning.prediction.Target;
import org.inlayml.learning.table.ColumnType;
import org.inlayml.learning.training.ClassLabels;
import org.jspecify.annotations.Nullable;

/**
 * Writes predictions and explanations in HeatWave's JSON form. Names and labels are quoted once for
 * all rows of a model. Immutable, thread-safe.
 */
public final class AnswerWriter {
  private static final int PROBABILITY_DIGITS = 4;
  private static final int ATTRIBUTION_DIGITS = 2;

  /** HeatWave reports no more features of a row than this. */
  private static final int MOST_ATTRIBUTIONS = 100;

  /** The most characters of a probability, and usually of a prediction. */
  private static final int LONGEST_NUMBER = 20;

  /** Below this the digits behind the point of a value are known well enough to be rounded. */
  private static final double MOST_UNITS = 1e8;

  private static final long UNSURE = Long.MIN_VALUE;
  private static final double NEAR_A_TIE = 1e-6;
  private static final double[] POWERS_OF_TEN = {1, 1e1, 1e2, 1e3, 1e4};

  private static final JsonName PREDICTION = new JsonName("Prediction");
  private static final JsonName RESULTS = new JsonName("ml_results");
  private static final JsonName PREDICTIONS = new JsonName("predictions");
  private static final JsonName PROBABILITIES = new JsonName("probabilities");
  private static final JsonName DRIFT = new JsonName("drift");

  private final Task task;
  private final Answers answers;
  private final JsonName target;
  private final List<String> labels;
  private final List<JsonName> classes;
  private final int room;

  public AnswerWriter(Target target) {
    this(target, Answers.HALF);
  }

  /**
   * @param threshold the probability above which a row is an anomaly
   */
  public AnswerWriter(Target target, double threshold) {
    task = target.task();
    answers = new Answers(target, threshold);
    this.target = new JsonName(target.name());
    labels =
        task == Task.CLASSIFICATION
            ? target.classes().stream().map(label -> labelJson(target.type(), label)).toList()
            : List.of();
    classes = target.classes().stream().map(JsonName::new).toList();
    double[] outputs = new double[target.outputs()];
    int frame = predictions(new JsonWriter().beginObject(), "", outputs).endObject().length();
    int label = labels.stream().mapToInt(String::length).max().orElse(0);
    room = frame + label + LONGEST_NUMBER * outputs.length;
  }

  private static String labelJson(ColumnType type, String label) {
    return switch (type) {
      case INTEGER, NUMBER, BOOLEAN -> label;
      case TEXT, DATE, TIME, TIMESTAMP, IDENTIFIER -> new JsonWriter().value(label).toString();
    };
  }

  /** The prediction as a JSON value: a number, or the label as its column's type. */
  public String prediction(double[] outputs) {
    return switch (task) {
      case REGRESSION -> JsonWriter.number(outputs[0]);
      case CLASSIFICATION -> labels.get(Predictor.mostProbable(outputs));
      case CLUSTERING, ANOMALY_DETECTION -> answers.prediction(outputs).toString();
      case DECOMPOSITION -> JsonWriter.number(outputs[Predictor.mostProbable(outputs)]);
    };
  }

  /** The object {@code ml_results} of a prediction. */
  public String results(double[] outputs) {
    JsonWriter json = new JsonWriter(room).beginObject();
    return predictions(json, prediction(outputs), outputs).endObject().toString();
  }

  /**
   * As {@link #results(double[])}, with the member {@code drift} of what HeatWave calls details.
   */
  public String results(double[] outputs, String drift) {
    JsonWriter json = new JsonWriter(room + drift.length()).beginObject();
    return predictions(json, prediction(outputs), outputs)
        .name(DRIFT)
        .raw(drift)
        .endObject()
        .toString();
  }

  /**
   * Writes the members {@code Prediction} and {@code ml_results} of a prediction; of an anomaly
   * detection, as HeatWave, and of a decomposition the second alone.
   */
  public JsonWriter answer(JsonWriter json, double[] outputs) {
    return begin(json, outputs).endObject();
  }

  /** As {@link #answer(JsonWriter, double[])}, with the member {@code drift}, a JSON object. */
  public JsonWriter answer(JsonWriter json, double[] outputs, String drift) {
    return begin(json, outputs).name(DRIFT).raw(drift).endObject();
  }

  private JsonWriter begin(JsonWriter json, double[] outputs) {
    String prediction = prediction(outputs);
    if (task != Task.ANOMALY_DETECTION && task != Task.DECOMPOSITION) {
      json.name(PREDICTION).raw(prediction);
    }
    json.name(RESULTS).beginObject();
    return predictions(json, prediction, outputs);
  }

  /** The object {@code ml_results} of an explanation. */
  public static String results(Predictor predictor, RowExplanation explanation, String notes) {
    JsonWriter json = new JsonWriter().beginObject().name("notes").value(notes);
    AnswerWriter answers = new AnswerWriter(predictor.target());
    double[] outputs = explanation.outputs();
    answers.predictions(json, answers.prediction(outputs), outputs);
    json.name("attributions").beginObject();
    for (Attribution attribution : attributions(predictor, explanation)) {
      json.name(attribution.feature()).value(attribution.rounded());
    }
    return json.endObject().endObject().toString();
  }

  private JsonWriter predictions(JsonWriter json, String prediction, double[] outputs) {
    json.name(PREDICTIONS).beginObject();
    if (task == Task.DECOMPOSITION) {
      for (int k = 0; k < outputs.length; k++) {
        json.name(classes.get(k)).value(outputs[k]);
      }
      return json.endObject();
    }
    json.name(target).raw(prediction).endObject();
    if (task != Task.REGRESSION) {
      json.name(PROBABILITIES).beginObject();
      for (int k = 0; k < outputs.length; k++) {
        probability(json.name(classes.get(k)), outputs[k]);
      }
      json.endObject();
    }
    return json;
  }

  private static void probability(JsonWriter json, double value) {
    long units = units(value, PROBABILITY_DIGITS);
    if (units == UNSURE) {
      json.value(round(value, PROBABILITY_DIGITS));
    } else {
      json.decimal(units, PROBABILITY_DIGITS);
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
    String predicted = predicted(predictor.target(), explanation.outputs());
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

  private static String predicted(Target target, double[] outputs) {
    return switch (target.task()) {
      case REGRESSION -> "a higher " + target.name();
      case CLASSIFICATION, ANOMALY_DETECTION -> "predicting " + target.label(outputs);
      case CLUSTERING -> "predicting cluster " + target.label(outputs);
      case DECOMPOSITION -> "a higher " + target.label(outputs);
    };
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

  /**
   * Rounds half away from zero, as the shortest decimal of the value is; what is not finite stays.
   *
   * @param digits behind the point
   */
  public static double round(double value, int digits) {
    long units = units(value, digits);
    if (units != UNSURE) {
      return units / POWERS_OF_TEN[digits];
    }
    return Double.isFinite(value)
        ? new BigDecimal(Double.toString(value))
            .setScale(digits, RoundingMode.HALF_UP)
            .doubleValue()
        : value;
  }

  /**
   * A value as a whole number of units of the last digit, unless it takes exact arithmetic to say
   * which.
   */
  private static long units(double value, int digits) {
    if (digits >= POWERS_OF_TEN.length) {
      return UNSURE;
    }
    double size = Math.abs(value) * POWERS_OF_TEN[digits];
    if (!(size < MOST_UNITS)) {
      return UNSURE;
    }
    long whole = (long) size;
    double above = size - whole - 0.5;
    if (Math.abs(above) < NEAR_A_TIE) {
      return UNSURE;
    }
    long units = above > 0 ? whole + 1 : whole;
    return value < 0 ? -units : units;
  }
}
