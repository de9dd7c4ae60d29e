// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inlayml.learning.feature.Columns.numbers;
import static org.inlayml.learning.feature.Columns.texts;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TableDigestTest {
  private static Table table(String name, double number, @Nullable String... cells) {
    return new Table(
        name,
        cells.length,
        List.of(numbers("A", ColumnType.NUMBER, filled(number, cells.length)), texts("B", cells)));
  }

  private static double[] filled(double number, int rows) {
    double[] values = new double[rows];
    Arrays.fill(values, number);
    return values;
  }

  @Test
  void equal_tables_have_equal_digests_whatever_they_are_called() {
    assertThat(TableDigest.of(table("X", 1, "a", "b")))
        .isEqualTo(TableDigest.of(table("Y", 1, "a", "b")))
        .matches("[0-9a-f]{64}");
    assertThat(TableDigest.of(table("X", 0.0, "a")))
        .isEqualTo(TableDigest.of(table("X", -0.0, "a")));
  }

  @Test
  void every_difference_shows() {
    String digest = TableDigest.of(table("X", 1, "a", "b"));
    assertThat(
            List.of(
                TableDigest.of(table("X", 2, "a", "b")),
                TableDigest.of(table("X", 1, "b", "a")),
                TableDigest.of(table("X", 1, "ab", "")),
                TableDigest.of(table("X", 1, "a", null)),
                TableDigest.of(table("X", Double.NaN, "a", "b")),
                TableDigest.of(table("X", 1, "a"))))
        .doesNotContain(digest)
        .doesNotHaveDuplicates();
    assertThat(TableDigest.of(table("X", 1, "a", "")))
        .isNotEqualTo(TableDigest.of(table("X", 1, "a", null)));
  }

  @Test
  void more_rows_than_a_buffer_holds_count() {
    double[] many = filled(1, 20_000);
    Table table = new Table("X", many.length, List.of(numbers("A", ColumnType.NUMBER, many)));
    double[] other = many.clone();
    other[19_999] = 2;
    assertThat(TableDigest.of(table))
        .isNotEqualTo(
            TableDigest.of(
                new Table("X", other.length, List.of(numbers("A", ColumnType.NUMBER, other)))));
  }
}
