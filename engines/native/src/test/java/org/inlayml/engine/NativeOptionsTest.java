// SPDX-License-Identifier: Apache-2.0
package org.inlayml.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inlayml.learning.Errors.assertMlError;

import java.util.List;
import java.util.Map;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.option.Options;
import org.junit.jupiter.api.Test;

class NativeOptionsTest {
  private static Options options(Map<String, Object> values) {
    return Options.check(
        "it",
        List.of(
            NativeOptions.EARLY_STOPPING_ROUNDS,
            NativeOptions.VALIDATION_FRACTION,
            NativeOptions.MONOTONE_CONSTRAINTS,
            NativeOptions.PROCESS),
        values);
  }

  private static int count(boolean[] flags) {
    int count = 0;
    for (boolean flag : flags) {
      count += flag ? 1 : 0;
    }
    return count;
  }

  @Test
  void rows_are_held_back_for_early_stopping_alone() {
    Options stops = options(Map.of("early_stopping_rounds", 5, "validation_fraction", 0.25));

    assertThat(NativeOptions.held(options(Map.of()), 100, 1)).isEmpty();
    assertThat(NativeOptions.held(stops, 1, 1)).isEmpty();
    assertThat(count(NativeOptions.held(stops, 2, 1))).isEqualTo(1);
    assertThat(count(NativeOptions.held(stops, 1_000, 1))).isEqualTo(250);
    assertThat(NativeOptions.held(stops, 1_000, 1))
        .isEqualTo(NativeOptions.held(stops, 1_000, 1))
        .isNotEqualTo(NativeOptions.held(stops, 1_000, 2));
  }

  @Test
  void constraints_are_by_name() {
    List<String> names = List.of("A", "a", "Bc");

    assertThat(NativeOptions.constraints(options(Map.of()), names)).isEmpty();
    assertThat(
            NativeOptions.constraints(
                options(Map.of("monotone_constraints", Map.of("a", 1L, "bC", -1L))), names))
        .isEqualTo("0,1,-1");
    for (Map<String, Object> wrong :
        List.<Map<String, Object>>of(Map.of("x", 1L), Map.of("A", 2L), Map.of("A", "up"))) {
      assertMlError(
              MlError.INVALID_OPTION,
              () ->
                  NativeOptions.constraints(options(Map.of("monotone_constraints", wrong)), names))
          .contains("names of features, each with -1, 0 or 1. Features: A, a, Bc");
    }
  }
}
