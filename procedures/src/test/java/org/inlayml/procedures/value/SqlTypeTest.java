// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inlayml.procedures.value.Predictors.target;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.inlayml.learning.table.ColumnType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SqlTypeTest {
  private static final double[] SECOND = {0.1, 0.9};

  @ParameterizedTest
  @EnumSource(ColumnType.class)
  void a_regression_is_a_double(ColumnType type) {
    assertThat(SqlType.of(target(type))).isEqualTo("DOUBLE PRECISION");
    assertThat(new Answers(target(type)).prediction(new double[] {1.5})).isEqualTo(1.5);
  }

  @ParameterizedTest
  @CsvSource({
    "INTEGER, BIGINT",
    "NUMBER, DOUBLE PRECISION",
    "BOOLEAN, BOOLEAN",
    "DATE, DATE",
    "TIME, TIME",
    "TIMESTAMP, TIMESTAMP",
    "TEXT, VARCHAR(255)",
    "IDENTIFIER, VARCHAR(255)"
  })
  void a_class_has_the_type_of_its_target(ColumnType type, String sql) {
    assertThat(SqlType.of(target(type, "1", "2"))).isEqualTo(sql);
  }

  @Test
  void a_text_is_as_long_as_the_longest_class() {
    assertThat(SqlType.of(target(ColumnType.TEXT, "a", "b".repeat(300)))).isEqualTo("VARCHAR(300)");
  }

  @Test
  void a_class_is_a_value_of_that_type() {
    assertThat(new Answers(target(ColumnType.INTEGER, "1", "9007199254740993")).prediction(SECOND))
        .isEqualTo(9007199254740993L);
    assertThat(new Answers(target(ColumnType.NUMBER, "0.25", "2.5")).prediction(SECOND))
        .isEqualTo(2.5);
    assertThat(new Answers(target(ColumnType.BOOLEAN, "false", "true")).prediction(SECOND))
        .isEqualTo(true);
    assertThat(new Answers(target(ColumnType.DATE, "2026-11-20", "2026-11-21")).prediction(SECOND))
        .isEqualTo(LocalDate.parse("2026-11-21"));
    assertThat(new Answers(target(ColumnType.TIME, "00:00", "23:59:59.999")).prediction(SECOND))
        .isEqualTo(LocalTime.parse("23:59:59.999"));
    assertThat(
            new Answers(target(ColumnType.TIMESTAMP, "2026-11-20T00:00", "2026-11-21T14:30"))
                .prediction(SECOND))
        .isEqualTo(LocalDateTime.parse("2026-11-21T14:30"));
    assertThat(new Answers(target(ColumnType.TEXT, "1", "2")).prediction(SECOND)).isEqualTo("2");
  }
}
