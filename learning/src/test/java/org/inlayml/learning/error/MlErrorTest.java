// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.error;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MlErrorTest {
  @Test
  void numbers_and_states_are_those_that_applications_know() throws IOException {
    List<String> recorded;
    try (InputStream file = getClass().getResourceAsStream("error-numbers.txt")) {
      recorded =
          new String(requireNonNull(file).readAllBytes(), UTF_8)
              .lines()
              .filter(line -> !line.startsWith("#"))
              .toList();
    }

    assertThat(Arrays.stream(MlError.values()).map(e -> e + " " + e.sqlState() + " " + e.number()))
        .containsExactlyElementsOf(recorded);
  }

  @Test
  void no_two_errors_share_a_number_or_state() {
    assertThat(Arrays.stream(MlError.values()).map(MlError::number)).doesNotHaveDuplicates();
    assertThat(Arrays.stream(MlError.values()).map(MlError::sqlState)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource(MlError.class)
  void states_are_of_our_class_and_texts_are_sentences(MlError error) {
    assertThat(error.sqlState()).matches("ML[0-9]{3}");
    assertThat(error.template()).matches(".*[.?]").doesNotContain("%d");
  }

  @Test
  void a_message_begins_with_its_number_and_has_no_digits_of_the_locale() {
    MlException refused = MlError.NO_ROWS.with("T", "", 1_234_567);
    MlException old = MlError.UNKNOWN_TASK.with("x", "y");

    assertThat(refused).hasMessage("ML100103: T has no rows. At least 1234567 are needed.");
    assertThat(old).hasMessage("ML001016: task 'x' is not known. Supported tasks: y.");
  }

  @Test
  void a_cause_is_kept() {
    IllegalStateException cause = new IllegalStateException("why");

    MlException internal = MlError.INTERNAL.causedBy(cause, "why");

    assertThat(internal).hasCause(cause);
    assertThat(internal.error()).isEqualTo(MlError.INTERNAL);
  }
}
