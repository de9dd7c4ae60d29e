// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.inlayml.learning.family.Link;
import org.inlayml.learning.family.Trees;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.FitContext;
import org.inlayml.learning.learner.Workers;

/**
 * Grows rounds of trees, one a sum, each from the gradients that the rounds before it leave.
 *
 * @param rounds how many, with those of the model to go on from
 * @param rate how much of each tree is added
 * @param subsample the share of rows that each round draws
 * @param outputs of the model
 */
record Boosting(
    int rounds,
    double rate,
    double subsample,
    Limits limits,
    Loss loss,
    double[] weights,
    int outputs) {
  /** Headers of the arrays of a tree. */
  static final int OBJECT_BYTES = 200;

  Trees fit(FeatureMatrix features, FitContext context) {
    Trees empty = FlatTree.join(List.of(), 1, features.width(), loss.start(), loss.link(), outputs);
    Trees previous = context.previous().map(model -> (Trees) model).orElse(empty);
    int width = previous.start().length;
    int done = previous.roots().length / width;
    Forest.refuseFewer(rounds, done);
    List<FlatTree> trees =
        Workers.run(context, workers -> boost(features, previous, done, context.seed(), workers));
    return FlatTree.join(
        previous,
        1,
        FlatTree.join(trees, 1, features.width(), previous.start(), previous.link(), outputs));
  }

  private List<FlatTree> boost(
      FeatureMatrix features, Trees previous, int done, long seed, Workers workers) {
    Rows rows = Rows.ordered(features, workers);
    double[][] sums = sums(previous, features);
    double[][] gradients = new double[sums.length][rows.count()];
    long[] seeds = new SplittableRandom(seed).longs(rounds).toArray();
    List<FlatTree> trees = new ArrayList<>();
    for (int round = done; round < rounds; round++) {
      workers.check();
      loss.derive(sums, gradients);
      SplittableRandom random = new SplittableRandom(seeds[round]);
      int[] drawn =
          Sample.of(rows.count(), (int) Math.max(1, Math.round(rows.count() * subsample)), random);
      for (int k = 0; k < sums.length; k++) {
        trees.add(grow(k, rows, drawn, random, sums, gradients, workers));
      }
      workers.done((double) (round + 1 - done) / (rounds - done));
    }
    return trees;
  }

  private FlatTree grow(
      int sum,
      Rows rows,
      int[] drawn,
      SplittableRandom random,
      double[][] sums,
      double[][] gradients,
      Workers workers) {
    Splitter splitter = rows.sorted(drawn.clone(), rows.everyColumn(), limits, random);
    Criterion criterion = new ValueCriterion(gradients[sum], weights, false);
    double[] before = sums[sum];
    double[] after = before.clone();
    FlatTree tree =
        new Grower(splitter, criterion, limits, workers)
            .grow(
                1,
                (of, from, to, depth, values, at) -> {
                  double value = rate * loss.step(sum, of, from, to, sums, gradients);
                  values[at] = value;
                  for (int i = from; i < to; i++) {
                    after[of[i]] = before[of[i]] + value;
                  }
                });
    if (drawn.length < rows.count()) {
      boolean[] known = new boolean[rows.count()];
      for (int row : drawn) {
        known[row] = true;
      }
      IntStream.range(0, known.length)
          .filter(row -> !known[row])
          .forEach(row -> after[row] = before[row] + tree.value(rows.columns(), row));
    }
    sums[sum] = after;
    return tree;
  }

  /** What trees add up to for each row. */
  private static double[][] sums(Trees trees, FeatureMatrix features) {
    int width = trees.start().length;
    double[][] sums = new double[width][features.rows()];
    for (int k = 0; k < width; k++) {
      Arrays.fill(sums[k], trees.start()[k]);
    }
    if (trees.roots().length > 0) {
      Trees raw =
          new Trees(
              trees.inputs(),
              trees.feature(),
              trees.threshold(),
              trees.left(),
              trees.right(),
              trees.values(),
              trees.leafWidth(),
              trees.roots(),
              trees.start(),
              Link.IDENTITY,
              width);
      double[][] predicted = raw.predict(features);
      for (int row = 0; row < predicted.length; row++) {
        for (int k = 0; k < width; k++) {
          sums[k][row] = predicted[row][k];
        }
      }
    }
    return sums;
  }
}
