// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.relation;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Types;
import org.inlayml.learning.table.ColumnType;
import org.inlayml.procedures.value.FeatureValue;
import org.inlayml.store.sql.QualifiedName;
import org.junit.jupiter.api.Test;

class ColumnTypesTest {
  @Test
  void decimals_without_fraction_digits_are_integers_unless_they_are_floating() {
    assertThat(ResultRows.type(Types.NUMERIC, "NUMERIC", 0)).isEqualTo(ColumnType.INTEGER);
    assertThat(ResultRows.type(Types.DECIMAL, "DECIMAL", 2)).isEqualTo(ColumnType.NUMBER);
    assertThat(ResultRows.type(Types.NUMERIC, "DECFLOAT", 0)).isEqualTo(ColumnType.NUMBER);
  }

  @Test
  void types_that_the_engines_name_in_their_own_way_are_known_by_name() {
    assertThat(ResultRows.type(Types.BINARY, "UUID", 0)).isEqualTo(ColumnType.IDENTIFIER);
    assertThat(ResultRows.type(Types.OTHER, "ENUM('a')", 0)).isEqualTo(ColumnType.TEXT);
    assertThat(ResultRows.type(Types.OTHER, "INTERVAL DAY", 0)).isEqualTo(ColumnType.TEXT);
    assertThat(ResultRows.type(Types.BIT, "BIT VARYING", 0)).isNull();
    assertThat(ResultRows.type(Types.VARBINARY, "VARBINARY", 0)).isNull();
    assertThat(ResultRows.type(Types.ARRAY, "INTEGER ARRAY", 0)).isNull();
  }

  @Test
  void padding_is_taken_off_the_end_alone() {
    assertThat(FeatureValue.withoutPadding("  a b  ")).isEqualTo("  a b");
    assertThat(FeatureValue.withoutPadding("a\t ")).isEqualTo("a\t");
    assertThat(FeatureValue.withoutPadding("   ")).isEmpty();
  }

  @Test
  void a_relation_stands_quoted_behind_from() {
    Relation relation = Relation.of(QualifiedName.of("My\"S", "t.x"));

    assertThat(relation.from()).isEqualTo("\"My\"\"S\".\"t.x\"");
    assertThat(relation.source()).isEqualTo("My\"S.t.x");
    assertThat(relation.text()).isEqualTo("My\"S.t.x");
  }
}
