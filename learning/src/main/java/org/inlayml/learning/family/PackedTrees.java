// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

import java.util.Arrays;
import org.inlayml.learning.feature.EncodedBlock;
import org.inlayml.learning.feature.EncodedRow;

/**
 * Trees laid out for descent, eight bytes a node, so that a step touches one line of memory. Each
 * tree's nodes lie together in breadth-first order, leaves included, siblings side by side: going
 * right is going left plus one and needs no branch. A node holds ranks in place of doubles, which
 * are looked up once a row. A leaf leads to itself, so that many descents run in step, of which
 * none waits for another: for a single row those of several trees, in a block those of all rows.
 *
 * <p>A node is, from the highest bit: the slot of its input plus 1 ({@value #SLOT_BITS} bits), the
 * position of its threshold ({@value #RANK_BITS}), its left child ({@value #CHILD_BITS}). A row
 * goes right where the position is less than its rank. In a leaf, slot 0 stands for no input, the
 * position for the number of the leaf.
 */
final class PackedTrees implements Evaluator {
  private static final int SLOT_BITS = 13;
  private static final int RANK_BITS = 25;
  private static final int CHILD_BITS = 26;
  private static final int RANK = (1 << RANK_BITS) - 1;
  private static final int CHILD = (1 << CHILD_BITS) - 1;

  /** Trees that a single row descends in step. */
  private static final int LANES = 32;

  /** Ranks of a block that stay in the processor's cache. */
  private static final int CACHED = 1 << 14;

  private static final int FEWEST_ROWS = 32;

  /** Where most descents end at most so far above the deepest, they all go on. */
  private static final int WORTH_ASKING = 4;

  private final Trees trees;
  private final Splits splits;
  private final TreeShapes shapes;
  private final long[] nodes;
  private final int[] roots;

  private final RankedInputs ranked;

  PackedTrees(Trees trees, Splits splits, TreeShapes shapes) {
    this.trees = trees;
    this.splits = splits;
    this.shapes = shapes;
    int count = 0;
    for (int leaves : shapes.leaves()) {
      count += 2 * leaves - 1;
    }
    nodes = new long[count];
    roots = new int[trees.roots().length];
    int[] places = new int[splits.count()];
    Arrays.setAll(places, slot -> 1 + slot);
    ranked = new RankedInputs(splits, 1 + splits.count(), places, new int[places.length], 0);
    int[] positions = splits.positions(trees);
    int[] waiting = new int[count];
    int first = 0;
    for (int tree = 0; tree < roots.length; tree++) {
      roots[tree] = first;
      first = lay(tree, first, positions, waiting);
    }
  }

  /** Whether slots, ranks, leaves and nodes are few enough for their bits. */
  static boolean suits(Trees trees, Splits splits) {
    int leaves = trees.values().length / trees.leafWidth();
    boolean suits = splits.count() < (1 << SLOT_BITS) - 1 && leaves < 1 << RANK_BITS;
    for (int slot = 0; slot < splits.count() && suits; slot++) {
      suits = splits.ranking(slot).count() < 1 << RANK_BITS;
    }
    return suits && 2L * trees.feature().length + trees.roots().length <= CHILD;
  }

  /** Lays one tree out from position {@code first} on; returns the position behind it. */
  private int lay(int tree, int first, int[] positions, int[] waiting) {
    waiting[first] = trees.roots()[tree];
    int next = first + 1;
    for (int at = first; at < next; at++) {
      int node = waiting[at];
      if (node < 0) {
        nodes[at] = (long) ~node << CHILD_BITS | at;
      } else {
        nodes[at] = packed(splits.slot(trees.feature()[node]), positions[node]) | next;
        waiting[next] = trees.left()[node];
        waiting[next + 1] = trees.right()[node];
        next += 2;
      }
    }
    return next;
  }

  private static long packed(int slot, int rank) {
    return (1L + slot) << (RANK_BITS + CHILD_BITS) | (long) rank << CHILD_BITS;
  }

  private static int step(long node, int[] ranks, int offset) {
    int rank = ranks[offset + (int) (node >>> (RANK_BITS + CHILD_BITS))];
    return ((int) node & CHILD) + ((((int) (node >>> CHILD_BITS) & RANK) - rank) >>> 31);
  }

