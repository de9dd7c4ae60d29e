// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.MlException;
import org.inlayml.learning.learner.Task;
import org.junit.jupiter.api.Test;

class MetricTest {
  private static final String OF_MANY_CLASSES =
      "accuracy, balanced_accuracy, neg_log_loss, roc_auc, f1_macro, f1_micro, f1_samples,"
          + " f1_weighted, precision_macro, precision_micro, precision_samples,"
          + " precision_weighted, recall_macro, recall_micro, recall_samples, recall_weighted";

  @Test
  void is_found_by_name_in_any_case() {
    assertThat(Metric.of("F1_Micro", Task.CLASSIFICATION, 3)).isEqualTo(Metric.F1_MICRO);
    assertThat(Metric.of("f1", Task.CLASSIFICATION, 2)).isEqualTo(Metric.F1);
    assertThat(Metric.of("r2", Task.REGRESSION, 0)).isEqualTo(Metric.R2);
    assertThat(Metric.NEG_MEAN_SQUARED_LOG_ERROR.sqlName()).isEqualTo("neg_mean_squared_log_error");
  }

  @Test
  void of_the_binary_kind_is_refused_for_more_classes() {
    assertThat(Metric.allowed(Task.CLASSIFICATION, 2)).contains(Metric.F1, Metric.RECALL_MACRO);

    assertThatThrownBy(() -> Metric.of("f1", Task.CLASSIFICATION, 3))
        .isInstanceOfSatisfying(
            MlException.class, e -> assertThat(e.error()).isEqualTo(MlError.UNKNOWN_METRIC))
        .hasMessage(
            "ML003020: metric 'f1' cannot score a classification of 3 classes. Metrics for it: "
                + OF_MANY_CLASSES
                + ".");
  }

  @Test
  void of_another_task_is_refused() {
    assertThatThrownBy(() -> Metric.of("accuracy", Task.REGRESSION, 0))
        .isInstanceOfSatisfying(
            MlException.class, e -> assertThat(e.error()).isEqualTo(MlError.UNKNOWN_METRIC))
        .hasMessage(
            "ML003020: metric 'accuracy' cannot score a regression. Metrics for it: r2,"
                + " neg_mean_squared_error, neg_root_mean_squared_error,"
                + " neg_mean_absolute_error, neg_mean_squared_log_error,"
                + " neg_median_absolute_error.");
    assertThatThrownBy(() -> Metric.of("r2", Task.CLASSIFICATION, 2))
        .isInstanceOf(MlException.class)
        .hasMessageStartingWith("ML003020: metric 'r2' cannot score a binary classification.");
  }

  @Test
  void of_no_rows_is_not_computable() {
    for (Metric metric : Metric.allowed(Task.CLASSIFICATION, 2)) {
      notComputable(() -> metric.score(new double[0], new double[0][]), "there are no rows");
    }
    for (Metric metric : Metric.allowed(Task.REGRESSION, 0)) {
      notComputable(() -> metric.score(new double[0], new double[0]), "there are no rows");
    }
  }

  @Test
  void of_predictions_that_are_no_numbers_is_not_computable() {
    double[][] broken = {{0.5, Double.NaN}, {0.5, 0.5}};
    String reason = "a prediction is not a finite number";

    for (Metric metric : Metric.allowed(Task.CLASSIFICATION, 2)) {
      notComputable(() -> metric.score(new double[] {0, 1}, broken), reason);
    }
    for (Metric metric : Metric.allowed(Task.REGRESSION, 0)) {
      notComputable(() -> metric.score(new double[] {1, 2}, new double[] {Double.NaN, 1}), reason);
    }
  }

  @Test
  void of_the_wrong_kind_of_predictions_or_count_is_a_defect() {
    assertThatThrownBy(() -> Metric.R2.score(new double[1], new double[1][2]))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> Metric.F1.score(new double[1], new double[1]))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> Metric.R2.score(new double[2], new double[1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("2 rows, 1 predictions");
  }

  private static void notComputable(ThrowingCallable call, String reason) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            MlException.class, e -> assertThat(e.error()).isEqualTo(MlError.SCORE_NOT_COMPUTABLE))
        .hasMessage(
            "ML003019: Invalid data for the metric. Score could not be computed: " + reason + ".");
  }
}
