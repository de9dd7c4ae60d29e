// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.codec;

import org.inlayml.learning.family.Link;
import org.inlayml.learning.family.Trees;

/**
 * Reads trees as format 1 has them, a whole number a node. Inner nodes and leaves come out numbered
 * in pre-order.
 */
final class FormatOneTrees {
  private final ModelInput input;
  private final int inputs;
  private final int[] feature;
  private final int[] left;
  private final int[] right;
  private final int leaves;
  private int innerNodesRead;
  private int leavesRead;

  private FormatOneTrees(ModelInput input, int inputs, int innerNodes, int leaves) {
    this.input = input;
    this.inputs = inputs;
    this.leaves = leaves;
    feature = new int[innerNodes];
    left = new int[innerNodes];
    right = new int[innerNodes];
  }

  static Trees read(ModelInput input) {
    Link link = input.constant(StoredTypes.LINKS);
    int outputs = FamilySerializers.readOutputs(link, input);
    double[] start = input.countedReals();
    int inputs = input.whole();
    int leafWidth = input.whole();
    int[] roots = new int[input.count(1)];
    int innerNodes = input.count(1);
    int leaves = input.whole();
    if (leafWidth < 1) {
      throw new IllegalArgumentException("leaves are empty");
    }
    input.checkCount(leafWidth, Double.BYTES);
    input.checkCount(leaves, (long) leafWidth * Double.BYTES);
    FormatOneTrees reader = new FormatOneTrees(input, inputs, innerNodes, leaves);
    for (int tree = 0; tree < roots.length; tree++) {
      roots[tree] = reader.tree();
    }
    if (reader.innerNodesRead != innerNodes || reader.leavesRead != leaves) {
      throw new IllegalArgumentException("trees have fewer nodes than announced");
    }
    double[] thresholds = thresholds(innerNodes, input);
    double[] values = input.reals(leaves * leafWidth);
    return new Trees(
        inputs,
        reader.feature,
        thresholds,
        reader.left,
        reader.right,
        values,
        leafWidth,
        roots,
        start,
        link,
        outputs);
  }

  private static double[] thresholds(int count, ModelInput input) {
    if (!input.flag()) {
      return input.reals(count);
    }
    double[] distinct = input.countedReals();
    double[] values = new double[input.checkCount(count, 1)];
    for (int i = 0; i < count; i++) {
      values[i] = distinct[input.whole()];
    }
    return values;
  }

  /** Reads one tree and returns its root. */
  private int tree() {
    // Inner nodes that still lack a child: n lacks both, ~n only the right one.
    NodeStack open = new NodeStack();
    int root = node();
    if (root >= 0) {
      open.push(root);
    }
    while (!open.isEmpty()) {
      int parent = open.pop();
      int child = node();
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

  private int node() {
    int code = input.whole();
    if (code == 0) {
      if (leavesRead == leaves) {
        throw new IllegalArgumentException("trees have more leaves than announced");
      }
      return ~leavesRead++;
    }
    if (code > inputs) {
      int known = code - inputs - 1;
      if (known >= leavesRead) {
        throw new IllegalArgumentException("a leaf is used before it is given");
      }
      return ~known;
    }
    if (innerNodesRead == feature.length) {
      throw new IllegalArgumentException("trees have more inner nodes than announced");
    }
    feature[innerNodesRead] = code - 1;
    return innerNodesRead++;
  }
}