  /**
   * Leads descents to their leaves.
   *
   * @param stride how far apart in {@code ranks} those of two descents begin
   * @param at where each descent is
   * @param moving room for as many
   * @param plain how many steps all take
   * @param deepest after how many all are at their leaves
   */
  private void descend(
      int[] ranks, int stride, int[] at, int[] moving, int count, int plain, int deepest) {
    for (int depth = 0; depth < plain; depth++) {
      for (int i = 0, offset = 0; i < count; i++, offset += stride) {
        at[i] = step(nodes[at[i]], ranks, offset);
      }
    }
    if (plain == deepest) {
      return;
    }
    for (int i = 0; i < count; i++) {
      moving[i] = i;
    }
    int left = count;
    while (left > 0) {
      int kept = 0;
      for (int j = 0; j < left; j++) {
        int i = moving[j];
        int before = at[i];
        at[i] = step(nodes[before], ranks, i * stride);
        moving[kept] = i;
        // 1 where it moved, which is always ahead
        kept += (before - at[i]) >>> (Integer.SIZE - 1);
      }
      left = kept;
    }
  }

  /** Up to which depth to go without asking who has arrived, which costs about as much again. */
  private static int plain(int mean, int deepest) {
    return deepest - mean <= WORTH_ASKING ? deepest : mean;
  }

  private int leaf(int at) {
    return (int) (nodes[at] >>> CHILD_BITS);
  }

  @Override
  public OfRows forRows() {
    return new Single()::predict;
  }

  @Override
  public OfBlocks forBlocks() {
    return new Blocks()::predict;
  }

  @Override
  public long bytes() {
    return splits.bytes() + (long) Long.BYTES * nodes.length + 4L * Integer.BYTES * roots.length;
  }

  /** The buffers of single rows. */
  private final class Single {
    private final int[] ranks = new int[ranked.width()];
    private final int[] at = new int[LANES];
    private final int[] moving = new int[LANES];

    void predict(EncodedRow row, double[] outputs) {
      ranked.put(row, ranks);
      System.arraycopy(trees.start(), 0, outputs, 0, trees.start().length);
      for (int first = 0; first < roots.length; first += LANES) {
        int count = Math.min(LANES, roots.length - first);
        int mean = Integer.MAX_VALUE;
        int deepest = 0;
        for (int i = 0; i < count; i++) {
          at[i] = roots[first + i];
          mean = Math.min(mean, shapes.mean()[first + i]);
          deepest = Math.max(deepest, shapes.deepest()[first + i]);
        }
        descend(ranks, 0, at, moving, count, plain(mean, deepest), deepest);
        for (int i = 0; i < count; i++) {
          trees.add(first + i, leaf(at[i]), outputs);
        }
      }
      trees.link().apply(outputs, trees.outputs());
    }
  }

  /** The buffers of blocks. */
  private final class Blocks {
    private final int stride = ranked.width();
    private final int capacity =
        Math.max(FEWEST_ROWS, Math.min(EncodedBlock.ROWS, CACHED / stride));
    private final int[] ranks = new int[capacity * stride];
    private final int[] at = new int[capacity];
    private final int[] moving = new int[capacity];
    private final double[] row = new double[trees.outputs()];

    void predict(EncodedBlock block, double[][] outputs, int to) {
      for (int k = 0; k < trees.start().length; k++) {
        Arrays.fill(outputs[k], to, to + block.rows(), trees.start()[k]);
      }
      for (int begin = 0; begin < block.rows(); begin += capacity) {
        int count = Math.min(capacity, block.rows() - begin);
        ranked.put(block, block.from() + begin, count, ranks);
        for (int tree = 0; tree < roots.length; tree++) {
          Arrays.fill(at, 0, count, roots[tree]);
          int deepest = shapes.deepest()[tree];
          int plain = plain(shapes.mean()[tree], deepest);
          descend(ranks, stride, at, moving, count, plain, deepest);
          add(tree, count, outputs, to + begin);
        }
      }
      trees.link().apply(outputs, to, block.rows(), row);
    }

    private void add(int tree, int count, double[][] outputs, int to) {
      double[] values = trees.values();
      int width = trees.leafWidth();
      int sum = width == 1 ? tree % trees.start().length : 0;
      for (int k = 0; k < width; k++) {
        double[] sums = outputs[sum + k];
        for (int i = 0; i < count; i++) {
          sums[to + i] += values[leaf(at[i]) * width + k];
        }
      }
    }
  }
}
