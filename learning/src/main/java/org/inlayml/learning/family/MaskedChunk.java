// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

import java.util.Arrays;

/** Works out the masks of one chunk of {@link MaskedTrees} after the other. */
final class MaskedChunk {
  /** Longs that the masks of a chunk for one rank take. */
  static final int LINE = 8;

  /** Where a line begins must fit into a char. */
  private static final int MOST_LINES = Character.MAX_VALUE / LINE;

  /** More memory would not stay in the processor's cache. */
  private static final long MOST_BYTES = 8L << 20;

  private final Trees trees;
  private final Splits splits;
  private final int[] intervals;
  private final boolean paired;
  private final double[] values;
  private final int[] positions;

  /** Per inner node of the chunk, its slot in the upper half and its position in the lower. */
  private final long[] tests = new long[LINE * Long.SIZE];

  /** As many: which long of a line, and the leaves that stay where the row goes right. */
  private final int[] word = new int[tests.length];

  private final long[] stay = new long[tests.length];

  /** As much per inner node that has a set. */
  private final int[] slotOfSet = new int[tests.length];

  private final int[] sets = new int[tests.length];
  private final int[] wordOfSet = new int[tests.length];
  private final long[] stayOfSet = new long[tests.length];
  private int setCount;
  private int count;
  private int leaves;
  private char[] lines = new char[0];
  private long[] masks = new long[0];

  /**
   * @param intervals per slot, its first interval, and last how many there are
   * @param values where the leaves of each tree are copied to, in order from the left
   */
  MaskedChunk(Trees trees, Splits splits, int[] intervals, boolean paired, double[] values) {
    this.trees = trees;
    this.splits = splits;
    this.intervals = intervals;
    this.paired = paired;
    this.values = values;
    positions = splits.positions(trees);
  }

  /** Whether two trees can share a long. */
  static boolean paired(TreeShapes shapes) {
    return Arrays.stream(shapes.leaves()).allMatch(leaves -> leaves <= Integer.SIZE);
  }

  /** How many chunks the trees make. */
  static int count(TreeShapes shapes) {
    int perChunk = paired(shapes) ? 2 * LINE : LINE;
    return (shapes.leaves().length + perChunk - 1) / perChunk;
  }

  /** Whether every tree has few enough leaves, and the masks take little memory. */
  static boolean suits(Splits splits, TreeShapes shapes, int leafWidth) {
    long intervals = 0;
    long codes = 0;
    for (int slot = 0; slot < splits.count(); slot++) {
      intervals += splits.ranking(slot).count() + 1;
      codes += splits.isCategorical(slot) ? splits.ranking(slot).count() + 1 : 0;
    }
    long nodes = 0;
    boolean small = true;
    for (int leaves : shapes.leaves()) {
      nodes += leaves;
      small &= leaves <= Long.SIZE;
    }
    long bytes = nodes * LINE * Long.BYTES + intervals * count(shapes) * Character.BYTES;
    bytes += codes * count(shapes) * LINE * Long.BYTES;
    small &= codes + LINE * Long.SIZE < MOST_LINES;
    bytes += (long) shapes.leaves().length * Long.SIZE * leafWidth * Double.BYTES;
    return small && bytes <= MOST_BYTES;
  }

  /** Works out the masks of the trees from {@code first} to before {@code last}. */
  void build(int first, int last) {
    count = 0;
    setCount = 0;
    for (int tree = first; tree < last; tree++) {
      leaves = 0;
      walk(tree, tree - first, trees.roots()[tree]);
    }
    long[] distinct = Arrays.stream(tests, 0, count).sorted().distinct().toArray();
    masks = new long[(distinct.length + 1 + codes()) * LINE];
    Arrays.fill(masks, -1);
    for (int i = 0; i < count; i++) {
      int line = Arrays.binarySearch(distinct, tests[i]) + 1;
      masks[line * LINE + word[i]] &= stay[i];
    }
    lines = new char[intervals[splits.count()]];
    for (int line = 1; line <= distinct.length; line++) {
      int slot = (int) (distinct[line - 1] >>> Integer.SIZE);
      if (line > 1 && (int) (distinct[line - 2] >>> Integer.SIZE) == slot) {
        meet(line - 1, line);
      }
      // A greater rank fails all that a lower one fails.
      int lowest = intervals[slot] + (int) distinct[line - 1] + 1;
      Arrays.fill(lines, lowest, intervals[slot + 1], (char) (line * LINE));
    }
    buildSets(distinct.length + 1);
  }

  /** How many lines the codes of all categories that are tested take. */
  private int codes() {
    boolean[] tested = new boolean[splits.count()];
    int codes = 0;
    for (int i = 0; i < setCount; i++) {
      int slot = slotOfSet[i];
      codes += tested[slot] ? 0 : splits.ranking(slot).count() + 1;
      tested[slot] = true;
    }
    return codes;
  }

  /** Sets tell codes apart in any way, so that each code has a line. */
  private void buildSets(int firstLine) {
    int[] begin = new int[splits.count()];
    int next = firstLine;
    for (int i = 0; i < setCount; i++) {
      int slot = slotOfSet[i];
      int codes = splits.ranking(slot).count() + 1;
      if (begin[slot] == 0) {
        begin[slot] = next;
        for (int code = 0; code < codes; code++) {
          lines[intervals[slot] + code] = (char) (next++ * LINE);
        }
      }
      for (int code = 0; code < codes; code++) {
        if (!trees.contains(sets[i], code)) {
          masks[(begin[slot] + code) * LINE + wordOfSet[i]] &= stayOfSet[i];
        }
      }
    }
  }

  private void meet(int before, int line) {
    for (int i = 0; i < LINE; i++) {
      masks[line * LINE + i] &= masks[before * LINE + i];
    }
  }

  /** Numbers the leaves from the left and notes the inner nodes. */
  private void walk(int tree, int place, int node) {
    if (node < 0) {
      int width = trees.leafWidth();
      int at = tree * (paired ? Integer.SIZE : Long.SIZE) + leaves++;
      System.arraycopy(trees.values(), ~node * width, values, at * width, width);
      return;
    }
    int first = leaves;
    walk(tree, place, trees.left()[node]);
    // never all 64: there is a right child
    long ruledOut = ((1L << (leaves - first)) - 1) << first;
    int slot = splits.slot(trees.feature()[node]);
    int ownWord = paired ? place >> 1 : place;
    long stays = ~(paired ? ruledOut << (Integer.SIZE * (place & 1)) : ruledOut);
    if (splits.isCategorical(slot)) {
      slotOfSet[setCount] = slot;
      sets[setCount] = (int) trees.threshold()[node];
      wordOfSet[setCount] = ownWord;
      stayOfSet[setCount++] = stays;
    } else {
      tests[count] = (long) slot << Integer.SIZE | positions[node];
      word[count] = ownWord;
      stay[count++] = stays;
    }
    walk(tree, place, trees.right()[node]);
  }

  /** Per interval, where in {@link #masks} its line begins. */
  char[] lines() {
    return lines;
  }

  /** Lines, the first of which rules nothing out. */
  long[] masks() {
    return masks;
  }
}
