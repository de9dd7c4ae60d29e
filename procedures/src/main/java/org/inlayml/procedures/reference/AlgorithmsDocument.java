// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.reference;

import static java.util.stream.Collectors.joining;

import java.util.List;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.LearnerSpec;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.training.Algorithms;

/** {@code docs/algorithms.md}. */
public final class AlgorithmsDocument {
  private AlgorithmsDocument() {}

  /** The text of the document. */
  public static String text() {
    List<LearnerSpec> specs = Algorithms.LEARNERS.all().stream().map(Learner::spec).toList();
    return Markdown.title("Algorithms")
        + """
        The values of the option `algorithm` of [`ML_TRAIN`](reference.md#ml_train), and what each
        takes in the option `hyperparameters`. Names are matched in any case; other systems' names
        work too.

        """
        + Markdown.table(
            List.of("Algorithm", "Tasks", "Other names"),
            specs.stream()
                .map(
                    s ->
                        List.of(
                            "[" + Markdown.code(s.name()) + "](#" + Markdown.anchor(s.name()) + ")",
                            tasks(s),
                            s.aliases().stream().map(Markdown::code).collect(joining(", "))))
                .toList())
        + specs.stream().map(AlgorithmsDocument::section).collect(joining("\n"));
  }

  private static String section(LearnerSpec spec) {
    return "## "
        + spec.name()
        + "\n\n"
        + spec.documentation()
        + "\n\n"
        + (spec.hyperparameters().isEmpty()
            ? "It has no hyperparameters.\n\n"
            : Markdown.options(spec.hyperparameters()))
        + "Source: "
        + spec.source()
        + "\n";
  }

  private static String tasks(LearnerSpec spec) {
    return spec.tasks().stream().sorted().map(Task::sqlName).collect(joining(", "));
  }
}
