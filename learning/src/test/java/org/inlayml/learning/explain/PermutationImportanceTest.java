// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.inlayml.learning.feature.Columns.numbers;
import static org.inlayml.learning.feature.Columns.texts;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.MlException;
import org.inlayml.learning.feature.Columns;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.prediction.Predictor;
import org.inlayml.learning.prediction.Predictors;
import org.inlayml.learning.table.ColumnType;
import org.inlayml.learning.table.Table;
import org.junit.jupiter.api.Test;

class PermutationImportanceTest {
  private static final int ROWS = 1_500;
  private static final Table TABLE = madeUp();

  private static Table madeUp() {
    SplittableRandom random = new SplittableRandom(5);
    String[] texts = new String[ROWS];
    Arrays.setAll(texts, row -> random.nextBoolean() ? "x" : "y");
    return Columns.table(
        numbers("LARGE", ColumnType.NUMBER, random.doubles(ROWS).toArray()),
        numbers("SMALL", ColumnType.NUMBER, random.doubles(ROWS).toArray()),
        numbers("USELESS", ColumnType.NUMBER, random.doubles(ROWS).toArray()),
        texts("T", texts));
  }

  private static Map<String, Double> importance(Predictor predictor, TargetVector truth) {
    return PermutationImportance.of(
        predictor, predictor.pipeline().encode(TABLE), truth, 1, Checkpoint.NONE);
  }

  private static TargetVector truth(Predictor predictor) {
    double[][] outputs = predictor.predict(TABLE);
    int classes = predictor.target().classes().size();
    return new TargetVector(
        Arrays.stream(outputs)
            .mapToDouble(o -> classes > 0 ? Predictor.mostProbable(o) : o[0])
            .toArray(),
        classes);
  }

  @Test
  void of_a_weighted_sum_is_twice_the_share_of_the_variance() {
    Predictor predictor = Predictors.regression(TABLE, 4, 1, 0, 0, 2);

    Map<String, Double> importance = importance(predictor, truth(predictor));

    // variances: 16/12, 1/12 and 4/4
    double total = 16 / 12.0 + 1 / 12.0 + 1;
    assertThat(importance.keySet()).containsExactly("LARGE", "SMALL", "USELESS", "T");
    assertThat(importance.get("LARGE")).isCloseTo(2 * 16 / 12.0 / total, within(0.08));
    assertThat(importance.get("SMALL")).isCloseTo(2 * 1 / 12.0 / total, within(0.02));
    assertThat(importance.get("T")).isCloseTo(2 / total, within(0.08));
    assertThat(importance.get("USELESS")).isZero();
  }

  @Test
  void of_a_classification_is_the_probability_that_the_true_class_loses() {
    Predictor predictor = Predictors.binary(TABLE, 60, 0, 0, -31, -31);

    Map<String, Double> importance = importance(predictor, truth(predictor));

    assertThat(importance.get("LARGE")).isBetween(0.4, 0.55);
    assertThat(importance.get("SMALL")).isZero();
    assertThat(importance.get("T")).isZero();
  }

  @Test
  void of_a_constant_truth_is_nothing() {
    Predictor predictor = Predictors.regression(TABLE, 4, 1, 0, 0, 0);

    assertThat(importance(predictor, new TargetVector(new double[ROWS], 0)).values())
        .containsOnly(0.0);
  }

  @Test
  void the_same_seed_gives_the_same_and_another_seed_another() {
    Predictor predictor = Predictors.regression(TABLE, 4, 1, 1, 0, 0);
    TargetVector truth = truth(predictor);

    assertThat(importance(predictor, truth)).isEqualTo(importance(predictor, truth));
    assertThat(
            PermutationImportance.of(
                predictor, predictor.pipeline().encode(TABLE), truth, 2, Checkpoint.NONE))
        .isNotEqualTo(importance(predictor, truth));
  }

  @Test
  void can_be_stopped_between_features() {
    Predictor predictor = Predictors.regression(TABLE, 4, 1, 0, 0, 0);
    Checkpoint stopping =
        share -> {
          if (share >= 0.5) {
            throw MlError.CANCELLED.with("training");
          }
        };

    assertThatThrownBy(
            () ->
                PermutationImportance.of(
                    predictor, predictor.pipeline().encode(TABLE), truth(predictor), 1, stopping))
        .isInstanceOf(MlException.class)
        .hasMessage("ML100120: training was cancelled.");
  }
}
