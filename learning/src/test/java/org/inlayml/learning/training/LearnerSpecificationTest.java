// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.training;

import static java.util.Locale.ROOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.inlayml.learning.Errors.assertMlError;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.LearnerSpec;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every learner that is listed says of itself. */
class LearnerSpecificationTest {
  private static final Pattern RANGE = Pattern.compile(".* from (-?[0-9.]+) to .*");

  static List<Learner> learners() {
    return Algorithms.LEARNERS.all();
  }

  @Test
  void no_two_learners_of_a_task_share_a_name_or_alias() {
    for (Task task : Task.values()) {
      List<Learner> able = Algorithms.LEARNERS.of(task);
      assertThat(
              able.stream()
                  .map(Learner::spec)
                  .flatMap(
                      s ->
                          Stream.concat(Stream.of(s.name()), s.aliases().stream())
                              .map(name -> name.toLowerCase(ROOT))
                              .distinct()))
          .as(task.sqlName())
          .doesNotHaveDuplicates()
          .hasSizeGreaterThanOrEqualTo(able.size());
    }
    assertThat(learners().stream().map(learner -> learner.spec().name())).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("learners")
  void specification_is_complete(Learner learner) {
    LearnerSpec spec = learner.spec();

    assertThat(spec.name()).matches("[a-z]+(_[a-z]+)*");
    assertThat(spec.tasks()).isNotEmpty();
    assertThat(spec.documentation()).matches("[A-Z].{20,}\\.");
    assertThat(spec.source()).matches(".{10,}");
    assertThat(spec.hyperparameters())
        .extracting(option -> option.name().toLowerCase(ROOT))
        .doesNotHaveDuplicates();
    for (Option<?> option : spec.hyperparameters()) {
      assertThat(option.documentation()).as(option.name()).matches("[A-Z].{10,}\\.");
      assertThat(option.defaultValue().isPresent() || option.documentation().contains("absent"))
          .as("%s has a default, or says what its absence means", option.name())
          .isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("learners")
  void is_found_by_its_name_and_aliases_in_any_case(Learner learner) {
    for (Task task : learner.spec().tasks()) {
      assertThat(Algorithms.LEARNERS.find(learner.spec().name(), task)).isSameAs(learner);
      for (String alias : learner.spec().aliases()) {
        assertThat(Algorithms.LEARNERS.find(alias.toUpperCase(ROOT), task)).isSameAs(learner);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("learners")
  void refuses_hyperparameters_out_of_range_and_unknown_ones(Learner learner) {
    List<Option<?>> options = learner.spec().hyperparameters();

    for (Option<?> option : options) {
      List<Object> refused = new ArrayList<>(List.of("no such value", Map.of()));
      Matcher range = RANGE.matcher(option.expectation());
      if (range.matches()) {
        refused.add(Double.parseDouble(range.group(1)) - 1);
      }
      for (Object value : refused) {
        assertMlError(
                MlError.INVALID_OPTION,
                () -> Options.check("it", options, Map.of(option.name(), value)))
            .startsWith("option '" + option.name() + "' has the value ")
            .endsWith(", but expects " + option.expectation() + ".");
      }
    }
    assertMlError(
            MlError.UNKNOWN_OPTION, () -> Options.check("it", options, Map.of("no_such_name", 1L)))
        .startsWith("option 'no_such_name' is not known to it. ");
  }
}
