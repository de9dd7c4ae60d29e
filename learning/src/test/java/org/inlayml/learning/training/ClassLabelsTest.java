// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inlayml.learning.Errors.assertMlError;
import static org.inlayml.learning.feature.Columns.NULL;
import static org.inlayml.learning.feature.Columns.numbers;
import static org.inlayml.learning.feature.Columns.texts;

import java.util.List;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.table.Column;
import org.inlayml.learning.table.ColumnType;
import org.junit.jupiter.api.Test;

class ClassLabelsTest {
  private static final double DAY = 864e5;

  @Test
  void integers_are_ordered_as_numbers() {
    assertThat(ClassLabels.of(numbers("Y", ColumnType.INTEGER, 10, 9, -1, NULL, 100, 9)))
        .containsExactly("-1", "9", "10", "100");
  }

  @Test
  void decimals_are_written_without_needless_digits_and_minus_zero_is_zero() {
    assertThat(ClassLabels.of(numbers("Y", ColumnType.NUMBER, 2.50, -0.0, 0, 1e-7, 10, 1e20)))
        .containsExactly("0", "0.0000001", "2.5", "10", "100000000000000000000");
  }

  @Test
  void false_is_before_true() {
    assertThat(ClassLabels.of(numbers("Y", ColumnType.BOOLEAN, 1, 0, 1)))
        .containsExactly("false", "true");
  }

  @Test
  void dates_and_times_have_their_iso_form_in_any_zone() {
    assertThat(ClassLabels.of(numbers("Y", ColumnType.DATE, 20_000 * DAY, -DAY, 0)))
        .containsExactly("1969-12-31", "1970-01-01", "2024-10-04");
    assertThat(ClassLabels.of(numbers("Y", ColumnType.TIME, DAY - 1, 0, 36e5)))
        .containsExactly("00:00", "01:00", "23:59:59.999");
    assertThat(ClassLabels.of(numbers("Y", ColumnType.TIMESTAMP, 20_000 * DAY + 1_500, -1)))
        .containsExactly("1969-12-31T23:59:59.999", "2024-10-04T00:00:01.500");
  }

  @Test
  void texts_are_ordered_by_code_point_and_only_those_that_occur_count() {
    Column all = texts("Y", "b", "a", null, "B", "é", "10", "9");

    assertThat(ClassLabels.of(all)).containsExactly("10", "9", "B", "a", "b", "é");
    assertThat(ClassLabels.of(all.select(new int[] {0, 2}))).containsExactly("b");
  }

  @Test
  void no_values_are_no_classes() {
    assertThat(ClassLabels.of(numbers("Y", ColumnType.INTEGER, NULL))).isEmpty();
    assertThat(ClassLabels.of(texts("Y", ColumnType.TEXT, (String) null))).isEmpty();
  }

  @Test
  void positions_are_found_again_and_others_are_unknown() {
    assertThat(
            ClassLabels.positions(
                numbers("Y", ColumnType.NUMBER, 2.5, NULL, -0.0, 7), List.of("0", "2.5")))
        .containsExactly(1, -1, 0, -1);
    assertThat(ClassLabels.positions(texts("Y", "b", null, "c"), List.of("a", "b")))
        .containsExactly(1, -1, -1);
  }

  @Test
  void numbers_of_another_type_are_the_same_class() {
    assertThat(ClassLabels.positions(numbers("Y", ColumnType.NUMBER, 1, 0), List.of("0", "1")))
        .containsExactly(1, 0);
  }

  @Test
  void the_target_of_a_regression_is_a_number_or_a_truth() {
    assertThat(NumericTarget.values(numbers("Y", ColumnType.BOOLEAN, 1, 0))).containsExactly(1, 0);
    assertMlError(MlError.TARGET_NOT_NUMERIC, () -> NumericTarget.values(texts("Y", "1")))
        .isEqualTo("target column 'Y' is TEXT, but regression needs a number. Use classification?");
    assertMlError(
            MlError.TARGET_NOT_NUMERIC,
            () -> NumericTarget.values(numbers("Y", ColumnType.DATE, 1)))
        .isEqualTo("target column 'Y' is DATE, but regression needs a number. Use classification?");
  }
}
