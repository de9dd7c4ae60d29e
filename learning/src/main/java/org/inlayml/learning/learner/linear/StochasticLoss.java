// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.learner.Task;

/**
 * What stochastic gradient descent makes small, row by row: losses of a score and a truth, which is
 * 1 or -1 in a classification. Source: Bottou, Stochastic Gradient Descent Tricks, 2012, table 1.
 */
enum StochasticLoss {
  HINGE(Task.CLASSIFICATION, 0) {
    @Override
    double value(double score, double truth, double width) {
      return Math.max(0, 1 - score * truth);
    }

    @Override
    double slope(double score, double truth, double width) {
      return score * truth <= 1 ? -truth : 0;
    }
  },
  LOG_LOSS(Task.CLASSIFICATION, 0) {
    @Override
    double value(double score, double truth, double width) {
      double margin = score * truth;
      return Math.max(0, -margin) + StrictMath.log1p(StrictMath.exp(-Math.abs(margin)));
    }

    @Override
    double slope(double score, double truth, double width) {
      return -truth / (StrictMath.exp(score * truth) + 1);
    }
  },
  MODIFIED_HUBER(Task.CLASSIFICATION, 2) {
    @Override
    double value(double score, double truth, double width) {
      double margin = score * truth;
      double missing = Math.max(0, 1 - margin);
      return margin < -1 ? -4 * margin : missing * missing;
    }

    @Override
    double slope(double score, double truth, double width) {
      double margin = score * truth;
      return margin < -1 ? -4 * truth : -2 * truth * Math.max(0, 1 - margin);
    }
  },
  SQUARED_HINGE(Task.CLASSIFICATION, 2) {
    @Override
    double value(double score, double truth, double width) {
      double missing = Math.max(0, 1 - score * truth);
      return missing * missing;
    }

    @Override
    double slope(double score, double truth, double width) {
      return -2 * truth * Math.max(0, 1 - score * truth);
    }
  },
  PERCEPTRON(Task.CLASSIFICATION, 0) {
    @Override
    double value(double score, double truth, double width) {
      return Math.max(0, -score * truth);
    }

    @Override
    double slope(double score, double truth, double width) {
      return score * truth <= 0 ? -truth : 0;
    }
  },
  SQUARED_ERROR(Task.REGRESSION, 1) {
    @Override
    double value(double score, double truth, double width) {
      return 0.5 * (score - truth) * (score - truth);
    }

    @Override
    double slope(double score, double truth, double width) {
      return score - truth;
    }
  },
  HUBER(Task.REGRESSION, 1) {
    @Override
    double value(double score, double truth, double width) {
      double error = Math.abs(score - truth);
      return error <= width ? 0.5 * error * error : width * error - 0.5 * width * width;
    }

    @Override
    double slope(double score, double truth, double width) {
      return Math.max(-width, Math.min(score - truth, width));
    }
  },
  EPSILON_INSENSITIVE(Task.REGRESSION, 0) {
    @Override
    double value(double score, double truth, double width) {
      return Math.max(0, Math.abs(score - truth) - width);
    }

    @Override
    double slope(double score, double truth, double width) {
      return Math.abs(score - truth) > width ? Math.signum(score - truth) : 0;
    }
  },
  SQUARED_EPSILON_INSENSITIVE(Task.REGRESSION, 2) {
    @Override
    double value(double score, double truth, double width) {
      double beyond = EPSILON_INSENSITIVE.value(score, truth, width);
      return beyond * beyond;
    }

    @Override
    double slope(double score, double truth, double width) {
      double beyond = EPSILON_INSENSITIVE.value(score, truth, width);
      return 2 * Math.copySign(beyond, score - truth);
    }
  };

  private final Task task;
  private final double bend;

  StochasticLoss(Task task, double bend) {
    this.task = task;
    this.bend = bend;
  }

  /**
   * The loss of a score.
   *
   * @param width how far off counts as right, or as usual
   */
  abstract double value(double score, double truth, double width);

  /** The derivative of the loss by the score, as {@link #value}. */
  abstract double slope(double score, double truth, double width);

  /** The greatest second derivative; 0 where too long a step does no harm that grows. */
  double bend() {
    return bend;
  }

  boolean isOfNumbers() {
    return task == Task.REGRESSION;
  }

  /** The name as an option has it. */
  String optionName() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static List<String> names(Task task, List<StochasticLoss> known) {
    return known.stream().filter(l -> l.task == task).map(StochasticLoss::optionName).toList();
  }

  /**
   * The loss of a name. Errors: {@code INVALID_OPTION} where it is of another task.
   *
   * @param known those that a learner has
   */
  static StochasticLoss of(String name, Task task, List<StochasticLoss> known) {
    return known.stream()
        .filter(loss -> loss.optionName().equals(name) && loss.task == task)
        .findFirst()
        .orElseThrow(
            () ->
                MlError.INVALID_OPTION.with(
                    "loss",
                    "'" + name + "'",
                    "for " + task.sqlName() + " one of " + String.join(", ", names(task, known))));
  }

  static String[] names(List<StochasticLoss> losses) {
    return losses.stream().map(StochasticLoss::optionName).toArray(String[]::new);
  }

  static List<StochasticLoss> all() {
    return Arrays.stream(values()).toList();
  }
}
