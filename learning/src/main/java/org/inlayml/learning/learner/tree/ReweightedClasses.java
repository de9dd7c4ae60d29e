// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.inlayml.learning.family.Link;
import org.inlayml.learning.family.Trees;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.learner.Workers;

/**
 * AdaBoost of classes: SAMME and SAMME.R. The probabilities are those of the exponential loss, with
 * the sums of the trees divided by the sum of their weights, as scikit-learn has them. Source: Zhu,
 * Zou, Rosset, Hastie: Multi-class AdaBoost, 2009, algorithms 2 and 4.
 *
 * @param byProbabilities SAMME.R, else SAMME
 */
record ReweightedClasses(
    Rows rows,
    TargetVector target,
    Limits limits,
    int count,
    double rate,
    boolean byProbabilities) {
  /** Keeps logarithms finite. */
  private static final double LEAST = Math.ulp(1.0);

  /** The sum of a class that does not occur. */
  private static final double NEVER = -700;

  /** A tree of votes, what they weigh, and whether it is the last that makes sense. */
  private record Vote(FlatTree tree, double weight, boolean isLast) {}

  Trees fit(SplittableRandom random, Workers workers) {
    int[] labels = target.labels();
    int classes = target.classes();
    boolean[] occurs = new boolean[classes];
    for (int label : labels) {
      occurs[label] = true;
    }
    int[] present = IntStream.range(0, classes).filter(k -> occurs[k]).toArray();
    List<FlatTree> trees = new ArrayList<>();
    double total = 0;
    if (present.length > 1) {
      int[] places = new int[classes];
      for (int k = 0; k < present.length; k++) {
        places[present[k]] = k;
      }
      int[] compact = IntStream.of(labels).map(label -> places[label]).toArray();
      total = vote(compact, present.length, trees, random, workers);
    }
    double unit = total * (byProbabilities ? 1 : present.length - 1);
    boolean isBinary = classes == 2 && present.length == 2;
    double[] start = new double[isBinary ? 1 : classes];
    if (!isBinary) {
      Arrays.fill(start, NEVER);
      Arrays.stream(present).forEach(k -> start[k] = 0);
    }
    List<FlatTree> spread =
        trees.stream().map(t -> isBinary ? difference(t, unit) : spread(t, present, unit)).toList();
    return FlatTree.join(
        spread,
        start.length,
        rows.columns().length,
        start,
        isBinary ? Link.LOGISTIC : Link.SOFTMAX,
        classes);
  }

  /** Grows trees of votes until they are enough; returns the sum of their weights. */
  private double vote(
      int[] labels, int classes, List<FlatTree> trees, SplittableRandom random, Workers workers) {
    double[] weights = target.allWeights();
    normalise(weights);
    double total = 0;
    for (int t = 0; t < count; t++) {
      Vote vote = grow(labels, classes, weights, random, workers);
      if (vote.weight() <= 0) {
        // No better than chance; if it is the first, then all there is.
        if (trees.isEmpty()) {
          trees.add(vote.tree());
          total = 1;
        }
        return total;
      }
      vote.tree().multiply(byProbabilities ? 1 : vote.weight());
      trees.add(vote.tree());
      total += vote.weight();
      if (vote.isLast() || !normalise(weights)) {
        return total;
      }
      workers.done((t + 1.0) / count);
    }
    return total;
  }

  /** Grows a tree, and weighs its errors more. */
  private Vote grow(
      int[] labels, int classes, double[] weights, SplittableRandom random, Workers workers) {
    int[] chosen = IntStream.range(0, weights.length).filter(i -> weights[i] > 0).toArray();
    ClassCriterion criterion = new ClassCriterion(labels, classes, weights, false);
    double[] next = weights.clone();
    double[] errors = new double[1];
    Splitter splitter = rows.sorted(chosen, rows.everyColumn(), limits, random);
    FlatTree tree =
        new Grower(splitter, criterion, limits, workers)
            .grow(
                classes,
                (of, from, to, depth, values, at) -> {
                  criterion.shares(of, from, to, 0, values, at);
                  int largest = at;
                  for (int k = at; k < at + classes; k++) {
                    largest = values[k] > values[largest] ? k : largest;
                  }
                  if (byProbabilities) {
                    logarithms(values, at, classes);
                  } else {
                    Arrays.fill(values, at, at + classes, 0);
                    values[largest] = 1;
                  }
                  for (int i = from; i < to; i++) {
                    int row = of[i];
                    errors[0] += labels[row] == largest - at ? 0 : weights[row];
                    if (byProbabilities) {
                      // of codes 1 and -1/(K-1) the product with the centred logarithms
                      next[row] *= StrictMath.exp(-rate * values[at + labels[row]]);
                    }
                  }
                });
    double error = errors[0];
    if (byProbabilities || error <= 0) {
      System.arraycopy(next, 0, weights, 0, next.length);
      return new Vote(tree, 1, error <= 0);
    }
    double weight =
        error >= 1 - 1.0 / classes
            ? 0
            : rate * (StrictMath.log((1 - error) / error) + StrictMath.log(classes - 1.0));
    if (weight > 0) {
      double more = StrictMath.exp(weight);
      for (int row : chosen) {
        double[] votes = votes(tree, row);
        weights[row] *= votes[labels[row]] > 0 ? 1 : more;
      }
    }
    return new Vote(tree, weight, false);
  }

  private double[] votes(FlatTree tree, int row) {
    int leaf = tree.leaf(rows.columns(), row);
    return Arrays.copyOfRange(
        tree.values(), leaf * tree.leafWidth(), (leaf + 1) * tree.leafWidth());
  }

  /** Puts logarithms, centred, in place of shares. */
  private static void logarithms(double[] values, int at, int classes) {
    double sum = 0;
    for (int k = at; k < at + classes; k++) {
      values[k] = StrictMath.log(Math.max(values[k], LEAST));
      sum += values[k];
    }
    for (int k = at; k < at + classes; k++) {
      values[k] -= sum / classes;
    }
  }

  /** Divides weights by their sum; false where they have none that is finite. */
  private static boolean normalise(double[] weights) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    if (!(sum > 0) || Double.isInfinite(sum)) {
      return false;
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= sum;
    }
    return true;
  }

  private static FlatTree difference(FlatTree tree, double unit) {
    double[] values = new double[tree.values().length / 2];
    Arrays.setAll(values, i -> (tree.values()[2 * i + 1] - tree.values()[2 * i]) / unit);
    return tree.with(values, 1);
  }

  private FlatTree spread(FlatTree tree, int[] present, double unit) {
    int leaves = tree.values().length / present.length;
    double[] values = new double[leaves * target.classes()];
    for (int leaf = 0; leaf < leaves; leaf++) {
      for (int k = 0; k < present.length; k++) {
        values[leaf * target.classes() + present[k]] =
            tree.values()[leaf * present.length + k] / unit;
      }
    }
    return tree.with(values, target.classes());
  }
}
