// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inlayml.learning.Errors.assertMlError;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.inlayml.learning.error.MlError;
import org.junit.jupiter.api.Test;

class OptionTest {
  private static void assertRefuses(Option<?> option, Object value, String shown) {
    assertMlError(MlError.INVALID_OPTION, () -> option.parse(value))
        .isEqualTo(
            "option '%s' has the value %s, but expects %s.",
            option.name(), shown, option.expectation());
  }

  @Test
  void an_integer_is_whole_and_within_its_bounds() {
    Option<Integer> option = Option.integer("n", -1, 10);

    assertThat(option.expectation()).isEqualTo("a whole number from -1 to 10");
    assertThat(option.parse(10L)).isEqualTo(10);
    assertThat(option.parse(-1.0)).isEqualTo(-1);
    assertThat(option.parse(" 7 ")).isEqualTo(7);
    assertRefuses(option, 11L, "11");
    assertRefuses(option, -2L, "-2");
    assertRefuses(option, 1.5, "1.5");
    assertRefuses(option, "seven", "'seven'");
    assertRefuses(option, "", "''");
    assertRefuses(option, true, "true");
    assertRefuses(option, 4294967297L, "4294967297");
    assertRefuses(option, Double.NaN, "NaN");
    assertRefuses(option, List.of(1L), "[1]");
  }

  @Test
  void a_whole_number_has_64_bits() {
    Option<Long> option = Option.wholeNumber("seed");

    assertThat(option.parse(Long.MIN_VALUE)).isEqualTo(Long.MIN_VALUE);
    assertThat(option.parse("9223372036854775807")).isEqualTo(Long.MAX_VALUE);
    assertThat(option.parse(3.0)).isEqualTo(3L);
    assertRefuses(option, 0x1p63, "9.223372036854776E18");
    assertRefuses(option, 0.5, "0.5");
    assertRefuses(option, "x", "'x'");
    assertRefuses(option, false, "false");
    assertRefuses(option, Map.of(), "{}");
  }

  @Test
  void a_number_is_finite_and_within_its_bounds() {
    Option<Double> option = Option.number("alpha", 0, Double.POSITIVE_INFINITY);

    assertThat(option.expectation()).isEqualTo("a number from 0 to infinity");
    assertThat(option.parse(0L)).isZero();
    assertThat(option.parse("1e-3")).isEqualTo(0.001);
    assertRefuses(option, -1e-300, "-1.0E-300");
    assertRefuses(option, Double.POSITIVE_INFINITY, "Infinity");
    assertRefuses(option, "NaN", "'NaN'");
    assertRefuses(option, "1,5", "'1,5'");
  }

  @Test
  void a_number_between_bounds_is_neither_of_them() {
    Option<Double> option = Option.numberBetween("share", 0, 1);

    assertThat(option.expectation()).isEqualTo("a number above 0 and below 1");
    assertThat(option.parse(0.25)).isEqualTo(0.25);
    assertRefuses(option, 0L, "0");
    assertRefuses(option, 1.0, "1.0");
  }

  @Test
  void a_flag_is_true_or_false_in_several_spellings() {
    Option<Boolean> option = Option.flag("flag");

    for (Object value : new Object[] {true, "TRUE", "true", " 1", 1L}) {
      assertThat(option.parse(value)).as("%s", value).isTrue();
    }
    for (Object value : new Object[] {false, "False", "0", 0L}) {
      assertThat(option.parse(value)).as("%s", value).isFalse();
    }
    assertRefuses(option, "yes", "'yes'");
    assertRefuses(option, 2L, "2");
  }

  @Test
  void a_text_is_not_blank() {
    Option<String> option = Option.text("name");

    assertThat(option.parse(" x ")).isEqualTo(" x ");
    assertRefuses(option, " ", "' '");
    assertRefuses(option, 1L, "1");
  }

  @Test
  void a_choice_is_one_of_its_words_in_any_case() {
    Option<String> option = Option.choice("criterion", "gini", "entropy");

    assertThat(option.expectation()).isEqualTo("one of 'gini', 'entropy'");
    assertThat(option.parse("GINI")).isEqualTo("gini");
    assertRefuses(option, "ginis", "'ginis'");
    assertRefuses(option, 1L, "1");
  }

  @Test
  void texts_are_a_list_or_one_text() {
    Option<List<String>> option = Option.texts("columns");

    assertThat(option.parse("a")).containsExactly("a");
    assertThat(option.parse(List.of("b", "a"))).containsExactly("b", "a");
    assertThat(option.parse(List.of())).isEmpty();
    assertRefuses(option, List.of("a", 1L), "[a, 1]");
    assertRefuses(option, List.of("a", ""), "[a, ]");
    assertRefuses(option, Arrays.asList("a", null), "[a, null]");
    assertRefuses(option, 1L, "1");
    assertRefuses(option, "", "''");
  }

  @Test
  void an_object_is_a_map() {
    Option<Map<String, Object>> option = Option.object("hyperparameters");

    assertThat(option.parse(Map.of("a", 1L))).containsExactly(Map.entry("a", 1L));
    assertRefuses(option, "{}", "'{}'");
    assertRefuses(option, List.of(), "[]");
  }

  @Test
  void describes_itself_without_changing_the_original() {
    Option<Integer> bare = Option.integer("n", 1, 2);
    Option<Integer> whole = bare.defaultsTo(2).doc("How many.");

    assertThat(bare.defaultValue()).isEmpty();
    assertThat(bare.documentation()).isEmpty();
    assertThat(whole.defaultValue()).contains(2);
    assertThat(whole.documentation()).isEqualTo("How many.");
    assertThat(whole.name()).isEqualTo("n");
    assertThat(whole.expectation()).isEqualTo(bare.expectation());
  }

  @Test
  void a_number_or_a_word_is_one_of_both() {
    Option<Object> option = Option.numberOrWord("gamma", 0, 5, "scale", "auto");

    assertThat(option.expectation()).isEqualTo("a number from 0 to 5, or one of 'scale', 'auto'");
    assertThat(option.parse("SCALE")).isEqualTo("scale");
    assertThat(option.parse("0.5")).isEqualTo(0.5);
    assertThat(option.parse(2L)).isEqualTo(2.0);
    assertRefuses(option, 6L, "6");
    assertRefuses(option, "wide", "'wide'");
  }

  @Test
  void directions_are_signs_by_name() {
    Option<Map<String, Integer>> option = Option.directions("signs");

    assertThat(option.parse(Map.of("A", 1L, "B", "-1"))).isEqualTo(Map.of("A", 1, "B", -1));
    for (Object wrong : new Object[] {Map.of(), Map.of("A", 2), Map.of("A", 0.5), "A", List.of()}) {
      assertMlError(MlError.INVALID_OPTION, () -> option.parse(wrong))
          .endsWith("expects a JSON object of names, each with -1, 0 or 1.");
    }
  }

  @Test
  void a_choice_of_true_takes_a_flag() {
    Option<String> option = Option.choice("stops", "auto", "true", "false");

    assertThat(option.parse(true)).isEqualTo("true");
    assertThat(option.parse("AUTO")).isEqualTo("auto");
  }
}
