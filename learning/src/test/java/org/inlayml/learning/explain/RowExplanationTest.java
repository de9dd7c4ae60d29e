// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.inlayml.learning.feature.Columns.numbers;
import static org.inlayml.learning.feature.Columns.table;
import static org.inlayml.learning.feature.Columns.texts;

import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.inlayml.learning.prediction.GoldenRows;
import org.inlayml.learning.prediction.Predictor;
import org.inlayml.learning.prediction.Predictors;
import org.inlayml.learning.table.ColumnType;
import org.inlayml.learning.table.Table;
import org.junit.jupiter.api.Test;

class RowExplanationTest {
  private static final Offset<Double> EXACT = within(1e-12);
  private static final Table TABLE =
      table(
          numbers("A", ColumnType.NUMBER, 1, 2, 6),
          numbers("B", ColumnType.NUMBER, 0, 4, 8),
          texts("T", "x", "y", "x"));

  private static RowExplanation explain(Predictor predictor, double a, double b, String t) {
    Predictor.Scratch scratch = predictor.scratch();
    scratch.row().setNumber(0, a);
    scratch.row().setNumber(1, b);
    scratch.row().setText(2, t);
    RowExplanation explanation =
        RowExplanation.of(predictor, GoldenRows.record(predictor, TABLE), scratch);
    assertThat(scratch.row().number(0)).isEqualTo(a);
    assertThat(scratch.row().number(1)).isEqualTo(b);
    assertThat(scratch.row().text(2)).isEqualTo(t);
    return explanation;
  }

  @Test
  void a_weighted_sum_is_explained_by_weight_times_distance_from_the_mean() {
    Predictor predictor = Predictors.regression(TABLE, 2, -3, 30, 60);

    RowExplanation explanation = explain(predictor, 5, 5, "y");

    assertThat(explanation.outputs()).containsExactly(1 + 10 - 15 + 60);
    assertThat(explanation.attributions())
        .containsExactly(
            new double[] {2 * (5 - 3), -3 * (5 - 4), 60 - (30 + 60 + 30) / 3.0}, EXACT);
  }

  @Test
  void attributions_of_a_weighted_sum_add_up_to_the_distance_from_the_mean_prediction() {
    Predictor predictor = Predictors.regression(TABLE, 0.7, -3.1, 1.9, 6);
    double mean =
        Arrays.stream(predictor.predict(TABLE)).mapToDouble(o -> o[0]).average().orElseThrow();

    RowExplanation explanation = explain(predictor, -4, 9, "x");

    assertThat(Arrays.stream(explanation.attributions()).sum())
        .isCloseTo(explanation.outputs()[0] - mean, EXACT);
  }

  @Test
  void a_class_is_explained_in_probability_of_the_predicted_one() {
    Predictor predictor = Predictors.binary(TABLE, -1, 0, 0, 0);

    RowExplanation no = explain(predictor, 4, 4, "x");
    RowExplanation yes = explain(predictor, -4, 4, "x");

    double[] background = {logistic(1 - 1), logistic(1 - 2), logistic(1 - 6)};
    double mean = Arrays.stream(background).average().orElseThrow();
    assertThat(no.outputs()[0]).isGreaterThan(0.5);
    assertThat(no.attributions())
        .containsExactly(new double[] {(1 - logistic(1 - 4)) - (1 - mean), 0, 0}, EXACT);
    assertThat(yes.attributions())
        .containsExactly(new double[] {logistic(1 + 4) - mean, 0, 0}, EXACT);
  }

  private static double logistic(double sum) {
    return 1 / (1 + Math.exp(-sum));
  }
}
