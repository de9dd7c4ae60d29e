// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.inlayml.learning.family.Link;
import org.inlayml.learning.family.MedianTrees;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.learner.Workers;

/**
 * AdaBoost.R2: each tree learns rows weighted by its predecessors' errors; the weighted median of
 * the trees is given. The source draws rows by those weights; trees that heed them need not, and do
 * not depend on luck. Source: Drucker: Improving Regressors Using Boosting Techniques, 1997,
 * section 3.
 *
 * @param loss linear, square or exponential
 */
record ReweightedNumbers(
    Rows rows, TargetVector target, Limits limits, int count, double rate, String loss) {
  /** The weight of a tree without errors, or of a single one. */
  private static final double WHOLE = 1;

  MedianTrees fit(SplittableRandom random, Workers workers) {
    double[] chances = target.allWeights();
    normalise(chances);
    List<FlatTree> trees = new ArrayList<>();
    double[] weights = new double[count];
    boolean goesOn = true;
    for (int t = 0; t < count && goesOn; t++) {
      FlatTree tree = grow(chances, random, workers);
      double[] errors = errors(tree);
      double error = mean(errors, chances);
      if (error <= 0) {
        trees.add(tree);
        weights[t] = WHOLE;
        goesOn = false;
      } else if (!(error < 0.5)) {
        if (trees.isEmpty()) {
          trees.add(tree);
          weights[t] = WHOLE;
        }
        goesOn = false;
      } else {
        trees.add(tree);
        double beta = error / (1 - error);
        weights[t] = rate * StrictMath.log(1 / beta);
        for (int row = 0; row < chances.length; row++) {
          chances[row] *= StrictMath.pow(beta, (1 - errors[row]) * rate);
        }
        goesOn = normalise(chances);
      }
      workers.done((t + 1.0) / count);
    }
    int grown = trees.size();
    return new MedianTrees(
        FlatTree.join(trees, 1, rows.columns().length, new double[grown], Link.IDENTITY, grown),
        Arrays.copyOf(weights, grown));
  }

  private FlatTree grow(double[] chances, SplittableRandom random, Workers workers) {
    int[] chosen = IntStream.range(0, chances.length).filter(i -> chances[i] > 0).toArray();
    ValueCriterion criterion = new ValueCriterion(target.values(), chances.clone(), false);
    Splitter splitter = rows.sorted(chosen, rows.everyColumn(), limits, random);
    return new Grower(splitter, criterion, limits, workers)
        .grow(1, (of, from, to, depth, values, at) -> values[at] = criterion.mean(of, from, to));
  }

  /** Per row its error as a share of the largest, as the loss has it. */
  private double[] errors(FlatTree tree) {
    double[] errors = new double[rows.count()];
    double largest = 0;
    for (int row = 0; row < errors.length; row++) {
      errors[row] = Math.abs(tree.value(rows.columns(), row) - target.values()[row]);
      largest = Math.max(largest, errors[row]);
    }
    for (int row = 0; row < errors.length; row++) {
      double share = largest > 0 ? errors[row] / largest : 0;
      errors[row] =
          switch (loss) {
            case "square" -> share * share;
            case "exponential" -> 1 - StrictMath.exp(-share);
            default -> share;
          };
    }
    return errors;
  }

  private static double mean(double[] errors, double[] chances) {
    double sum = 0;
    double total = 0;
    for (int row = 0; row < errors.length; row++) {
      sum += chances[row] * errors[row];
      total += chances[row];
    }
    return sum / total;
  }

  /** Divides chances by their sum; false where they have none. */
  private static boolean normalise(double[] chances) {
    double sum = 0;
    for (double chance : chances) {
      sum += chance;
    }
    if (!(sum > 0)) {
      return false;
    }
    for (int row = 0; row < chances.length; row++) {
      chances[row] /= sum;
    }
    return true;
  }
}
