// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.codec;

import org.inlayml.learning.family.Link;
import org.inlayml.learning.family.Trees;

/** Reads what {@link TreesWriter} wrote. Inner nodes come out numbered in pre-order. */
final class TreesReader {
  private static final int LEAF = 0;

  /** By rank: leaf, or feature + 1. */
  private final int[] kinds;

  private final RankedCode code;

  /** By rank: the thresholds of the feature, or the values of leaves. */
  private final ValuesReader[] values;

  private final int[] feature;
  private final double[] threshold;
  private final int[] left;
  private final int[] right;
  private int innerNodes;

  private TreesReader(int innerNodes, int inputs, int leafWidth, ModelInput input) {
    feature = new int[innerNodes];
    threshold = new double[innerNodes];
    left = new int[innerNodes];
    right = new int[innerNodes];
    kinds = new int[input.count(1)];
    int leafRanks = 0;
    for (int rank = 0; rank < kinds.length; rank++) {
      kinds[rank] = input.whole();
      leafRanks += kinds[rank] == LEAF ? 1 : 0;
      if (kinds[rank] > inputs) {
        throw new IllegalArgumentException("a node tests a feature that is not there");
      }
    }
    if (leafRanks != 1) {
      throw new IllegalArgumentException("trees have " + leafRanks + " kinds of leaves");
    }
    code = RankedCode.read(kinds.length, input);
    values = new ValuesReader[kinds.length];
    for (int rank = 0; rank < kinds.length; rank++) {
      values[rank] = new ValuesReader(kinds[rank] == LEAF ? leafWidth : 1, input);
    }
  }

  static Trees read(ModelInput input) {
    Link link = input.constant(StoredTypes.LINKS);
    int outputs = FamilySerializers.readOutputs(link, input);
    double[] start = input.countedReals();
    int inputs = input.whole();
    int leafWidth = input.whole();
    if (leafWidth < 1) {
      throw new IllegalArgumentException("leaves are empty");
    }
    int[] roots = new int[input.bits(1)];
    // An inner node brings a leaf with it, and both take at least a bit.
    TreesReader reader = new TreesReader(input.bits(2), inputs, leafWidth, input);
    BitInput bits = new BitInput(input.countedBytes());
    for (int tree = 0; tree < roots.length; tree++) {
      roots[tree] = reader.tree(bits);
    }
    bits.end();
    if (reader.innerNodes != reader.feature.length) {
      throw new IllegalArgumentException("trees have fewer nodes than announced");
    }
    return new Trees(
        inputs,
        reader.feature,
        reader.threshold,
        reader.left,
        reader.right,
        reader.leaves(),
        leafWidth,
        roots,
        start,
        link,
        outputs);
  }

  private double[] leaves() {
    for (int rank = 0; rank < kinds.length; rank++) {
      if (kinds[rank] == LEAF) {
        return values[rank].values();
      }
    }
    throw new IllegalStateException("one of the kinds is the leaf");
  }

  /** Reads one tree and returns its root. */
  private int tree(BitInput bits) {
    // Inner nodes that still lack a child: n lacks both, ~n only the right one.
    NodeStack open = new NodeStack();
    int root = node(bits);
    if (root >= 0) {
      open.push(root);
    }
    while (!open.isEmpty()) {
      int parent = open.pop();
      int child = node(bits);
      if (parent >= 0) {
        left[parent] = child;
        open.push(~parent);
      } else {
        right[~parent] = child;
      }
      if (child >= 0) {
        open.push(child);
      }
    }
    return root;
  }

  private int node(BitInput bits) {
    int rank = code.read(bits);
    int value = values[rank].next(bits);
    if (kinds[rank] == LEAF) {
      return ~value;
    }
    if (innerNodes == feature.length) {
      throw new IllegalArgumentException("trees have more inner nodes than announced");
    }
    feature[innerNodes] = kinds[rank] - 1;
    threshold[innerNodes] = values[rank].values()[value];
    return innerNodes++;
  }
}
