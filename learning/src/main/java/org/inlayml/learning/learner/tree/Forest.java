// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.tree;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.family.Link;
import org.inlayml.learning.family.Trees;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.FitContext;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.learner.Workers;
import org.inlayml.learning.option.Option;

/**
 * Trees that do not know of one another, each from rows and columns of its own, of whose values or
 * class shares the mean is taken.
 *
 * @param count how many trees
 * @param drawn whether cuts are drawn rather than the best of all
 * @param sample which rows each tree gets
 * @param columns how many columns each tree gets
 */
record Forest(
    int count,
    Limits limits,
    boolean drawn,
    Sample sample,
    int columns,
    Criteria.Choice criterion) {
  static final Option<Integer> N_ESTIMATORS =
      Option.integer("n_estimators", 1, 10_000).defaultsTo(100).doc("How many trees.");

  /** Grows one tree of several by numbers of its own. */
  @FunctionalInterface
  interface Growing {
    FlatTree grow(SplittableRandom random, Workers workers);
  }

  /**
   * Grows trees, several at a time. Tree n is the same however many there are.
   *
   * @param prepare makes what grows them, in the threads of the fit
   */
  static List<FlatTree> grow(
      FitContext context, int from, int to, Function<Workers, Growing> prepare) {
    long[] seeds = new SplittableRandom(context.seed()).longs(to).toArray();
    return Workers.run(
        context,
        workers -> {
          Growing growing = prepare.apply(workers);
          AtomicInteger grown = new AtomicInteger();
          return IntStream.range(from, to)
              .parallel()
              .mapToObj(
                  t -> {
                    FlatTree tree = growing.grow(new SplittableRandom(seeds[t]), workers);
                    workers.done((double) grown.incrementAndGet() / (to - from));
                    return tree;
                  })
              .toList();
        });
  }

  /** Grows the trees, or those that the model to go on from lacks. */
  Trees fit(FeatureMatrix features, FitContext context) {
    int done = context.previous().map(model -> ((Trees) model).roots().length).orElse(0);
    refuseFewer(count, done);
    TargetVector target = criterion.target();
    int outputs = criterion.leafWidth();
    Link link = criterion.isClassification() ? Link.NORMALIZED : Link.IDENTITY;
    // The trees of a regression are parts of a mean, those of a classification are normalised.
    double share = criterion.isClassification() ? 1 : 1.0 / count;
    List<FlatTree> trees =
        count == done
            ? List.of()
            : grow(context, done, count, workers -> growing(features, target, workers));
    trees.forEach(tree -> tree.multiply(share));
    Trees grown =
        FlatTree.join(trees, outputs, features.width(), new double[outputs], link, outputs);
    return context
        .previous()
        .map(model -> FlatTree.join((Trees) model, share * (share < 1 ? done : 1), grown))
        .orElse(grown);
  }

  static void refuseFewer(int count, int done) {
    if (count < done) {
      throw MlError.INVALID_OPTION.with(
          N_ESTIMATORS.name(), count, "at least the " + done + " of the model to go on from");
    }
  }

  private Growing growing(FeatureMatrix features, TargetVector target, Workers workers) {
    Rows rows = drawn ? Rows.unordered(features) : Rows.ordered(features, workers);
    double[] all = target.allWeights();
    return (random, running) -> {
      double[] weights = sample.weights(all, random);
      int[] chosen = IntStream.range(0, weights.length).filter(row -> weights[row] > 0).toArray();
      int[] candidates = Sample.of(features.width(), columns, random);
      Splitter splitter =
          drawn
              ? rows.random(chosen, candidates, limits, random)
              : rows.sorted(chosen, candidates, limits, random);
      return criterion.grow(
          (by, leafWidth, leaf) -> new Grower(splitter, by, limits, running).grow(leafWidth, leaf),
          weights,
          0);
    };
  }

  /** What it needs besides its arguments, in bytes. */
  static long bytes(long rows, int width, int classes, long count, boolean drawn, Limits limits) {
    long growing = Math.min(count, Runtime.getRuntime().availableProcessors());
    long leaves = limits.mostLeaves(rows);
    // The trees one by one, and once more joined.
    return Rows.bytes(rows, drawn ? 1 : width, growing, leaves)
        + (long) width * growing * Integer.BYTES * 2
        + rows * Double.BYTES * growing
        + (drawn ? growing * RandomSplitter.bytes(rows, width) : 0)
        + 2 * count * FlatTree.bytes(leaves, Math.max(1, classes));
  }
}
