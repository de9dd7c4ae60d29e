// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

import java.util.Arrays;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.family.Linear;
import org.inlayml.learning.family.Link;
import org.inlayml.learning.feature.FeatureMatrix;

/**
 * The features that vary, seen as if their means had been taken off; nothing is copied.
 *
 * <p>A column that says nothing (one value throughout, or zero throughout where nothing is centred)
 * is left out here and has the coefficient zero. It must not reach a solver: rounding of its mean
 * would leave a column of noise, which a large coefficient then fits.
 *
 * @param columns varying features × rows, the caller's own arrays
 * @param means per varying feature what is to be taken off; zeros where nothing is centred
 * @param positions per varying feature its position among all
 * @param width how many features there are with the others
 * @param weights how much each row counts; empty where all count alike
 */
record CentredFeatures(
    double[][] columns,
    double[] means,
    int[] positions,
    int width,
    int rows,
    boolean centred,
    double[] weights) {
  private static final double[] ALIKE = {};

  /** Of rows that count alike. */
  static CentredFeatures of(FeatureMatrix features, boolean centred) {
    return of(features, ALIKE, centred);
  }

  static CentredFeatures of(FeatureMatrix features, double[] weights, boolean centred) {
    int[] positions = new int[features.width()];
    int varying = 0;
    for (int feature = 0; feature < features.width(); feature++) {
      double[] column = features.columns()[feature];
      if (varies(column, features.rows(), centred ? column[0] : 0)) {
        positions[varying++] = feature;
      }
    }
    positions = Arrays.copyOf(positions, varying);
    double[][] columns = new double[varying][];
    double[] means = new double[varying];
    for (int j = 0; j < varying; j++) {
      columns[j] = features.columns()[positions[j]];
      means[j] = centred ? mean(columns[j], features.rows(), weights) : 0;
    }
    return new CentredFeatures(
        columns, means, positions, features.width(), features.rows(), centred, weights);
  }

  /** The mean of rows that count alike. */
  static double mean(double[] values, int rows) {
    return mean(values, rows, ALIKE);
  }

  /** The mean, in two passes: the second mends what rounding did to the first. */
  private static double mean(double[] values, int rows, double[] weights) {
    if (weights.length > 0) {
      return weightedMean(values, weights);
    }
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      sum += values[i];
    }
    double first = sum / rows;
    double rest = 0;
    for (int i = 0; i < rows; i++) {
      rest += values[i] - first;
    }
    return first + rest / rows;
  }

  private static double weightedMean(double[] values, double[] weights) {
    double sum = 0;
    double total = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * values[i];
      total += weights[i];
    }
    double first = sum / total;
    double rest = 0;
    for (int i = 0; i < weights.length; i++) {
      rest += weights[i] * (values[i] - first);
    }
    return first + rest / total;
  }

  /** What is to be taken off the target: its mean where something is centred, else 0. */
  double targetMean(double[] target) {
    return centred ? mean(target, rows, weights) : 0;
  }

  /** The mean squared distance of the target from its mean. */
  double variance(double[] target) {
    return meanSquare(target, mean(target, rows, weights));
  }

  /** The mean squared distance of the target from a value. */
  double meanSquare(double[] target, double value) {
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      double distance = target[i] - value;
      sum += (isWeighted() ? weights[i] : 1) * distance * distance;
    }
    return sum / totalWeight();
  }

  /** Whether rows count differently. */
  boolean isWeighted() {
    return weights.length > 0;
  }

  /** How much all rows count together. */
  double totalWeight() {
    double total = 0;
    for (double weight : weights) {
      total += weight;
    }
    return isWeighted() ? total : rows;
  }

  /** How many features vary. */
  int varying() {
    return columns.length;
  }

  /** Copies one row of what varies, centred, into the head of {@code row}. */
  void copyRow(int index, double[] row) {
    for (int j = 0; j < columns.length; j++) {
      row[j] = columns[j][index] - means[j];
    }
  }

  /**
   * A regression from the coefficients of what varies and the mean of the target.
   *
   * <p>Errors: {@link MlError#INVALID_VALUE} where sums of squares became infinite on the way.
   */
  Linear regression(double[] coefficients, double targetMean) {
    double[] all = spread(coefficients);
    double intercept = intercept(coefficients, targetMean);
    if (!Double.isFinite(intercept) || !Arrays.stream(all).allMatch(Double::isFinite)) {
      throw MlError.INVALID_VALUE.with(
          "the target or a feature", "numbers whose squares can be added up", "too great");
    }
    return new Linear(new double[][] {all}, new double[] {intercept}, Link.IDENTITY, 1);
  }

  /** The coefficients of all features. */
  double[] spread(double[] coefficients) {
    double[] all = new double[width];
    for (int j = 0; j < positions.length; j++) {
      all[positions[j]] = coefficients[j];
    }
    return all;
  }

  /** The intercept for features that are not centred. */
  double intercept(double[] coefficients, double centredIntercept) {
    double intercept = centredIntercept;
    for (int j = 0; j < means.length; j++) {
      intercept -= coefficients[j] * means[j];
    }
    return intercept;
  }

  private static boolean varies(double[] column, int rows, double value) {
    for (int i = 0; i < rows; i++) {
      if (column[i] != value) {
        return true;
      }
    }
    return false;
  }
}
