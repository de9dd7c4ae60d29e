// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.codec;

import java.util.BitSet;
import org.inlayml.learning.family.Trees;
import org.inlayml.learning.family.TwoSidedTrees;

/**
 * Writes and reads trees some of whose nodes have sets: the trees as {@link TreesWriter} has them,
 * with the number of a set in place of a threshold, then which features are categories, and the
 * sets. A set is written without the bits at its end that are all alike.
 */
final class SetsSerializer {
  private static final int BITS = Trees.SET_WORDS * Long.SIZE;

  private SetsSerializer() {}

  static void writeTwoSided(TwoSidedTrees both, ModelOutput output) {
    output.whole(both.twice().length);
    for (int input : both.twice()) {
      output.whole(input);
    }
    write(both.trees(), output);
  }

  static TwoSidedTrees readTwoSided(ModelInput input) {
    int[] twice = new int[input.count(1)];
    for (int i = 0; i < twice.length; i++) {
      twice[i] = input.whole();
    }
    return new TwoSidedTrees(read(input), twice);
  }

  static void write(Trees trees, ModelOutput output) {
    TreesWriter.write(trees, output);
    BitSet categories = new BitSet();
    for (int feature = 0; feature < trees.categorical().length; feature++) {
      categories.set(feature, trees.categorical()[feature]);
    }
    output.countedBytes(categories.toByteArray());
    BitSet all = BitSet.valueOf(trees.sets());
    int count = trees.sets().length / Trees.SET_WORDS;
    output.whole(count);
    for (int set = 0; set < count; set++) {
      BitSet bits = all.get(set * BITS, (set + 1) * BITS);
      boolean rest = bits.get(BITS - 1);
      if (rest) {
        bits.flip(0, BITS);
      }
      output.flag(rest);
      output.countedBytes(bits.toByteArray());
    }
  }

  static Trees read(ModelInput input) {
    Trees plain = TreesReader.read(input);
    BitSet categories = BitSet.valueOf(input.countedBytes());
    if (categories.length() > plain.inputs()) {
      throw new IllegalArgumentException("a feature that is not there is a category");
    }
    boolean[] categorical = new boolean[categories.length()];
    categories.stream().forEach(feature -> categorical[feature] = true);
    long[] sets = new long[input.count(2) * Trees.SET_WORDS];
    for (int first = 0; first < sets.length; first += Trees.SET_WORDS) {
      boolean rest = input.flag();
      BitSet bits = BitSet.valueOf(input.countedBytes());
      if (bits.length() > BITS) {
        throw new IllegalArgumentException("a set has more than " + BITS + " bits");
      }
      if (rest) {
        bits.flip(0, BITS);
      }
      long[] words = bits.toLongArray();
      System.arraycopy(words, 0, sets, first, words.length);
    }
    return new Trees(
        plain.inputs(),
        plain.feature(),
        plain.threshold(),
        plain.left(),
        plain.right(),
        plain.values(),
        plain.leafWidth(),
        plain.roots(),
        plain.start(),
        plain.link(),
        plain.outputs(),
        categorical,
        sets);
  }
}
