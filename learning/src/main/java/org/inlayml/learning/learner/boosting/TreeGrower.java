// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.boosting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Grows trees leaf by leaf, the one whose split gains most first. Of two new leaves only the one of
 * fewer rows has its histogram added up; that of the other is what is left of their parent's.
 * Source: Shi: Best-first Decision Tree Learning, 2007; Ke et al.: LightGBM, NeurIPS 2017. Not
 * thread-safe.
 */
final class TreeGrower {
  /** Sums that are worth several threads. */
  private static final long LARGE = 50_000;

  private final BinnedRows binned;
  private final PackedGradients gradients;
  private final Growth growth;
  private final Crew crew;
  private final HistogramBuilder builder;
  private final HistogramPool pool;
  private final int groups;
  private final int[] spare;

  // of the tree that grows
  private int[] rows = new int[0];
  private boolean[] tried = new boolean[0];
  private @Nullable SplitFinder finder;
  private final List<Leaf> made = new ArrayList<>();

  TreeGrower(BinnedRows binned, PackedGradients gradients, Growth growth, Crew crew) {
    this.binned = binned;
    this.gradients = gradients;
    this.growth = growth;
    this.crew = crew;
    builder = new HistogramBuilder(binned, gradients);
    pool = new HistogramPool(binned.allBins(), gradients.isFlat());
    groups = binned.groups().length;
    spare = new int[binned.rows()];
  }

  /**
   * Grows a tree.
   *
   * @param rows the first {@code count} are learnt from; afterwards those of a leaf stand together
   * @param tried per feature, whether it may be split by
   */
  GrownTree grow(int[] rows, int count, boolean[] tried) {
    this.rows = rows;
    this.tried = tried;
    finder = new SplitFinder(binned, growth, gradients);
    made.clear();
    Leaf root = root(count);
    PriorityQueue<Leaf> open =
        new PriorityQueue<>(
            Comparator.comparingDouble((Leaf leaf) -> -leaf.split.gain())
                .thenComparingInt(leaf -> leaf.number));
    if (mayBeSplit(root) && growth.leaves() > 1) {
      root.histogram = pool.take();
      evaluate(root, null, null);
      offer(root, open);
    }
    List<Split> splits = new ArrayList<>();
    List<Leaf> split = new ArrayList<>();
    while (!open.isEmpty() && splits.size() + 1 < growth.leaves()) {
      Leaf leaf = open.remove();
      splits.add(leaf.split);
      split.add(leaf);
      part(leaf, splits.size() + 1 < growth.leaves(), open);
    }
    open.forEach(this::release);
    return tree(splits, split);
  }

  private Leaf root(int count) {
    long gradient = 0;
    long curvature = 0;
    long[] packed = gradients.packed();
    int shift = gradients.gradientShift();
    long mask = (1L << (shift - gradients.countBits())) - 1;
    for (int i = 0; i < count; i++) {
      long value = packed[rows[i]];
      gradient += value >> shift;
      curvature += value >>> gradients.countBits() & mask;
    }
    Leaf root = new Leaf(0, 0, count, 0, gradient, gradients.isFlat() ? count : curvature);
    made.add(root);
    return root;
  }

  private boolean mayBeSplit(Leaf leaf) {
    return leaf.count() >= 2L * growth.leafRows() && leaf.depth < growth.depth();
  }

  /** Keeps a leaf that can be split, with its histogram where there is room. */
  private void offer(Leaf leaf, PriorityQueue<Leaf> open) {
    if (leaf.split.gain() > 0) {
      open.add(leaf);
    }
    if (leaf.split.gain() <= 0 || !pool.hasRoom()) {
      release(leaf);
    }
  }

  private void release(Leaf leaf) {
    if (leaf.histogram != null) {
      pool.giveBack(leaf.histogram);
      leaf.histogram = null;
    }
  }

  private void part(Leaf leaf, boolean goesOn, PriorityQueue<Leaf> open) {
    Split split = leaf.split;
    int middle = leaf.from + partition(leaf);
    int depth = leaf.depth + 1;
    Leaf left =
        new Leaf(made.size(), leaf.from, middle, depth, split.gradient(), split.curvature());
    Leaf right =
        new Leaf(
            made.size() + 1,
            middle,
            leaf.to,
            depth,
            leaf.gradient - split.gradient(),
            leaf.curvature - split.curvature());
    made.add(left);
    made.add(right);
    bound(leaf, left, right);
    Leaf smaller = left.count() <= right.count() ? left : right;
    Leaf larger = smaller == left ? right : left;
    if (!goesOn || !(mayBeSplit(left) || mayBeSplit(right))) {
      release(leaf);
      return;
    }
    Histogram whole = leaf.histogram;
    leaf.histogram = null;
    if (whole != null && mayBeSplit(larger)) {
      larger.histogram = whole;
      smaller.histogram = pool.take();
      evaluate(smaller, larger, whole);
    } else if (mayBeSplit(larger)) {
      larger.histogram = pool.take();
      evaluate(larger, null, null);
      if (mayBeSplit(smaller)) {
        smaller.histogram = pool.take();
        evaluate(smaller, null, null);
      }
    } else {
      smaller.histogram = whole == null ? pool.take() : whole;
      evaluate(smaller, null, null);
    }
    offer(left, open);
    offer(right, open);
  }

