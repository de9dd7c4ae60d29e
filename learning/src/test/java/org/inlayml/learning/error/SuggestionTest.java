// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionTest {
  private static final List<String> NAMES = List.of("species", "PETAL_WIDTH", "PETAL_LENGTH", "id");

  @Test
  void names_the_nearest_in_any_case() {
    assertThat(Suggestion.nearest("specie", NAMES)).isEqualTo("Did you mean 'species'? ");
    assertThat(Suggestion.nearest("petal_with", NAMES)).isEqualTo("Did you mean 'PETAL_WIDTH'? ");
    assertThat(Suggestion.nearest("petallength", NAMES)).isEqualTo("Did you mean 'PETAL_LENGTH'? ");
    assertThat(Suggestion.nearest("ID", NAMES)).isEqualTo("Did you mean 'id'? ");
    assertThat(Suggestion.nearest("ix", NAMES)).isEqualTo("Did you mean 'id'? ");
  }

  @Test
  void names_the_first_of_equals() {
    assertThat(Suggestion.nearest("aab", List.of("aac", "aad"))).isEqualTo("Did you mean 'aac'? ");
  }

  @Test
  void keeps_silent_where_none_is_near() {
    assertThat(Suggestion.nearest("colour", NAMES)).isEmpty();
    assertThat(Suggestion.nearest("", List.of("a"))).isEmpty();
    assertThat(Suggestion.nearest("T", List.of("A", "B"))).isEmpty();
    assertThat(Suggestion.nearest("species", List.of())).isEmpty();
  }
}
