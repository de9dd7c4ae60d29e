// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

import java.util.Arrays;
import org.inlayml.learning.feature.EncodedBlock;
import org.inlayml.learning.feature.EncodedRow;

/**
 * As {@link PackedTrees}, four bytes a node, so that a tree of some thousand leaves stays in the
 * processor's first cache; for trees all of whose leaves are about as deep, which eight descents in
 * registers go through to the end without asking who has arrived.
 *
 * <p>A node is, from the highest bit: the code of its input, the position of its threshold, the
 * pair of its children, counted from the tree's root; each takes as many bits as the trees need.
 * Taken from it, a row's rank with the same code leaves less than 0 just where the row goes right.
 * A leaf leads to its own pair: the codes 0 and half of all stand for no input, and leave a row to
 * the left and to the right. Its position is the number of the leaf, counted from the tree's first.
 */
final class CompactTrees implements Evaluator {
  /** Descents that the processor holds in registers. */
  private static final int LANES = 8;

  /** Where most descents end at most so far above the deepest, they may all go on. */
  private static final int EVEN = 4;

  /** No tree that is even is deeper. */
  private static final int DEEPEST = 64;

  /** Ranks of a block that stay in the processor's first cache beside a tree. */
  private static final int CACHED = 1 << 12;

  private static final int SIGN = 1 << 31;

  private final Trees trees;
  private final Splits splits;
  private final int[] deepest;
  private final RankedInputs ranked;
  private final int codeShift;
  private final int rankShift;
  private final int pair;
  private final int[] nodes;
  private final int[] roots;

  /** Per tree, the lowest number of its leaves. */
  private final int[] firstLeaf;

  CompactTrees(Trees trees, Splits splits, TreeShapes shapes) {
    this.trees = trees;
    this.splits = splits;
    deepest = shapes.deepest();
    Bits bits = Bits.of(trees, splits, shapes);
    codeShift = Integer.SIZE - bits.codes;
    rankShift = codeShift - bits.ranks;
    pair = (1 << rankShift) - 1;
    int[] places = new int[splits.count()];
    int[] coded = new int[splits.count()];
    for (int slot = 0; slot < places.length; slot++) {
      places[slot] = code(slot);
      coded[slot] = places[slot] << codeShift;
    }
    ranked = new RankedInputs(splits, 1 << bits.codes, places, coded, rankShift);
    firstLeaf = bits.firstLeaf;
    nodes =
        new int[Arrays.stream(shapes.leaves()).map(leaves -> Math.max(2, 2 * leaves - 1)).sum()];
    roots = new int[trees.roots().length];
    int[] positions = splits.positions(trees);
    int[] waiting = new int[nodes.length];
    int first = 0;
    for (int tree = 0; tree < roots.length; tree++) {
      roots[tree] = first;
      first = lay(tree, first, positions, waiting);
    }
  }

  /** Whether leaves are about as deep, and the nodes fit. */
  static boolean suits(Trees trees, Splits splits, TreeShapes shapes) {
    for (int tree = 0; tree < trees.roots().length; tree++) {
      int depth = shapes.deepest()[tree];
      if (depth - shapes.mean()[tree] > EVEN || depth > DEEPEST) {
        return false;
      }
    }
    return fits(trees, splits, shapes);
  }

  /** Whether codes, positions and pairs are few enough for the bits of a node. */
  static boolean fits(Trees trees, Splits splits, TreeShapes shapes) {
    Bits bits = Bits.of(trees, splits, shapes);
    return bits.codes + bits.ranks + bits.pairs <= Integer.SIZE;
  }

  /** How many bits the parts of a node need, and what they are counted from. */
  private record Bits(int codes, int ranks, int pairs, int[] firstLeaf) {
    static Bits of(Trees trees, Splits splits, TreeShapes shapes) {
      int ranks = 0;
      for (int slot = 0; slot < splits.count(); slot++) {
        ranks = Math.max(ranks, splits.ranking(slot).count());
      }
      int[] firstLeaf = new int[trees.roots().length];
      int pairs = 0;
      for (int tree = 0; tree < firstLeaf.length; tree++) {
        int[] range = {Integer.MAX_VALUE, 0};
        widen(range, trees, trees.roots()[tree]);
        firstLeaf[tree] = range[0];
        ranks = Math.max(ranks, range[1] - range[0]);
        pairs = Math.max(pairs, shapes.leaves()[tree]);
      }
      return new Bits(bits(splits.count() + 1), bits(ranks), bits(pairs), firstLeaf);
    }

