// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inlayml.tests.database.Answers.assertMlError;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.training.Algorithms;
import org.inlayml.procedures.reference.RoutineSpec;
import org.inlayml.procedures.routine.Routines;
import org.junit.jupiter.api.Test;

/**
 * {@code ML_VERSION}, {@code ML_HELP}, {@code ML_SELFTEST}, {@code ML_FEATURES}, {@code
 * ML_CLASSES}.
 */
class InformationContractTest extends DatabaseContract {
  @Test
  void the_version_has_three_numbers() throws SQLException {
    assertThat(sample.text("CALL sys.ML_VERSION()")).matches("[0-9]+\\.[0-9]+\\.[0-9]+.*");
  }

  @Test
  void the_selftest_says_ok_with_the_versions_and_leaves_nothing() throws SQLException {
    long models = sample.count("ML.MODEL_CATALOG");

    assertThat(sample.text("CALL sys.ML_SELFTEST()"))
        .startsWith("OK: Inlay " + sample.text("CALL sys.ML_VERSION()") + ", ")
        .contains(kind.isH2() ? ", H2 " : ", HSQL Database Engine ")
        .contains(", Java ");
    assertThat(sample.count("ML.MODEL_CATALOG")).isEqualTo(models);
  }

  @Test
  void help_explains_every_routine_with_options_errors_and_example() throws SQLException {
    for (RoutineSpec routine : Routines.ALL) {
      String help = sample.text("CALL sys.ML_HELP(?)", routine.title());

      assertThat(help).as(routine.title()).startsWith(routine.sqlName() + "(");
      assertThat(help).contains(routine.documentation(), routine.example(), "\nReturns\n");
      for (Option<?> option : routine.options()) {
        assertThat(help).contains("\n  " + option.name() + ": ");
      }
      for (MlError error : routine.errors()) {
        assertThat(help)
            .contains(error.sqlState() + String.format(Locale.ROOT, " ML%06d", error.number()));
      }
      assertThat(sample.text("CALL sys.ML_HELP(?)", routine.sqlName().toLowerCase(Locale.ROOT)))
          .isEqualTo(help);
    }
  }

  @Test
  void help_lists_routines_and_algorithms() throws SQLException {
    String overview = sample.text("CALL sys.ML_HELP(NULL)");
    String algorithms = sample.text("CALL sys.ML_HELP('algorithms')");

    for (RoutineSpec routine : Routines.ALL) {
      assertThat(overview).contains(routine.title() + " ");
    }
    for (Learner learner : Algorithms.LEARNERS.all()) {
      assertThat(algorithms).contains(learner.spec().name() + " (");
      for (Option<?> option : learner.spec().hyperparameters()) {
        assertThat(algorithms).contains("  " + option.name() + ": ");
      }
    }
    assertMlError(
        MlError.INVALID_ARGUMENT,
        () -> sample.text("CALL sys.ML_HELP('ML_TRIAN')"),
        "argument 'routine' of ML_HELP is 'ML_TRIAN', but expects the name of a routine. Did you"
            + " mean 'ML_TRAIN'? ML_HELP(NULL) lists all.");
  }

  @Test
  void features_and_classes_come_in_order_as_json() throws SQLException {
    assertThat(sample.text("CALL sys.ML_FEATURES('species')"))
        .isEqualTo("[\"PETAL_LENGTH\",\"PETAL_WIDTH\",\"COLOUR\"]");
    assertThat(sample.text("CALL sys.ML_CLASSES('species')"))
        .isEqualTo("[\"setosa\",\"versicolor\",\"virginica\"]");
    assertThat(sample.text("CALL sys.ML_CLASSES('churn')")).isEqualTo("[\"false\",\"true\"]");
    for (String routine : List.of("ML_FEATURES", "ML_CLASSES")) {
      assertMlError(
          MlError.ARGUMENT_MISSING,
          () -> sample.text("CALL sys." + routine + "(NULL)"),
          "argument 'model' of " + routine + " is NULL, but a value is required.");
    }
  }
}
