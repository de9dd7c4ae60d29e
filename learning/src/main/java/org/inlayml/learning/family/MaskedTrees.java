// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

import java.util.Arrays;
import org.inlayml.learning.feature.EncodedBlock;
import org.inlayml.learning.feature.EncodedPart;
import org.inlayml.learning.feature.EncodedPart.Indicators;
import org.inlayml.learning.feature.EncodedPart.Numbers;
import org.inlayml.learning.feature.EncodedRow;
import org.inlayml.learning.feature.Levels;

/**
 * Trees of at most 64 leaves, evaluated without descending. Each leaf of a tree is a bit, the
 * leftmost the lowest. An inner node that sends a row right rules out the leaves to its left; of
 * those that no node rules out, the lowest is the leaf of the row. Which leaves the nodes on one
 * input rule out depends on the input's rank alone, so it is worked out beforehand for each rank: a
 * row meets (by AND) one set of masks an input. Trees go through it in chunks, whose masks for one
 * rank are a line of memory.
 *
 * <p>Source: Lucchese et al., QuickScorer, SIGIR 2015; Ye et al., RapidScorer, KDD 2018; meeting
 * whole ranks in place of single nodes is ours.
 */
final class MaskedTrees implements Evaluator {
  private final Trees trees;
  private final Splits splits;

  /** Whether two trees share a long. */
  private final boolean paired;

  private final int treesPerChunk;
  private final int leavesPerTree;

  /** Per slot, the interval of rank 0; the interval 0 rules nothing out in any tree. */
  private final int[] intervals;

  /** Inputs that are of interest even where they are 0, since that is above a threshold. */
  private final int[] notable;

  /** Per chunk and interval, where its masks are. */
  private final char[][] lines;

  /** Per chunk. */
  private final long[][] masks;

  /** Trees × {@link #leavesPerTree} × leaf width. */
  private final double[] values;

  MaskedTrees(Trees trees, Splits splits, TreeShapes shapes) {
    this.trees = trees;
    this.splits = splits;
    paired = MaskedChunk.paired(shapes);
    treesPerChunk = paired ? 2 * MaskedChunk.LINE : MaskedChunk.LINE;
    leavesPerTree = paired ? Integer.SIZE : Long.SIZE;
    intervals = new int[splits.count() + 1];
    intervals[0] = 1;
    for (int slot = 0; slot < splits.count(); slot++) {
      intervals[slot + 1] = intervals[slot] + splits.ranking(slot).count() + 1;
    }
    int[] above = new int[trees.inputs()];
    int notables = 0;
    for (int input = 0; input < trees.inputs(); input++) {
      if (splits.slot(input) != Splits.NONE && rank(splits.slot(input), 0) > 0) {
        above[notables++] = input;
      }
    }
    notable = Arrays.copyOf(above, notables);
    int chunks = MaskedChunk.count(shapes);
    lines = new char[chunks][];
    masks = new long[chunks][];
    values = new double[trees.roots().length * leavesPerTree * trees.leafWidth()];
    MaskedChunk builder = new MaskedChunk(trees, splits, intervals, paired, values);
    for (int chunk = 0; chunk < chunks; chunk++) {
      int first = chunk * treesPerChunk;
      builder.build(first, Math.min(trees.roots().length, first + treesPerChunk));
      lines[chunk] = builder.lines();
      masks[chunk] = builder.masks();
    }
  }

  private int rank(int slot, double value) {
    return splits.ranking(slot).rank(value);
  }

  /** Evaluates one row, given the intervals that its inputs are in. */
  private void evaluate(int[] in, int from, int to, long[] exits, double[] outputs) {
    double[] start = trees.start();
    System.arraycopy(start, 0, outputs, 0, start.length);
    for (int chunk = 0; chunk < masks.length; chunk++) {
      meet(masks[chunk], lines[chunk], in, from, to, exits);
      if (start.length == 1) {
        outputs[0] = addToOne(chunk, exits, outputs[0]);
      } else {
        addToSeveral(chunk, exits, outputs);
      }
    }
    trees.link().apply(outputs, trees.outputs());
  }

  private static void meet(long[] masks, char[] lines, int[] in, int from, int to, long[] exits) {
    long a = -1;
    long b = -1;
    long c = -1;
    long d = -1;
    long e = -1;
    long f = -1;
    long g = -1;
    long h = -1;
    for (int i = from; i < to; i++) {
      int line = lines[in[i]];
      a &= masks[line];
      b &= masks[line + 1];
      c &= masks[line + 2];
      d &= masks[line + 3];
      e &= masks[line + 4];
      f &= masks[line + 5];
      g &= masks[line + 6];
      h &= masks[line + 7];
    }
    exits[0] = a;
    exits[1] = b;
    exits[2] = c;
    exits[3] = d;
    exits[4] = e;
    exits[5] = f;
    exits[6] = g;
    exits[7] = h;
  }

  private double addToOne(int chunk, long[] exits, double start) {
    double sum = start;
    int first = chunk * treesPerChunk;
    int count = Math.min(treesPerChunk, trees.roots().length - first);
    int at = first * leavesPerTree;
    if (!paired) {
      for (int i = 0; i < count; i++, at += Long.SIZE) {
        sum += values[at + Long.numberOfTrailingZeros(exits[i])];
      }
      return sum;
    }
    for (int i = 0; i < count / 2; i++, at += Long.SIZE) {
      long exit = exits[i];
      sum += values[at + Long.numberOfTrailingZeros(exit)];
      sum += values[at + Integer.SIZE + Long.numberOfTrailingZeros(exit >>> Integer.SIZE)];
    }
    return count % 2 == 0 ? sum : sum + values[at + Long.numberOfTrailingZeros(exits[count / 2])];
  }

