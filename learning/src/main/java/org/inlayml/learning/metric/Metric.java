// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.metric;

import static java.util.stream.Collectors.joining;

import com.google.errorprone.annotations.Immutable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.learner.Task;

/**
 * How well predictions agree with the truth, by HeatWave's names; higher is always better, so
 * errors are negated. Definitions are those of scikit-learn 1.2 unless said otherwise.
 *
 * <p>In a classification the predicted class is the most probable one, the first of those equally
 * probable. A true class that the model does not know counts as wrong: all such rows form one more
 * class, which is never predicted. Averages named {@code macro} are over the classes that occur in
 * the truth or the predictions. A share of nothing, such as the precision of a class never
 * predicted, is 0.
 *
 * <p>In a binary problem the second class is the positive one.
 */
public enum Metric {
  /** The share of rows whose class is predicted right. */
  ACCURACY(Scope.CLASSES, (truth, p) -> Confusion.of(truth, p).accuracy()),
  /** The mean recall of the classes that occur in the truth. */
  BALANCED_ACCURACY(Scope.CLASSES, (truth, p) -> Confusion.of(truth, p).balancedAccuracy()),
  /**
   * Minus the mean of -log of the probability given to the true class; probabilities are taken as
   * at least 1e-15, at most 1 - 1e-15, and divided by their sum. 0 is the probability of a class
   * that the model does not know.
   */
  NEG_LOG_LOSS(Scope.CLASSES, (truth, p) -> 0 - Probabilities.logLoss(truth, p)),
  /**
   * The chance that a row of a class has a higher probability of it than a row of another class,
   * ties counting half. With more than two classes the mean over the classes that occur in the
   * truth, each against the rest. Needs two classes in the truth.
   */
  ROC_AUC(Scope.CLASSES, Probabilities::rocAuc),

  /** The harmonic mean of precision and recall of the positive class. */
  F1(Scope.BINARY, (truth, p) -> Confusion.of(truth, p).f1(1)),
  F1_MACRO(Scope.CLASSES, (truth, p) -> Confusion.of(truth, p).macro(Confusion::f1)),
  /** Equals {@link #ACCURACY}, since every row has one class and one prediction. */
  F1_MICRO(Scope.CLASSES, (truth, p) -> Confusion.of(truth, p).accuracy()),
  /** Equals {@link #ACCURACY}; scikit-learn refuses it for rows of one class each. */
  F1_SAMPLES(Scope.CLASSES, (truth, p) -> Confusion.of(truth, p).accuracy()),
  F1_WEIGHTED(Scope.CLASSES, (truth, p) -> Confusion.of(truth, p).weighted(Confusion::f1)),

  /** Of the rows predicted positive, the share that is positive. */
  PRECISION(Scope.BINARY, (truth, p) -> Confusion.of(truth, p).precision(1)),
  PRECISION_MACRO(Scope.CLASSES, (truth, p) -> Confusion.of(truth, p).macro(Confusion::precision)),
  /** Equals {@link #ACCURACY}, since every row has one class and one prediction. */
  PRECISION_MICRO(Scope.CLASSES, (truth, p) -> Confusion.of(truth, p).accuracy()),
  /** Equals {@link #ACCURACY}; scikit-learn refuses it for rows of one class each. */
  PRECISION_SAMPLES(Scope.CLASSES, (truth, p) -> Confusion.of(truth, p).accuracy()),
  PRECISION_WEIGHTED(
      Scope.CLASSES, (truth, p) -> Confusion.of(truth, p).weighted(Confusion::precision)),

  /** Of the positive rows, the share that is predicted positive. */
  RECALL(Scope.BINARY, (truth, p) -> Confusion.of(truth, p).recall(1)),
  RECALL_MACRO(Scope.CLASSES, (truth, p) -> Confusion.of(truth, p).macro(Confusion::recall)),
  /** Equals {@link #ACCURACY}, since every row has one class and one prediction. */
  RECALL_MICRO(Scope.CLASSES, (truth, p) -> Confusion.of(truth, p).accuracy()),
  /** Equals {@link #ACCURACY}; scikit-learn refuses it for rows of one class each. */
  RECALL_SAMPLES(Scope.CLASSES, (truth, p) -> Confusion.of(truth, p).accuracy()),
  RECALL_WEIGHTED(Scope.CLASSES, (truth, p) -> Confusion.of(truth, p).weighted(Confusion::recall)),

