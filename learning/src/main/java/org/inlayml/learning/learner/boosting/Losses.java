// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.boosting;

import java.util.Optional;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.learner.TargetVector;

/** The losses by name, with what boosting starts from: the best answer that is the same for all. */
final class Losses {
  static final String[] NAMES = {
    "squared_error", "absolute_error", "poisson", "quantile", "log_loss"
  };

  /** Rows that a class which does not occur is taken to have: rare, but no infinity. */
  private static final double ABSENT = 0.01;

  private Losses() {}

  /**
   * The loss of a name.
   *
   * <p>Errors: {@code INVALID_OPTION} where it is no loss of the task, or not of this truth.
   *
   * @param name empty for the usual one
   */
  static Loss of(TargetVector target, Optional<String> name, double quantile) {
    boolean classes = target.classes() > 0;
    String chosen = name.orElse(classes ? "log_loss" : "squared_error");
    if (classes != chosen.equals("log_loss")) {
      throw MlError.INVALID_OPTION.with(
          "loss",
          "'" + chosen + "'",
          classes ? "'log_loss' in a classification" : "a loss of numbers in a regression");
    }
    double[] truth = target.values();
    return switch (chosen) {
      case "absolute_error" -> quantile(target, 0.5);
      case "quantile" -> quantile(target, quantile);
      case "poisson" -> poisson(target);
      case "log_loss" -> logLoss(target);
      default -> new NumberLosses.SquaredError(truth, new double[] {mean(target)});
    };
  }

  private static double mean(TargetVector target) {
    double mean = 0;
    double weight = 0;
    for (int row = 0; row < target.rows(); row++) {
      weight += target.weight(row);
      mean += (target.values()[row] - mean) * (target.weight(row) / weight);
    }
    return mean;
  }

  private static Loss quantile(TargetVector target, double quantile) {
    double start = Quantiles.of(target.values().clone(), target.weights(), quantile);
    return new NumberLosses.QuantileError(target.values(), new double[] {start}, quantile);
  }

  private static Loss poisson(TargetVector target) {
    double mean = mean(target);
    boolean negative = false;
    for (double value : target.values()) {
      negative |= value < 0;
    }
    if (negative || !(mean > 0)) {
      throw MlError.INVALID_OPTION.with(
          "loss", "'poisson'", "a target of numbers from 0 on, not all of them 0");
    }
    return new NumberLosses.Poisson(target.values(), new double[] {StrictMath.log(mean)});
  }

  private static Loss logLoss(TargetVector target) {
    double[] weights = new double[target.classes()];
    double total = 0;
    for (int row = 0; row < target.rows(); row++) {
      weights[(int) target.values()[row]] += target.weight(row);
      total += target.weight(row);
    }
    double[] logs = new double[weights.length];
    for (int k = 0; k < logs.length; k++) {
      double share = Math.max(weights[k] / total, ABSENT / target.rows());
      logs[k] = StrictMath.log(share);
    }
    return logs.length == 2
        ? new ClassLosses.Logistic(target.values(), new double[] {logs[1] - logs[0]})
        : new ClassLosses.Softmax(target.values(), logs);
  }
}