  private void addToSeveral(int chunk, long[] exits, double[] sums) {
    int first = chunk * treesPerChunk;
    int last = Math.min(first + treesPerChunk, trees.roots().length);
    int width = trees.leafWidth();
    for (int tree = first; tree < last; tree++) {
      int i = tree - first;
      long exit = paired ? exits[i >> 1] >>> (Integer.SIZE * (i & 1)) : exits[i];
      int at = (tree * leavesPerTree + Long.numberOfTrailingZeros(exit)) * width;
      int sum = width == 1 ? tree % trees.start().length : 0;
      for (int k = 0; k < width; k++) {
        sums[sum + k] += values[at + k];
      }
    }
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
    long bytes = splits.bytes() + (long) Double.BYTES * values.length;
    for (int chunk = 0; chunk < masks.length; chunk++) {
      bytes += (long) Character.BYTES * lines[chunk].length;
      bytes += (long) Long.BYTES * masks[chunk].length;
    }
    return bytes;
  }

  /** The buffers of single rows. */
  private final class Single {
    private final int[] in = new int[splits.count()];
    private final long[] exits = new long[MaskedChunk.LINE];
    private final boolean[] named = new boolean[trees.inputs()];

    void predict(EncodedRow row, double[] outputs) {
      int count = 0;
      boolean whole = row.count() == row.width();
      for (int i = 0; i < row.count(); i++) {
        int input = row.inputs()[i];
        int slot = splits.slot(input);
        if (slot != Splits.NONE) {
          in[count++] = intervals[slot] + rank(slot, row.values()[i]);
          named[input] = !whole;
        }
      }
      for (int i = 0; i < notable.length && !whole; i++) {
        int slot = splits.slot(notable[i]);
        if (!named[notable[i]]) {
          in[count++] = intervals[slot] + rank(slot, 0);
        }
      }
      for (int i = 0; i < row.count() && !whole; i++) {
        named[row.inputs()[i]] = false;
      }
      evaluate(in, 0, count, exits, outputs);
    }
  }

  /** The buffers of blocks. */
  private final class Blocks {
    private int[] in = new int[0];
    private final long[] exits = new long[MaskedChunk.LINE];
    private final double[] predicted = new double[trees.outputs()];

    void predict(EncodedBlock block, double[][] outputs, int to) {
      int stride = 0;
      for (EncodedPart part : block.parts()) {
        stride += intervalsOf(part);
      }
      if (in.length < stride * block.rows()) {
        in = new int[stride * EncodedBlock.ROWS];
      }
      int column = 0;
      for (EncodedPart part : block.parts()) {
        if (intervalsOf(part) > 0) {
          enter(part, block, column, stride);
        }
        column += intervalsOf(part);
      }
      for (int row = 0; row < block.rows(); row++) {
        evaluate(in, row * stride, (row + 1) * stride, exits, predicted);
        for (int k = 0; k < predicted.length; k++) {
          outputs[k][to + row] = predicted[k];
        }
      }
    }

    /** How many intervals a row can be in by a part. */
    private int intervalsOf(EncodedPart part) {
      if (part instanceof Numbers numbers) {
        return splits.slot(numbers.input()) == Splits.NONE ? 0 : 1;
      }
      Indicators indicators = (Indicators) part;
      boolean tested = false;
      int count = 0;
      for (int i = 0; i < indicators.width(); i++) {
        int slot = splits.slot(indicators.first() + i);
        tested |= slot != Splits.NONE;
        count += slot != Splits.NONE && rank(slot, 0) > 0 ? 1 : 0;
      }
      return tested ? count + 1 : 0;
    }

    private void enter(EncodedPart part, EncodedBlock block, int column, int stride) {
      int from = block.from();
      if (part instanceof Numbers numbers) {
        int slot = splits.slot(numbers.input());
        Ranking ranking = splits.ranking(slot);
        int base = intervals[slot];
        double[] values = numbers.values();
        for (int i = 0, at = column; i < block.rows(); i++, at += stride) {
          in[at] = base + ranking.rank(values[from + i]);
        }
      } else if (part instanceof Indicators indicators) {
        int[] zeros = new int[indicators.width()];
        int[] ones = new int[indicators.width()];
        for (int k = 0; k < zeros.length; k++) {
          int slot = splits.slot(indicators.first() + k);
          if (slot != Splits.NONE) {
            zeros[k] = rank(slot, 0) > 0 ? intervals[slot] + rank(slot, 0) : 0;
            ones[k] = intervals[slot] + rank(slot, 1);
          }
        }
        for (int i = 0; i < block.rows(); i++) {
          int position = indicators.positions()[from + i];
          int at = i * stride + column;
          in[at++] = position == Levels.ABSENT ? 0 : ones[position];
          for (int k = 0; k < zeros.length; k++) {
            if (zeros[k] > 0) {
              in[at++] = k == position ? 0 : zeros[k];
            }
          }
        }
      }
    }
  }
}
