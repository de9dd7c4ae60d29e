// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.Suggestion;

/** Finding learners by name among those given. */
public final class Learners {
  private final List<Learner> learners;
  private final Map<String, String> missing;

  public Learners(List<Learner> learners) {
    this(learners, Map.of());
  }

  /**
   * Learners among which some might have been expected.
   *
   * @param missing names in lower case of learners that are not among them, each with a sentence
   *     and a blank that say what to do
   */
  public Learners(List<Learner> learners, Map<String, String> missing) {
    this.learners = List.copyOf(learners);
    this.missing = Map.copyOf(missing);
  }

  public List<Learner> all() {
    return learners;
  }

  /** Those that can do the task, in order. */
  public List<Learner> of(Task task) {
    return learners.stream().filter(l -> l.spec().tasks().contains(task)).toList();
  }

  /**
   * Finds a learner of the task by name or alias, in any case; of several with an alias the last.
   *
   * <p>Errors: {@link MlError#UNKNOWN_ALGORITHM}.
   */
  public Learner find(String name, Task task) {
    return of(task).stream()
        .filter(l -> names(l).anyMatch(n -> n.equalsIgnoreCase(name)))
        .reduce((one, other) -> one.spec().name().equalsIgnoreCase(name) ? one : other)
        .orElseThrow(
            () ->
                MlError.UNKNOWN_ALGORITHM.with(
                    name,
                    task.sqlName(),
                    advice(name, task),
                    of(task).stream().map(l -> l.spec().name()).collect(joining(", "))));
  }

  private String advice(String name, Task task) {
    String advice = missing.get(name.toLowerCase(Locale.ROOT));
    return advice == null
        ? Suggestion.nearest(name, of(task).stream().flatMap(Learners::names).toList())
        : advice;
  }

  private static Stream<String> names(Learner learner) {
    return Stream.concat(Stream.of(learner.spec().name()), learner.spec().aliases().stream());
  }
}