  /** Passes on where steps must lie, and parts that range where their order is given. */
  private void bound(Leaf leaf, Leaf left, Leaf right) {
    left.lower = leaf.lower;
    right.lower = leaf.lower;
    left.upper = leaf.upper;
    right.upper = leaf.upper;
    int direction = growth.direction(leaf.split.feature());
    if (direction != 0) {
      double penalty = growth.penalty() / gradients.curvatureUnit();
      double middle =
          (left.bounded(-left.gradient / (left.curvature + penalty))
                  + right.bounded(-right.gradient / (right.curvature + penalty)))
              / 2;
      Leaf low = direction > 0 ? left : right;
      Leaf high = direction > 0 ? right : left;
      low.upper = middle;
      high.lower = middle;
    }
  }

  /**
   * Adds up the histogram of a leaf and finds its best split.
   *
   * @param other its sibling, whose split is found too
   * @param whole of both, which becomes that of the sibling
   */
  private void evaluate(Leaf leaf, @Nullable Leaf other, @Nullable Histogram whole) {
    Histogram own = leaf.histogram;
    if (own == null || finder == null) {
      throw new IllegalStateException("a leaf has no histogram");
    }
    SplitFinder splits = finder;
    Split[] best = new Split[groups];
    Split[] otherBest = new Split[groups];
    Arrays.fill(best, Split.NONE);
    Arrays.fill(otherBest, Split.NONE);
    boolean large = (long) leaf.count() * binned.width() + 4L * binned.allBins() > LARGE;
    crew.each(
        groups,
        large,
        group -> {
          int first = group * BinnedRows.GROUP;
          int last = Math.min(first + BinnedRows.GROUP, binned.width());
          builder.fill(own, group, rows, leaf.from, leaf.to);
          if (mayBeSplit(leaf)) {
            best[group] = best(splits, own, leaf, first, last);
          }
          if (other != null && whole != null) {
            whole.subtract(own, binned.first()[first], binned.first()[last]);
            otherBest[group] = best(splits, whole, other, first, last);
          }
        });
    leaf.split = best(best);
    if (other != null) {
      other.split = best(otherBest);
    }
  }

  private Split best(SplitFinder splits, Histogram histogram, Leaf leaf, int first, int last) {
    Split best = Split.NONE;
    for (int feature = first; feature < last; feature++) {
      if (tried[feature]) {
        Split split = splits.find(feature, histogram, leaf);
        best = split.gain() > best.gain() ? split : best;
      }
    }
    return best;
  }

  private static Split best(Split[] splits) {
    Split best = Split.NONE;
    for (Split split : splits) {
      best = split.gain() > best.gain() ? split : best;
    }
    return best;
  }

  /** Puts the rows that go left before the others, each in their order; returns how many. */
  private int partition(Leaf leaf) {
    Split split = leaf.split;
    long[] bins = binned.group(split.feature());
    int shift = BinnedRows.shift(split.feature());
    int mask = BinnedRows.MOST_BINS - 1;
    boolean[] right = new boolean[BinnedRows.MOST_BINS];
    for (int bin = 0; bin < right.length; bin++) {
      right[bin] = !split.goesLeft(bin);
    }
    int lefts = leaf.from;
    int rights = 0;
    for (int from = leaf.from; from < leaf.to; from += Crew.PIECE) {
      crew.check();
      int to = Math.min(leaf.to, from + Crew.PIECE);
      for (int i = from; i < to; i++) {
        int row = rows[i];
        int goesRight = right[(int) (bins[row] >>> shift) & mask] ? 1 : 0;
        // written to both, so that there is no branch to be mispredicted
        rows[lefts] = row;
        spare[rights] = row;
        rights += goesRight;
        lefts += 1 - goesRight;
      }
    }
    System.arraycopy(spare, 0, rows, lefts, rights);
    return lefts - leaf.from;
  }

  /** Numbers what was grown: inner nodes in the order of their splits, leaves in that of making. */
  private GrownTree tree(List<Split> splits, List<Leaf> split) {
    int[] coded = new int[made.size()];
    for (int node = 0; node < split.size(); node++) {
      coded[split.get(node).number] = node + 1;
    }
    List<Leaf> leaves = new ArrayList<>();
    for (Leaf leaf : made) {
      if (coded[leaf.number] == 0) {
        coded[leaf.number] = -1 - leaves.size();
        leaves.add(leaf);
      }
    }
    int[] left = new int[split.size()];
    int[] right = new int[split.size()];
    for (int node = 0; node < left.length; node++) {
      // the children were made together, when the node was split
      left[node] = child(coded[2 * node + 1]);
      right[node] = child(coded[2 * node + 2]);
    }
    return new GrownTree(
        splits.toArray(Split[]::new),
        left,
        right,
        leaves.toArray(Leaf[]::new),
        new double[leaves.size()]);
  }

  private static int child(int coded) {
    return coded > 0 ? coded - 1 : coded;
  }
}
