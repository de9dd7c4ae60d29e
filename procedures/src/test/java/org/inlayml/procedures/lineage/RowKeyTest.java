// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowKeyTest {
  @Test
  void a_key_is_its_values_with_commas() {
    assertThat(RowKey.of(List.of(7))).isEqualTo("7");
    assertThat(RowKey.of(List.of("ab", LocalDate.of(2026, 11, 27)))).isEqualTo("ab,2026-11-27");
    assertThat(RowKey.of(List.of("a,b\\"))).as("one column stays as it is").isEqualTo("a,b\\");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"a,b;c", "a;b,c", "'';b", "b;''", "a\\;,b", "a;\\,b", ",;,"})
  void different_keys_are_different_texts_and_come_back(String first, String second) {
    String key = RowKey.of(List.of(first, second));

    assertThat(key).isNotNull();
    assertThat(RowKey.split(String.valueOf(key), 2)).containsExactly(first, second);
  }

  @Test
  void there_is_no_key_of_nothing_or_of_too_much() {
    assertThat(RowKey.of(List.of())).isNull();
    assertThat(RowKey.of(List.of(""))).isNull();
    assertThat(RowKey.of(Arrays.asList("a", null))).isNull();
    assertThat(RowKey.of(List.of("x".repeat(1001)))).isNull();
    assertThat(RowKey.split("a", 2)).isEmpty();
    assertThat(RowKey.split("a,b,c", 2)).isEmpty();
    assertThat(RowKey.split("a,b", 1)).containsExactly("a,b");
  }
}