    /** From the lowest to the highest number of a leaf. */
    private static void widen(int[] range, Trees trees, int node) {
      if (node < 0) {
        range[0] = Math.min(range[0], ~node);
        range[1] = Math.max(range[1], ~node);
      } else {
        widen(range, trees, trees.left()[node]);
        widen(range, trees, trees.right()[node]);
      }
    }

    private static int bits(int most) {
      return Integer.SIZE - Integer.numberOfLeadingZeros(most);
    }
  }

  /** Neither 0 nor half of all codes. */
  private int code(int slot) {
    int half = SIGN >>> codeShift;
    return slot + 1 < half ? slot + 1 : slot + 2;
  }

  /** Lays one tree out from position {@code first} on; returns the position behind it. */
  private int lay(int tree, int first, int[] positions, int[] waiting) {
    waiting[first] = trees.roots()[tree];
    int next = first + 1;
    for (int at = first; at < next; at++) {
      int node = waiting[at];
      if (node < 0) {
        boolean right = at > first && (at - first) % 2 == 0;
        int own = Math.max(0, (at - first - 1) / 2);
        nodes[at] = (right ? SIGN : 0) | (~node - firstLeaf[tree]) << rankShift | own;
      } else {
        int slot = splits.slot(trees.feature()[node]);
        nodes[at] = code(slot) << codeShift | positions[node] << rankShift | (next - first - 1) / 2;
        waiting[next] = trees.left()[node];
        waiting[next + 1] = trees.right()[node];
        next += 2;
      }
    }
    if (next == first + 1) {
      // a leaf alone has no pair to stay in: it gets the left one of it
      nodes[next] = nodes[first];
      next++;
    }
    return next;
  }

  private int step(int node, int firstPair, int[] ranks, int offset) {
    int rank = ranks[offset + (node >>> codeShift)];
    return firstPair + 2 * (node & pair) + ((node - rank) >>> (Integer.SIZE - 1));
  }

  private int descend(int root, int steps, int[] ranks, int offset) {
    int at = root;
    for (int depth = 0; depth < steps; depth++) {
      at = step(nodes[at], root + 1, ranks, offset);
    }
    return at;
  }

  /** The number of the leaf at a position. */
  private int leaf(int tree, int at) {
    return firstLeaf[tree] + ((nodes[at] & ~SIGN) >>> rankShift);
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
    return splits.bytes() + Integer.BYTES * ((long) nodes.length + 5L * roots.length);
  }

  /** The buffers of single rows. */
  private final class Single {
    private final int[] ranks = new int[ranked.width()];

    void predict(EncodedRow row, double[] outputs) {
      ranked.put(row, ranks);
      System.arraycopy(trees.start(), 0, outputs, 0, trees.start().length);
      int tree = 0;
      for (; tree + LANES <= roots.length; tree += LANES) {
        eight(tree, outputs);
      }
      for (; tree < roots.length; tree++) {
        int at = descend(roots[tree], deepest[tree], ranks, 0);
        trees.add(tree, leaf(tree, at), outputs);
      }
      trees.link().apply(outputs, trees.outputs());
    }

