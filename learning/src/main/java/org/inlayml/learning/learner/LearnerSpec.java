// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner;

import java.util.List;
import java.util.Set;
import org.inlayml.learning.option.Option;

/**
 * Everything there is to know of a learner without running it. Documentation, option checks and the
 * learner contract test follow from it.
 *
 * @param name the name in the option {@code algorithm}, lower_snake
 * @param aliases other systems' names for it, such as {@code LogisticRegression}
 * @param scaled whether it wants numbers standardised
 * @param ordinal whether it copes with text encoded as one ordinal number (trees do)
 * @param hyperparameters its own options
 * @param documentation what it learns, in a sentence or two
 * @param source where the method is described
 */
public record LearnerSpec(
    String name,
    List<String> aliases,
    Set<Task> tasks,
    boolean scaled,
    boolean ordinal,
    List<Option<?>> hyperparameters,
    String documentation,
    String source) {
  public LearnerSpec {
    aliases = List.copyOf(aliases);
    tasks = Set.copyOf(tasks);
    hyperparameters = List.copyOf(hyperparameters);
  }
}
