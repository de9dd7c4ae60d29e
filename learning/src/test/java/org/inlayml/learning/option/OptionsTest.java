// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.inlayml.learning.Errors.assertMlError;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.inlayml.learning.error.MlError;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OptionsTest {
  private static final Option<Integer> TREES = Option.integer("n_trees", 1, 9).defaultsTo(5);
  private static final Option<Long> SEED = Option.wholeNumber("seed");
  private static final Option<String> INDEX = Option.choice("INDEX_KIND", "a", "b").defaultsTo("a");
  private static final List<Option<?>> KNOWN = List.of(TREES, SEED, INDEX);

  @Test
  void a_value_given_goes_before_the_default() {
    Options options = Options.check("it", KNOWN, Map.of("n_trees", 7L));

    assertThat(options.get(TREES)).isEqualTo(7);
    assertThat(options.get(INDEX)).isEqualTo("a");
    assertThat(options.find(SEED)).isEmpty();
    assertThat(options.isGiven(TREES)).isTrue();
    assertThat(options.isGiven(INDEX)).isFalse();
  }

  @Test
  void names_are_found_in_any_case_of_any_locale() {
    Options options = Options.check("it", KNOWN, Map.of("N_TREES", 7L, "index_kind", "B"));

    assertThat(options.get(TREES)).isEqualTo(7);
    assertThat(options.get(INDEX)).isEqualTo("b");
  }

  @Test
  void a_null_is_as_if_the_key_were_absent() {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("n_trees", null);

    Options options = Options.check("it", KNOWN, values);

    assertThat(options.get(TREES)).isEqualTo(5);
    assertThat(options.isGiven(TREES)).isFalse();
  }

  @Test
  void those_in_force_stand_in_the_order_of_their_specification() {
    Map<String, Object> given = new HashMap<>();
    given.put("seed", 3L);
    given.put("index_kind", "b");

    assertThat(Options.check("it", KNOWN, given).inForce())
        .hasToString("{n_trees=5, seed=3, INDEX_KIND=b}");
    assertThat(Options.defaults(KNOWN).inForce()).hasToString("{n_trees=5, INDEX_KIND=a}");
  }

  @Test
  void rejects_an_unknown_name_and_names_the_nearest() {
    assertMlError(
            MlError.UNKNOWN_OPTION, () -> Options.check("algorithm x", KNOWN, Map.of("n_tree", 1L)))
        .isEqualTo(
            "option 'n_tree' is not known to algorithm x. Did you mean 'n_trees'? Known options:"
                + " INDEX_KIND, n_trees, seed.");
    assertMlError(MlError.UNKNOWN_OPTION, () -> Options.check("it", List.of(), Map.of("a", 1L)))
        .isEqualTo("option 'a' is not known to it. Known options: none.");
  }

  @Test
  void rejects_a_value_of_the_wrong_kind() {
    assertMlError(
            MlError.INVALID_OPTION, () -> Options.check("it", KNOWN, Map.of("n_trees", "many")))
        .isEqualTo(
            "option 'n_trees' has the value 'many', but expects a whole number from 1 to 9.");
  }

  @Test
  void asking_for_what_cannot_be_there_is_a_defect() {
    Options options = Options.defaults(KNOWN);

    assertThatThrownBy(() -> options.find(Option.flag("other")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("option other does not belong here");
    assertThatThrownBy(() -> options.get(SEED))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("seed has no default");
  }
}
