// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.MlException;
import org.junit.jupiter.api.Test;

/**
 * Expectations are worked out by hand, or printed in scikit-learn's documentation where said so.
 */
class ClassMetricTest {
  private static final Offset<Double> EXACT = within(1e-15);

  // Class 0: 3 right, predicted 3, true 4. Class 1: 1, 2, 2. Class 2: 1, 2, 1.
  private static final double[] TRUTH = {0, 0, 0, 0, 1, 1, 2};
  private static final double[][] PREDICTED = hard(3, 0, 0, 0, 1, 1, 2, 2);

  @Test
  void precision_is_of_the_predicted_and_recall_of_the_true_rows() {
    assertThat(Metric.PRECISION_MACRO.score(TRUTH, PREDICTED)).isCloseTo(2.0 / 3, EXACT);
    assertThat(Metric.RECALL_MACRO.score(TRUTH, PREDICTED)).isCloseTo(0.75, EXACT);
    assertThat(Metric.PRECISION_WEIGHTED.score(TRUTH, PREDICTED)).isCloseTo(5.5 / 7, EXACT);
    assertThat(Metric.RECALL_WEIGHTED.score(TRUTH, PREDICTED)).isCloseTo(5.0 / 7, EXACT);
    assertThat(Metric.BALANCED_ACCURACY.score(TRUTH, PREDICTED)).isCloseTo(0.75, EXACT);
  }

  @Test
  void f1_is_the_harmonic_mean_of_both() {
    assertThat(Metric.F1_MACRO.score(TRUTH, PREDICTED))
        .isCloseTo((6.0 / 7 + 1.0 / 2 + 2.0 / 3) / 3, EXACT);
    assertThat(Metric.F1_WEIGHTED.score(TRUTH, PREDICTED))
        .isCloseTo((4 * 6.0 / 7 + 2 * 1.0 / 2 + 2.0 / 3) / 7, EXACT);
  }

  @Test
  void micro_and_samples_equal_accuracy() {
    for (Metric metric :
        new Metric[] {
          Metric.ACCURACY,
          Metric.F1_MICRO,
          Metric.F1_SAMPLES,
          Metric.PRECISION_MICRO,
          Metric.PRECISION_SAMPLES,
          Metric.RECALL_MICRO,
          Metric.RECALL_SAMPLES
        }) {
      assertThat(metric.score(TRUTH, PREDICTED)).as("%s", metric).isCloseTo(5.0 / 7, EXACT);
    }
  }

  @Test
  void agrees_with_the_examples_of_scikit_learn() {
    double[] truth = {0, 1, 2, 0, 1, 2};
    double[][] predicted = hard(3, 0, 2, 1, 0, 0, 1);

    assertThat(Metric.PRECISION_MACRO.score(truth, predicted)).isCloseTo(2.0 / 9, EXACT);
    assertThat(Metric.RECALL_MACRO.score(truth, predicted)).isCloseTo(1.0 / 3, EXACT);
    assertThat(Metric.F1_MACRO.score(truth, predicted)).isCloseTo(0.8 / 3, EXACT);
    assertThat(
            Metric.BALANCED_ACCURACY.score(
                new double[] {0, 1, 0, 0, 1, 0}, hard(2, 0, 1, 0, 0, 0, 1)))
        .isCloseTo(0.625, EXACT);
  }

  @Test
  void second_class_is_the_positive_one() {
    // Positive: 1 right, predicted 1, true 3.
    double[] truth = {0, 0, 1, 1, 1};
    double[][] predicted = hard(2, 0, 0, 0, 0, 1);

    assertThat(Metric.PRECISION.score(truth, predicted)).isEqualTo(1);
    assertThat(Metric.RECALL.score(truth, predicted)).isCloseTo(1.0 / 3, EXACT);
    assertThat(Metric.F1.score(truth, predicted)).isCloseTo(0.5, EXACT);
  }

  @Test
  void share_of_nothing_is_zero() {
    double[][] negative = hard(2, 0, 0);

    assertThat(Metric.PRECISION.score(new double[] {0, 1}, negative)).isZero();
    assertThat(Metric.RECALL.score(new double[] {0, 0}, hard(2, 0, 1))).isZero();
    assertThat(Metric.F1.score(new double[] {0, 0}, negative)).isZero();
  }

  @Test
  void class_that_is_neither_true_nor_predicted_is_left_out_of_macro_averages() {
    double[] truth = {0, 0, 1};
    double[][] predicted = hard(4, 0, 0, 1);

    assertThat(Metric.PRECISION_MACRO.score(truth, predicted)).isEqualTo(1);
    assertThat(Metric.F1_MACRO.score(truth, predicted)).isEqualTo(1);
    assertThat(Metric.BALANCED_ACCURACY.score(truth, predicted)).isEqualTo(1);
  }

