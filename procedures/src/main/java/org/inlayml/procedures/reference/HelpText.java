// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.reference;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Locale;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.LearnerSpec;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.training.Algorithms;
import org.inlayml.procedures.reference.RoutineSpec.Column;
import org.inlayml.procedures.reference.RoutineSpec.Overload;
import org.inlayml.procedures.reference.RoutineSpec.Parameter;

/** The texts of {@code ML_HELP}: plain lines for a console. */
public final class HelpText {
  private HelpText() {}

  /** All routines, a line each. */
  public static String overview(List<RoutineSpec> routines) {
    return routines.stream()
        .map(r -> String.format(Locale.ROOT, "%-17s %s", r.title(), r.summary()))
        .collect(joining("\n", "", "\nML_HELP('ML_TRAIN') says more of one routine."));
  }

  /** One routine. */
  public static String of(RoutineSpec routine) {
    StringBuilder text = new StringBuilder();
    for (Overload overload : routine.overloads()) {
      text.append(signature(routine, overload)).append('\n');
    }
    text.append(routine.documentation()).append('\n');
    Overload longest = routine.overloads().get(routine.overloads().size() - 1);
    if (!longest.parameters().isEmpty()) {
      text.append("\nArguments\n");
      for (Parameter parameter : longest.parameters()) {
        text.append(entry(parameter.name(), parameter.documentation()));
      }
    }
    if (!routine.options().isEmpty()) {
      text.append("\nOptions\n").append(options(routine.options()));
    }
    text.append("\nReturns\n  ").append(routine.returns()).append('\n');
    for (Column column : routine.columns()) {
      text.append(entry(column.name(), column.documentation()));
    }
    if (!routine.errors().isEmpty()) {
      text.append("\nErrors\n");
      for (MlError error : routine.errors()) {
        text.append(
            entry(
                error.sqlState() + " ML" + String.format(Locale.ROOT, "%06d", error.number()),
                error.template().replace("%s", "…")));
      }
    }
    return text.append("\nExample\n  ").append(routine.example()).toString();
  }

  /** All algorithms with their hyperparameters. */
  public static String algorithms() {
    StringBuilder text = new StringBuilder();
    for (Learner learner : Algorithms.LEARNERS.all()) {
      LearnerSpec spec = learner.spec();
      text.append(spec.name())
          .append(" (")
          .append(spec.tasks().stream().sorted().map(Task::sqlName).collect(joining(", ")))
          .append(")\n  ")
          .append(spec.documentation())
          .append('\n')
          .append(options(spec.hyperparameters()))
          .append('\n');
    }
    return text.toString().stripTrailing();
  }

  /** The routine as it is written in SQL. */
  static String signature(RoutineSpec routine, Overload overload) {
    return routine.sqlName()
        + overload.parameters().stream().map(Parameter::name).collect(joining(", ", "(", ")"))
        + (overload.setsVariable() ? "  -- H2 alone" : "");
  }

  /** What an option is when it is not given, in words; empty where absence has its own meaning. */
  static String defaultOf(Option<?> option) {
    return option.defaultValue().map(value -> " Default: " + value + ".").orElse("");
  }

  private static String options(List<Option<?>> options) {
    return options.stream()
        .map(o -> entry(o.name(), o.documentation() + " " + sentence(o) + defaultOf(o)))
        .collect(joining());
  }

  private static String sentence(Option<?> option) {
    String expectation = option.expectation();
    return expectation.substring(0, 1).toUpperCase(Locale.ROOT) + expectation.substring(1) + ".";
  }

  private static String entry(String name, String text) {
    return "  " + name + ": " + text + "\n";
  }
}
