// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.metric;

import java.util.Arrays;
import org.inlayml.learning.error.MlError;

/** Errors of predicted numbers. */
final class Deviations {
  private Deviations() {}

  static double r2(double[] truth, double[] predictions) {
    if (truth.length < 2) {
      throw MlError.SCORE_NOT_COMPUTABLE.with("r2 needs two rows");
    }
    double[] mean = new double[truth.length];
    Arrays.fill(mean, Arrays.stream(truth).average().orElseThrow());
    double residual = meanSquared(truth, predictions);
    if (Arrays.stream(truth).allMatch(value -> value == truth[0])) {
      return residual == 0 ? 1 : 0;
    }
    return 1 - residual / meanSquared(truth, mean);
  }

  static double meanSquared(double[] truth, double[] predictions) {
    double sum = 0;
    for (int row = 0; row < truth.length; row++) {
      double error = truth[row] - predictions[row];
      sum += error * error;
    }
    return sum / truth.length;
  }

  static double meanAbsolute(double[] truth, double[] predictions) {
    return Arrays.stream(absolute(truth, predictions)).sum() / truth.length;
  }

  static double medianAbsolute(double[] truth, double[] predictions) {
    double[] errors = absolute(truth, predictions);
    Arrays.sort(errors);
    int half = errors.length / 2;
    return errors.length % 2 == 1 ? errors[half] : (errors[half - 1] + errors[half]) / 2;
  }

  static double meanSquaredLog(double[] truth, double[] predictions) {
    return meanSquared(logarithms(truth, "a true value"), logarithms(predictions, "a prediction"));
  }

  private static double[] absolute(double[] truth, double[] predictions) {
    double[] errors = new double[truth.length];
    Arrays.setAll(errors, row -> Math.abs(truth[row] - predictions[row]));
    return errors;
  }

  private static double[] logarithms(double[] values, String what) {
    if (Arrays.stream(values).anyMatch(value -> value < 0)) {
      throw MlError.SCORE_NOT_COMPUTABLE.with(
          "neg_mean_squared_log_error needs numbers of at least 0, but " + what + " is negative");
    }
    return Arrays.stream(values).map(StrictMath::log1p).toArray();
  }
}