  /**
   * 1 minus the squared errors as a share of those of the mean. Where the truth is constant 1 if
   * all predictions are right, else 0. Needs two rows.
   */
  R2(Deviations::r2),
  NEG_MEAN_SQUARED_ERROR((truth, p) -> 0 - Deviations.meanSquared(truth, p)),
  NEG_ROOT_MEAN_SQUARED_ERROR((truth, p) -> 0 - Math.sqrt(Deviations.meanSquared(truth, p))),
  NEG_MEAN_ABSOLUTE_ERROR((truth, p) -> 0 - Deviations.meanAbsolute(truth, p)),
  /** Of log(1 + value); needs truth and predictions of at least 0. */
  NEG_MEAN_SQUARED_LOG_ERROR((truth, p) -> 0 - Deviations.meanSquaredLog(truth, p)),
  NEG_MEDIAN_ABSOLUTE_ERROR((truth, p) -> 0 - Deviations.medianAbsolute(truth, p));

  private enum Scope {
    BINARY,
    CLASSES,
    NUMBERS
  }

  @Immutable
  @FunctionalInterface
  private interface ClassScore {
    double of(double[] truth, double[][] probabilities);
  }

  @Immutable
  @FunctionalInterface
  private interface NumberScore {
    double of(double[] truth, double[] predictions);
  }

  private final Scope scope;
  private final ClassScore classScore;
  private final NumberScore numberScore;

  Metric(Scope scope, ClassScore classScore) {
    this.scope = scope;
    this.classScore = classScore;
    this.numberScore =
        (truth, predictions) -> {
          throw new IllegalStateException("a metric of classes");
        };
  }

  Metric(NumberScore numberScore) {
    this.scope = Scope.NUMBERS;
    this.classScore =
        (truth, probabilities) -> {
          throw new IllegalStateException("a metric of numbers");
        };
    this.numberScore = numberScore;
  }

  /**
   * Finds a metric by its SQL name, in any case.
   *
   * <p>Errors: {@link MlError#UNKNOWN_METRIC} where there is none of that name for the task.
   *
   * @param classes how many classes the model knows; of no account in a regression
   */
  public static Metric of(String name, Task task, int classes) {
    List<Metric> allowed = allowed(task, classes);
    return allowed.stream()
        .filter(m -> m.sqlName().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                MlError.UNKNOWN_METRIC.with(
                    name,
                    problem(task, classes),
                    allowed.stream().map(Metric::sqlName).collect(joining(", "))));
  }

  /** The metrics for a task and number of classes. */
  public static List<Metric> allowed(Task task, int classes) {
    return Arrays.stream(values())
        .filter(
            metric ->
                switch (metric.scope) {
                  case BINARY -> task == Task.CLASSIFICATION && classes == 2;
                  case CLASSES -> task == Task.CLASSIFICATION;
                  case NUMBERS -> task == Task.REGRESSION;
                })
        .toList();
  }

  /** The name in SQL, lower_snake. */
  public String sqlName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Scores a classification.
   *
   * <p>Errors: {@link MlError#SCORE_NOT_COMPUTABLE}.
   *
   * @param truth per row the position of the true class, -1 where the model does not know it
   * @param probabilities rows × classes
   */
  public double score(double[] truth, double[][] probabilities) {
    check(truth.length, probabilities.length);
    Arrays.stream(probabilities).forEach(Metric::checkNumbers);
    return finite(classScore.of(truth, probabilities));
  }

  /**
   * Scores a regression.
   *
   * <p>Errors: {@link MlError#SCORE_NOT_COMPUTABLE}.
   *
   * @param truth the true value per row
   * @param predictions the predicted value per row
   */
  public double score(double[] truth, double[] predictions) {
    check(truth.length, predictions.length);
    checkNumbers(predictions);
    return finite(numberScore.of(truth, predictions));
  }

  private static void check(int rows, int predictions) {
    if (rows != predictions) {
      throw new IllegalArgumentException(rows + " rows, " + predictions + " predictions");
    }
    if (rows == 0) {
      throw MlError.SCORE_NOT_COMPUTABLE.with("there are no rows");
    }
  }

  private static void checkNumbers(double[] predictions) {
    if (!Arrays.stream(predictions).allMatch(Double::isFinite)) {
      throw MlError.SCORE_NOT_COMPUTABLE.with("a prediction is not a finite number");
    }
  }

  private double finite(double score) {
    if (!Double.isFinite(score)) {
      throw MlError.SCORE_NOT_COMPUTABLE.with(sqlName() + " exceeds the range of numbers");
    }
    return score;
  }

  private static String problem(Task task, int classes) {
    return switch (task) {
      case CLASSIFICATION ->
          classes == 2 ? "a binary classification" : "a classification of " + classes + " classes";
      case REGRESSION -> "a regression";
      case ANOMALY_DETECTION -> "an anomaly detection";
      case CLUSTERING -> "a clustering";
      case DECOMPOSITION -> "a decomposition";
    };
  }
}
