// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.reference;

import static java.util.stream.Collectors.joining;

import java.util.List;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.LearnerSpec;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.learner.Trait;
import org.inlayml.learning.training.Algorithms;

/** {@code docs/algorithms.md}. */
public final class AlgorithmsDocument {
  private AlgorithmsDocument() {}

  /** The text of the document. */
  public static String text() {
    List<LearnerSpec> specs = Algorithms.BUILT_IN.stream().map(Learner::spec).toList();
    return Markdown.title("Algorithms")
        + """
        The values of the option `algorithm` of [`ML_TRAIN`](reference.md#ml_train), and what each
        takes in the option `hyperparameters`. Names are matched in any case; other systems' names
        work too. *Compared* are those that are tried where no algorithm is named. *Weights* says
        whether `class_weight` and `sample_weight_column` work, *goes on* whether `warm_start` does.
        `SELECT * FROM ML.ALGORITHM` lists the same in the database, and the algorithms of
        [optional engines](engines.md) where they are on the class path.

        """
        + Markdown.table(
            List.of("Algorithm", "Tasks", "Compared", "Weights", "Goes on", "Other names"),
            specs.stream()
                .map(
                    s ->
                        List.of(
                            "[" + Markdown.code(s.name()) + "](#" + Markdown.anchor(s.name()) + ")",
                            tasks(s),
                            mark(s, Trait.COMPARED),
                            mark(s, Trait.WEIGHTED),
                            mark(s, Trait.WARM_START),
                            s.aliases().stream().map(Markdown::code).collect(joining(", "))))
                .toList())
        + specs.stream().map(AlgorithmsDocument::section).collect(joining("\n"));
  }

  private static String section(LearnerSpec spec) {
    return "## "
        + spec.name()
        + "\n\n"
        + spec.documentation()
        + (spec.has(Trait.CALIBRATED)
            ? " Its probabilities are sigmoids of its scores, fitted by five-fold cross-fitting."
            : "")
        + "\n\n"
        + (spec.hyperparameters().isEmpty()
            ? "It has no hyperparameters.\n\n"
            : Markdown.options(spec.hyperparameters()))
        + "Source: "
        + spec.source()
        + "\n";
  }

  private static String mark(LearnerSpec spec, Trait trait) {
    return spec.has(trait) ? "yes" : "";
  }

  private static String tasks(LearnerSpec spec) {
    return spec.tasks().stream().sorted().map(Task::sqlName).collect(joining(", "));
  }
}