    /** Goes down eight trees in step. */
    private void eight(int tree, double[] outputs) {
      int[] ranks = this.ranks;
      int[] nodes = CompactTrees.this.nodes;
      int a = roots[tree];
      int pairsA = a + 1;
      int b = roots[tree + 1];
      int pairsB = b + 1;
      int c = roots[tree + 2];
      int pairsC = c + 1;
      int d = roots[tree + 3];
      int pairsD = d + 1;
      int e = roots[tree + 4];
      int pairsE = e + 1;
      int f = roots[tree + 5];
      int pairsF = f + 1;
      int g = roots[tree + 6];
      int pairsG = g + 1;
      int h = roots[tree + 7];
      int pairsH = h + 1;
      int steps = 0;
      for (int i = 0; i < LANES; i++) {
        steps = Math.max(steps, deepest[tree + i]);
      }
      for (int depth = 0; depth < steps; depth++) {
        a = step(nodes[a], pairsA, ranks, 0);
        b = step(nodes[b], pairsB, ranks, 0);
        c = step(nodes[c], pairsC, ranks, 0);
        d = step(nodes[d], pairsD, ranks, 0);
        e = step(nodes[e], pairsE, ranks, 0);
        f = step(nodes[f], pairsF, ranks, 0);
        g = step(nodes[g], pairsG, ranks, 0);
        h = step(nodes[h], pairsH, ranks, 0);
      }
      trees.add(tree, leaf(tree, a), outputs);
      trees.add(tree + 1, leaf(tree + 1, b), outputs);
      trees.add(tree + 2, leaf(tree + 2, c), outputs);
      trees.add(tree + 3, leaf(tree + 3, d), outputs);
      trees.add(tree + 4, leaf(tree + 4, e), outputs);
      trees.add(tree + 5, leaf(tree + 5, f), outputs);
      trees.add(tree + 6, leaf(tree + 6, g), outputs);
      trees.add(tree + 7, leaf(tree + 7, h), outputs);
    }
  }

  /** The buffers of blocks. */
  private final class Blocks {
    private final int width = ranked.width();
    private final int capacity =
        Math.max(LANES, Math.min(EncodedBlock.ROWS, CACHED / width / LANES * LANES));
    private final int[] ranks = new int[capacity * width];
    private final int[] at = new int[capacity];
    private final double[] row = new double[trees.outputs()];

    void predict(EncodedBlock block, double[][] outputs, int to) {
      for (int k = 0; k < trees.start().length; k++) {
        Arrays.fill(outputs[k], to, to + block.rows(), trees.start()[k]);
      }
      for (int begin = 0; begin < block.rows(); begin += capacity) {
        int count = Math.min(capacity, block.rows() - begin);
        ranked.put(block, block.from() + begin, count, ranks);
        for (int tree = 0; tree < roots.length; tree++) {
          descend(roots[tree], deepest[tree], count);
          add(tree, count, outputs, to + begin);
        }
      }
      trees.link().apply(outputs, to, block.rows(), row);
    }

    /** Leads all rows down a tree. */
    private void descend(int root, int steps, int count) {
      int i = 0;
      for (; i + LANES <= count; i += LANES) {
        eight(root, steps, i);
      }
      for (; i < count; i++) {
        at[i] = CompactTrees.this.descend(root, steps, ranks, i * width);
      }
    }

    /** Leads eight rows down a tree in step. */
    private void eight(int root, int steps, int first) {
      int[] ranks = this.ranks;
      int[] nodes = CompactTrees.this.nodes;
      int firstPair = root + 1;
      int offsetA = first * width;
      int offsetB = offsetA + width;
      int offsetC = offsetB + width;
      int offsetD = offsetC + width;
      int offsetE = offsetD + width;
      int offsetF = offsetE + width;
      int offsetG = offsetF + width;
      int offsetH = offsetG + width;
      int a = root;
      int b = root;
      int c = root;
      int d = root;
      int e = root;
      int f = root;
      int g = root;
      int h = root;
      for (int depth = 0; depth < steps; depth++) {
        a = step(nodes[a], firstPair, ranks, offsetA);
        b = step(nodes[b], firstPair, ranks, offsetB);
        c = step(nodes[c], firstPair, ranks, offsetC);
        d = step(nodes[d], firstPair, ranks, offsetD);
        e = step(nodes[e], firstPair, ranks, offsetE);
        f = step(nodes[f], firstPair, ranks, offsetF);
        g = step(nodes[g], firstPair, ranks, offsetG);
        h = step(nodes[h], firstPair, ranks, offsetH);
      }
      at[first] = a;
      at[first + 1] = b;
      at[first + 2] = c;
      at[first + 3] = d;
      at[first + 4] = e;
      at[first + 5] = f;
      at[first + 6] = g;
      at[first + 7] = h;
    }

    private void add(int tree, int count, double[][] outputs, int to) {
      double[] values = trees.values();
      int width = trees.leafWidth();
      int sum = width == 1 ? tree % trees.start().length : 0;
      for (int k = 0; k < width; k++) {
        double[] sums = outputs[sum + k];
        for (int i = 0; i < count; i++) {
          sums[to + i] += values[leaf(tree, at[i]) * width + k];
        }
      }
    }
  }
}
