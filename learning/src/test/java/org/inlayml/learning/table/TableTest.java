// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.inlayml.learning.Errors.assertMlError;
import static org.inlayml.learning.feature.Columns.NULL;
import static org.inlayml.learning.feature.Columns.numbers;
import static org.inlayml.learning.feature.Columns.texts;

import java.util.List;
import java.util.Set;
import org.inlayml.learning.error.MlError;
import org.junit.jupiter.api.Test;

class TableTest {
  private static final Table TABLE =
      new Table(
          "PUBLIC.T",
          3,
          List.of(
              numbers("ID", ColumnType.INTEGER, 1, NULL, 3),
              texts("City", "Ulm", null, "Ulm"),
              texts("city", "a", "b", null)));

  @Test
  void a_column_is_found_by_its_exact_name_first() {
    assertThat(TABLE.column("City").missing()).isEqualTo(1);
    assertThat(TABLE.column("City").name()).isEqualTo("City");
    assertThat(TABLE.column("city").name()).isEqualTo("city");
  }

  @Test
  void a_column_is_found_in_another_case_where_there_is_one_alone() {
    assertThat(TABLE.find("id")).map(Column::name).contains("ID");
    assertThat(TABLE.find("CITY")).isEmpty();
  }

  @Test
  void rejects_an_unknown_column_and_names_the_nearest() {
    assertMlError(MlError.UNKNOWN_COLUMN, () -> TABLE.column("cit"))
        .isEqualTo(
            "column 'cit' is not in PUBLIC.T. Did you mean 'City'? Columns: ID, City, city.");
  }

  @Test
  void rows_are_taken_in_the_order_asked_for_and_may_repeat() {
    Table selected = TABLE.select(new int[] {2, 0, 0});

    assertThat(selected.rows()).isEqualTo(3);
    assertThat(((NumberColumn) selected.column("ID")).values()).containsExactly(3, 1, 1);
    TextColumn city = (TextColumn) selected.column("city");
    assertThat(city.codes()).containsExactly(TextColumn.MISSING, 0, 0);
    assertThat(city.levels()).containsExactly("a", "b");
    assertThat(city.counts()).containsExactly(2, 0);
  }

  @Test
  void no_rows_and_no_columns_are_a_table_too() {
    assertThat(TABLE.select(new int[0]).rows()).isZero();
    assertThat(TABLE.without(Set.copyOf(TABLE.names())).columns()).isEmpty();
    assertThat(TABLE.without(Set.copyOf(TABLE.names())).rows()).isEqualTo(3);
  }

  @Test
  void columns_are_left_out_by_exact_name() {
    assertThat(TABLE.without(Set.of("city", "id")).names()).containsExactly("ID", "City");
  }

  @Test
  void columns_of_other_lengths_are_refused() {
    assertThatThrownBy(() -> new Table("T", 2, TABLE.columns()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("ID has 3 rows, not 2");
  }

  @Test
  void a_column_holds_values_of_its_type_alone() {
    assertThatThrownBy(() -> numbers("A", ColumnType.TEXT, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("TEXT is not numeric");
    assertThatThrownBy(() -> texts("A", ColumnType.DATE, "2026-11-21"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("DATE is not text");
  }
}
