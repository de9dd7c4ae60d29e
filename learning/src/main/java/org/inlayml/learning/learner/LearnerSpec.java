// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner;

import java.util.List;
import java.util.Set;
import org.inlayml.learning.feature.FitRules;
import org.inlayml.learning.option.Option;

/**
 * Everything there is to know of a learner without running it. Documentation, option checks and the
 * learner contract test follow from it.
 *
 * @param name the name in the option {@code algorithm}, lower_snake
 * @param aliases other systems' names for it, such as {@code LogisticRegression}
 * @param traits what it wants of its features and can do besides fitting
 * @param hyperparameters its own options
 * @param documentation what it learns, in a sentence or two
 * @param source where the method is described
 */
public record LearnerSpec(
    String name,
    List<String> aliases,
    Set<Task> tasks,
    Set<Trait> traits,
    List<Option<?>> hyperparameters,
    String documentation,
    String source) {
  public LearnerSpec {
    aliases = List.copyOf(aliases);
    tasks = Set.copyOf(tasks);
    traits = Set.copyOf(traits);
    hyperparameters = List.copyOf(hyperparameters);
  }

  public boolean has(Trait trait) {
    return traits.contains(trait);
  }

  /**
   * How a pipeline for it is to be like.
   *
   * @param keep exact names of columns that are features however little they seem to tell
   * @param primaryKey exact names of the columns of the table's primary key
   */
  public FitRules rules(Set<String> keep, Set<String> primaryKey) {
    return new FitRules(
        has(Trait.SCALED),
        has(Trait.ORDINAL),
        has(Trait.MISSING),
        has(Trait.CATEGORICAL),
        keep,
        primaryKey);
  }
}
