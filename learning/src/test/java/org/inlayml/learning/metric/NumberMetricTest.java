// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.data.Offset;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.MlException;
import org.inlayml.learning.learner.Task;
import org.junit.jupiter.api.Test;

/** The first two are the examples printed in scikit-learn's documentation. */
class NumberMetricTest {
  private static final Offset<Double> EXACT = within(1e-15);

  @Test
  void agrees_with_the_examples_of_scikit_learn() {
    double[] truth = {3, -0.5, 2, 7};
    double[] predictions = {2.5, 0, 2, 8};

    assertThat(Metric.R2.score(truth, predictions)).isCloseTo(0.9486081370449679, EXACT);
    assertThat(Metric.NEG_MEAN_SQUARED_ERROR.score(truth, predictions)).isEqualTo(-0.375);
    assertThat(Metric.NEG_ROOT_MEAN_SQUARED_ERROR.score(truth, predictions))
        .isCloseTo(-0.6123724356957945, EXACT);
    assertThat(Metric.NEG_MEAN_ABSOLUTE_ERROR.score(truth, predictions)).isEqualTo(-0.5);
    assertThat(Metric.NEG_MEDIAN_ABSOLUTE_ERROR.score(truth, predictions)).isEqualTo(-0.5);
  }

  @Test
  void squared_log_error_agrees_with_the_example_of_scikit_learn() {
    assertThat(
            Metric.NEG_MEAN_SQUARED_LOG_ERROR.score(
                new double[] {3, 5, 2.5, 7}, new double[] {2.5, 5, 4, 8}))
        .isCloseTo(-0.03973012298459379, EXACT);
  }

  @Test
  void median_is_the_middle_error_or_the_mean_of_two() {
    double[] zeros = new double[3];

    assertThat(Metric.NEG_MEDIAN_ABSOLUTE_ERROR.score(zeros, new double[] {-9, 1, 2}))
        .isEqualTo(-2);
    assertThat(Metric.NEG_MEDIAN_ABSOLUTE_ERROR.score(new double[2], new double[] {1, -4}))
        .isEqualTo(-2.5);
  }

  @Test
  void perfect_predictions_score_highest_and_no_minus_zero() {
    double[] truth = {1, 2, 4};

    for (Metric metric : Metric.allowed(Task.REGRESSION, 0)) {
      double best = metric == Metric.R2 ? 1.0 : 0.0;
      assertThat(Double.compare(metric.score(truth, truth), best)).as("%s", metric).isZero();
      assertThat(metric.score(truth, new double[] {1, 3, 2})).as("%s", metric).isLessThan(best);
    }
  }

  @Test
  void r2_may_be_negative() {
    assertThat(Metric.R2.score(new double[] {1, 2, 3}, new double[] {3, 2, 1})).isEqualTo(-3);
  }

  @Test
  void r2_of_a_constant_truth_is_one_or_zero() {
    double[] truth = {0.1, 0.1, 0.1};

    assertThat(Metric.R2.score(truth, truth)).isEqualTo(1);
    assertThat(Metric.R2.score(truth, new double[] {0.1, 0.1, 0.2})).isZero();
  }

  @Test
  void r2_of_one_row_is_not_computable() {
    notComputable(() -> Metric.R2.score(new double[] {1}, new double[] {1}), "r2 needs two rows");
  }

  @Test
  void squared_log_error_of_negative_numbers_is_not_computable() {
    double[] positive = {1, 2};
    double[] negative = {1, -0.5};
    String reason = "neg_mean_squared_log_error needs numbers of at least 0, but ";

    notComputable(
        () -> Metric.NEG_MEAN_SQUARED_LOG_ERROR.score(negative, positive),
        reason + "a true value is negative");
    notComputable(
        () -> Metric.NEG_MEAN_SQUARED_LOG_ERROR.score(positive, negative),
        reason + "a prediction is negative");
  }

  @Test
  void score_beyond_the_range_of_numbers_is_not_computable() {
    notComputable(
        () -> Metric.NEG_MEAN_SQUARED_ERROR.score(new double[] {1e200}, new double[] {-1e200}),
        "neg_mean_squared_error exceeds the range of numbers");
  }

  private static void notComputable(ThrowingCallable call, String reason) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            MlException.class, e -> assertThat(e.error()).isEqualTo(MlError.SCORE_NOT_COMPUTABLE))
        .hasMessage(
            "ML003019: Invalid data for the metric. Score could not be computed: " + reason + ".");
  }
}