  @Test
  void class_that_is_predicted_but_never_true_counts_in_macro_averages_only() {
    double[] truth = {0, 0, 0, 1};
    double[][] predicted = hard(3, 0, 0, 2, 1);

    assertThat(Metric.RECALL_MACRO.score(truth, predicted)).isCloseTo(5.0 / 9, EXACT);
    assertThat(Metric.BALANCED_ACCURACY.score(truth, predicted)).isCloseTo(5.0 / 6, EXACT);
    assertThat(Metric.RECALL_WEIGHTED.score(truth, predicted)).isCloseTo(0.75, EXACT);
  }

  @Test
  void class_unknown_to_the_model_counts_as_wrong() {
    double[] truth = {0, 1, -1, -1};
    double[][] predicted = hard(2, 0, 1, 1, 0);

    assertThat(Metric.ACCURACY.score(truth, predicted)).isEqualTo(0.5);
    assertThat(Metric.PRECISION.score(truth, predicted)).isEqualTo(0.5);
    assertThat(Metric.RECALL.score(truth, predicted)).isEqualTo(1);
    assertThat(Metric.BALANCED_ACCURACY.score(truth, predicted)).isCloseTo(2.0 / 3, EXACT);
    assertThat(Metric.RECALL_MACRO.score(truth, predicted)).isCloseTo(2.0 / 3, EXACT);
    assertThat(Metric.PRECISION_WEIGHTED.score(truth, predicted)).isCloseTo(0.25, EXACT);
    assertThat(Metric.NEG_LOG_LOSS.score(truth, predicted))
        .isCloseTo(StrictMath.log(1e-15) / 2, within(1e-12));
  }

  @Test
  void first_of_equally_probable_classes_is_the_prediction() {
    assertThat(Metric.ACCURACY.score(new double[] {0}, new double[][] {{0.4, 0.4, 0.2}}))
        .isEqualTo(1);
  }

  @Test
  void log_loss_agrees_with_the_example_of_scikit_learn() {
    double[] truth = {1, 0, 0, 1};
    double[][] probabilities = {{.1, .9}, {.9, .1}, {.8, .2}, {.35, .65}};

    assertThat(Metric.NEG_LOG_LOSS.score(truth, probabilities))
        .isCloseTo(-0.21616187468057912, EXACT);
  }

  @Test
  void log_loss_is_bounded_and_takes_probabilities_that_do_not_sum_up() {
    assertThat(Metric.NEG_LOG_LOSS.score(new double[] {1}, new double[][] {{1, 0}}))
        .isCloseTo(StrictMath.log(1e-15), within(1e-12));
    assertThat(Metric.NEG_LOG_LOSS.score(new double[] {0}, new double[][] {{0.2, 0.2}}))
        .isCloseTo(-StrictMath.log(2), EXACT);
  }

  @Test
  void roc_auc_is_the_share_of_pairs_in_order() {
    assertThat(auc(new double[] {0, 0, 1, 1}, .1, .4, .35, .8)).isEqualTo(0.75);
    assertThat(auc(new double[] {0, 0, 1, 1}, .9, .8, .2, .1)).isEqualTo(0);
  }

  @Test
  void roc_auc_counts_ties_half() {
    assertThat(auc(new double[] {0, 0, 1, 1}, .5, .2, .5, .5)).isEqualTo(0.75);
    assertThat(auc(new double[] {0, 1, 0, 1, 1}, .3, .3, .3, .3, .3)).isEqualTo(0.5);
  }

  @Test
  void roc_auc_does_not_overflow_with_billions_of_pairs() {
    double[] truth = new double[200_000];
    Arrays.fill(truth, 100_000, 200_000, 1);
    double[] constant = new double[200_000];

    assertThat(auc(truth, truth)).isEqualTo(1);
    assertThat(auc(truth, constant)).isEqualTo(0.5);
  }

  @Test
  void roc_auc_of_many_classes_is_the_mean_of_each_against_the_rest() {
    double[] truth = {0, 1, 2};
    double[][] probabilities = {{.5, .3, .2, 0}, {.6, .3, .1, 0}, {.1, .2, .7, 0}};

    // Class 0: .5 against .6 and .1, half. Class 1: .3 against .3 and .2, 0.75. Class 2: all.
    assertThat(Metric.ROC_AUC.score(truth, probabilities)).isCloseTo(0.75, EXACT);
  }

  @Test
  void roc_auc_of_one_class_is_not_computable() {
    assertThatThrownBy(() -> auc(new double[] {1, 1}, .1, .2))
        .isInstanceOfSatisfying(
            MlException.class, e -> assertThat(e.error()).isEqualTo(MlError.SCORE_NOT_COMPUTABLE))
        .hasMessage(
            "ML003019: Invalid data for the metric. Score could not be computed: roc_auc needs"
                + " rows of two classes.");
  }

  private static double auc(double[] truth, double... positive) {
    double[][] probabilities = new double[positive.length][];
    Arrays.setAll(probabilities, row -> new double[] {1 - positive[row], positive[row]});
    return Metric.ROC_AUC.score(truth, probabilities);
  }

  private static double[][] hard(int classes, int... predictions) {
    double[][] probabilities = new double[predictions.length][classes];
    for (int row = 0; row < predictions.length; row++) {
      probabilities[row][predictions[row]] = 1;
    }
    return probabilities;
  }
}
