// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.tree;

import java.util.Set;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;

/** The choice of what splits make small. */
final class Criteria {
  private static final String ENTROPY = "entropy";
  private static final String POISSON = "poisson";
  private static final Set<String> OF_CLASSES = Set.of("gini", ENTROPY, "log_loss");

  static final Option<String> CRITERION =
      Option.choice("criterion", "gini", ENTROPY, "log_loss", "squared_error", POISSON)
          .doc(
              "What splits reduce: in a classification gini, or entropy, also called log_loss; in a"
                  + " regression squared_error or poisson; absent, the first of each.");

  private Criteria() {}

  /**
   * The criterion chosen. Errors: {@code INVALID_OPTION} where it does not fit the task or the
   * numbers.
   */
  static Choice of(Options hyperparameters, TargetVector target) {
    boolean isClassification = target.classes() > 0;
    String name = hyperparameters.find(CRITERION).orElse(isClassification ? "gini" : "");
    if (!name.isEmpty() && OF_CLASSES.contains(name) != isClassification) {
      throw MlError.INVALID_OPTION.with(
          CRITERION.name(),
          "'" + name + "'",
          isClassification
              ? "gini, entropy or log_loss in a classification"
              : "squared_error or poisson in a regression");
    }
    boolean poisson = name.equals(POISSON);
    if (poisson) {
      double sum = 0;
      for (double value : target.values()) {
        sum += value;
        if (value < 0) {
          sum = 0;
          break;
        }
      }
      if (!(sum > 0)) {
        throw MlError.INVALID_OPTION.with(
            CRITERION.name(), "'poisson'", "a target that is never negative and not always 0");
      }
    }
    return new Choice(target, target.labels(), !poisson && !name.equals("gini"), poisson);
  }

  /**
   * A criterion but for the weights of the rows, which differ from tree to tree.
   *
   * @param labels the classes, in a classification
   */
  record Choice(TargetVector target, int[] labels, boolean entropy, boolean poisson) {
    boolean isClassification() {
      return target.classes() > 0;
    }

    /** How many values a leaf holds. */
    int leafWidth() {
      return Math.max(1, target.classes());
    }

    ClassCriterion ofClasses(double[] weights) {
      return new ClassCriterion(labels, target.classes(), weights, entropy);
    }

    ValueCriterion ofValues(double[] weights) {
      return new ValueCriterion(target.values(), weights, poisson);
    }

    /**
     * Grows a tree whose leaves hold the mean, or the shares of the classes.
     *
     * @param extra what each class counts in a leaf in addition
     */
    FlatTree grow(Tree tree, double[] weights, double extra) {
      if (isClassification()) {
        ClassCriterion classes = ofClasses(weights);
        return tree.grow(
            classes,
            leafWidth(),
            (rows, from, to, depth, values, at) ->
                classes.shares(rows, from, to, extra, values, at));
      }
      ValueCriterion numbers = ofValues(weights);
      return tree.grow(
          numbers,
          1,
          (rows, from, to, depth, values, at) -> values[at] = numbers.mean(rows, from, to));
    }

    /** A tree before it is known what it is to learn. */
    @FunctionalInterface
    interface Tree {
      FlatTree grow(Criterion criterion, int leafWidth, Grower.Leaf leaf);
    }
  }
}
