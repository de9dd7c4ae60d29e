// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.inlayml.learning.Errors.assertMlError;
import static org.inlayml.learning.feature.Columns.NULL;
import static org.inlayml.learning.feature.Columns.numbers;
import static org.inlayml.learning.feature.Columns.table;
import static org.inlayml.learning.feature.Columns.texts;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.family.Linear;
import org.inlayml.learning.family.Link;
import org.inlayml.learning.feature.Row;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.table.ColumnType;
import org.inlayml.learning.table.Table;
import org.junit.jupiter.api.Test;

class PredictorTest {
  private static final Table TRAINING =
      table(
          numbers("A", ColumnType.NUMBER, 1, 2, 3, NULL),
          texts("T", "x", "y", "x", "x"),
          numbers("B", ColumnType.BOOLEAN, 0, 1, 1, 1));
  // A, T=x, T=y, B
  private static final Predictor PREDICTOR = Predictors.regression(TRAINING, 10, 100, 200, 1000);

  private static double predict(double a, String t, double b) {
    Predictor.Scratch scratch = PREDICTOR.scratch();
    scratch.row().setNumber(0, a);
    scratch.row().setText(1, t);
    scratch.row().setNumber(2, b);
    return PREDICTOR.predict(scratch)[0];
  }

  @Test
  void predicts_from_raw_values_in_the_order_of_the_features() {
    assertThat(predict(7, "y", 1)).isEqualTo(1 + 70 + 200 + 1000);
  }

  @Test
  void a_row_that_was_never_filled_is_all_missing() {
    // the median of A; no text; the most frequent truth
    assertThat(PREDICTOR.predict(PREDICTOR.scratch())[0]).isEqualTo(1 + 20 + 0 + 1000);
  }

  @Test
  void a_category_never_seen_is_none_of_them() {
    assertThat(predict(7, "z", 0)).isEqualTo(71);
  }

  @Test
  void a_table_is_predicted_by_column_name_in_any_order_and_row_by_row_alike() {
    Table reordered =
        table(
            numbers("MORE", ColumnType.NUMBER, 0, 0),
            numbers("b", ColumnType.BOOLEAN, 1, 0),
            texts("T", ColumnType.TEXT, null, "y"),
            numbers("A", ColumnType.NUMBER, 7, NULL));

    double[][] outputs = PREDICTOR.predict(reordered);

    assertThat(outputs).isDeepEqualTo(new double[][] {{1 + 70 + 1000}, {1 + 20 + 200}});
    assertThat(predict(7, "none", 1)).isEqualTo(outputs[0][0]);
  }

  @Test
  void rejects_a_table_that_lacks_a_feature_or_has_another_type() {
    Table lacking = TRAINING.without(Set.of("T"));
    Table other = table(texts("A", "one"), texts("T", "x"), numbers("B", ColumnType.BOOLEAN, 1));

    assertMlError(MlError.UNKNOWN_COLUMN, () -> PREDICTOR.predict(lacking))
        .isEqualTo("column 'T' is not in T. Columns: A, B.");
    assertMlError(MlError.TYPE_DIFFERS, () -> PREDICTOR.predict(other))
        .isEqualTo("column 'A' was NUMBER in training, but is TEXT here.");
  }

  @Test
  void blocks_larger_than_what_is_encoded_at_a_time_are_predicted_as_row_by_row() {
    Predictor.Block block = PREDICTOR.block(1_500);
    Row row = new Row(3);
    for (int rows : new int[] {0, 1, 1_500, 513}) {
      block.rows().clear();
      for (int i = 0; i < rows; i++) {
        row.setNumber(0, i % 7 == 0 ? NULL : i);
        row.setText(1, i % 3 == 0 ? "x" : i % 3 == 1 ? "y" : null);
        row.setNumber(2, i % 2);
        block.rows().add(row);
      }

      double[][] outputs = PREDICTOR.predict(block);

      assertThat(outputs).hasDimensions(1, 1_500);
      for (int i = 0; i < rows; i++) {
        assertThat(outputs[0][i])
            .as("row %s of %s", i, rows)
            .isEqualTo(
                predict(
                    i % 7 == 0 ? NULL : i, i % 3 == 0 ? "x" : i % 3 == 1 ? "y" : "none", i % 2));
      }
    }
  }

  @Test
  void a_table_larger_than_a_block_is_predicted_whole() {
    double[] values = IntStream.range(0, 1_100).asDoubleStream().toArray();
    Table large = table(numbers("A", ColumnType.NUMBER, values));
    Predictor predictor = Predictors.regression(large, 2);

    double[][] outputs = predictor.predict(large);

    assertThat(Arrays.stream(outputs).mapToDouble(o -> o[0]).toArray())
        .containsExactly(Arrays.stream(values).map(a -> 1 + 2 * a).toArray());
    assertThat(predictor.predict(predictor.pipeline().encode(large))).isDeepEqualTo(outputs);
  }

  @Test
  void the_most_probable_class_is_the_first_of_equals() {
    assertThat(Predictor.mostProbable(new double[] {0.2, 0.4, 0.4})).isEqualTo(1);
    assertThat(Predictor.mostProbable(new double[] {1})).isZero();
  }

  @Test
  void parts_that_do_not_fit_together_are_refused() {
    Target target = PREDICTOR.target();
    Linear narrow = new Linear(new double[][] {{1}}, new double[] {0}, Link.IDENTITY, 1);

    assertThatThrownBy(() -> new Predictor(target, PREDICTOR.pipeline(), narrow))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("pipeline gives 4, model takes 1");
    assertThatThrownBy(
            () ->
                new Predictor(
                    new Target("y", ColumnType.TEXT, List.of("a", "b", "c")),
                    PREDICTOR.pipeline(),
                    PREDICTOR.model()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("model gives 1, target has 3");
  }

  @Test
  void a_target_knows_its_task() {
    Target number = new Target("y", ColumnType.NUMBER, List.of());
    Target three = new Target("y", ColumnType.TEXT, List.of("a", "b", "c"));

    assertThat(number.task()).isEqualTo(Task.REGRESSION);
    assertThat(number.isBinary()).isFalse();
    assertThat(three.task()).isEqualTo(Task.CLASSIFICATION);
    assertThat(three.isBinary()).isFalse();
    assertThat(Predictors.binary(TRAINING, 0, 0, 0, 0).target().isBinary()).isTrue();
  }
}
