// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inlayml.learning.Errors.assertMlError;
import static org.inlayml.learning.feature.Columns.NULL;
import static org.inlayml.learning.feature.Columns.numbers;
import static org.inlayml.learning.feature.Columns.table;
import static org.inlayml.learning.feature.Columns.texts;

import java.util.stream.IntStream;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.table.Column;
import org.inlayml.learning.table.ColumnType;
import org.inlayml.learning.table.NumberColumn;
import org.inlayml.learning.table.Table;
import org.junit.jupiter.api.Test;

class TrainingRowsTest {
  private static final Table TABLE =
      table(
          numbers("A", ColumnType.NUMBER, 1, 2, 3, 4),
          texts("Kind", "x", null, "y", "x"),
          numbers("PRICE", ColumnType.NUMBER, 10, 20, NULL, 40));

  private static TrainingRows of(Requests requests) {
    return TrainingRows.of(TABLE, requests.request());
  }

  @Test
  void rows_without_a_class_are_left_out_and_counted() {
    TrainingRows rows = of(Requests.of(Task.CLASSIFICATION, "KIND"));

    assertThat(rows.column().orElseThrow().name()).isEqualTo("Kind");
    assertThat(rows.column().orElseThrow().type()).isEqualTo(ColumnType.TEXT);
    assertThat(rows.column().orElseThrow().classes()).containsExactly("x", "y");
    assertThat(rows.truth().values()).containsExactly(0, 1, 0);
    assertThat(rows.truth().classes()).isEqualTo(2);
    assertThat(rows.features().names()).containsExactly("A", "PRICE");
    assertThat(((NumberColumn) rows.features().column("A")).values()).containsExactly(1, 3, 4);
    assertThat(rows.notes())
        .containsExactly(
            "1 rows were left out, since their target 'Kind' is NULL",
            "2 of 2 classes of 'Kind' have fewer than 5 rows and are hard to learn");
  }

  @Test
  void rows_without_a_number_are_left_out() {
    TrainingRows rows = of(Requests.of(Task.REGRESSION, "PRICE").exclude("a"));

    assertThat(rows.truth().values()).containsExactly(10, 20, 40);
    assertThat(rows.truth().classes()).isZero();
    assertThat(rows.column().orElseThrow().classes()).isEmpty();
    assertThat(rows.features().names()).containsExactly("Kind");
    assertThat(rows.task()).isEqualTo(Task.REGRESSION);
  }

  @Test
  void numbers_may_be_classes() {
    TrainingRows rows = of(Requests.of(Task.CLASSIFICATION, "A"));

    assertThat(rows.column().orElseThrow().classes()).containsExactly("1", "2", "3", "4");
    assertThat(rows.notes())
        .containsExactly("4 of 4 classes of 'A' have fewer than 5 rows and are hard to learn");
  }

  @Test
  void rejects_columns_that_are_not_there() {
    assertMlError(MlError.UNKNOWN_COLUMN, () -> of(Requests.of(Task.REGRESSION, "PRISE")))
        .isEqualTo("column 'PRISE' is not in T. Did you mean 'PRICE'? Columns: A, Kind, PRICE.");
    assertMlError(
            MlError.UNKNOWN_COLUMN, () -> of(Requests.of(Task.REGRESSION, "PRICE").include("B")))
        .startsWith("column 'B' is not in T.");
    assertMlError(
            MlError.UNKNOWN_COLUMN, () -> of(Requests.of(Task.REGRESSION, "PRICE").exclude("B")))
        .startsWith("column 'B' is not in T.");
  }

  @Test
  void rejects_a_target_without_values() {
    Table empty = TABLE.select(new int[] {1});

    assertMlError(
            MlError.NO_ROWS,
            () -> TrainingRows.of(empty, Requests.of(Task.CLASSIFICATION, "KIND").request()))
        .isEqualTo("T has no rows with a target value. At least 1 are needed.");
    assertMlError(
            MlError.NO_ROWS,
            () -> TrainingRows.of(TABLE.select(new int[0]), Requests.of(Task.CLUSTERING).request()))
        .isEqualTo("T has no rows. At least 1 are needed.");
  }

  @Test
  void rejects_one_class_and_too_many() {
    Table one = TABLE.select(new int[] {0, 3});
    Column many =
        numbers("Y", ColumnType.INTEGER, IntStream.range(0, 1_001).asDoubleStream().toArray());

    assertMlError(
            MlError.ONE_CLASS,
            () -> TrainingRows.of(one, Requests.of(Task.CLASSIFICATION, "KIND").request()))
        .isEqualTo(
            "target column 'Kind' has 1 distinct value(s), but classification needs at least 2.");
    assertMlError(
            MlError.TOO_MANY_CLASSES,
            () -> TrainingRows.of(table(many), Requests.of(Task.CLASSIFICATION, "Y").request()))
        .isEqualTo(
            "target column 'Y' has 1001 distinct values, more than 1000. Use the task"
                + " 'regression'?");
  }

  @Test
  void rejects_a_regression_of_texts() {
    assertMlError(MlError.TARGET_NOT_NUMERIC, () -> of(Requests.of(Task.REGRESSION, "Kind")))
        .startsWith("target column 'Kind' is TEXT");
  }
}
