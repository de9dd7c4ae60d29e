// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.codec;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.inlayml.learning.family.Trees;

/**
 * Writes trees in pre-order without pointers, one number a node: 0 for a leaf with values not seen
 * before, {@code feature + 1} for an inner node, {@code inputs + 1 + k} for a leaf with the values
 * of the k-th new leaf. Thresholds and the values of new leaves follow, in the order of the nodes.
 *
 * <p>Leaves with equal values thus become one when read: the trees read are not the same arrays,
 * but predict the same bits, and are written to the same bytes again.
 */
final class TreesWriter {
  private final Trees trees;
  private final ModelOutput nodes = new ModelOutput();
  private final Map<List<Double>, Integer> leaves = new HashMap<>();
  private final double[] leafValues;
  private final double[] thresholds;
  private int innerNodes;

  private TreesWriter(Trees trees) {
    this.trees = trees;
    leafValues = new double[trees.values().length];
    thresholds = new double[trees.feature().length];
  }

  static void write(Trees trees, ModelOutput output) {
    new TreesWriter(trees).write(output);
  }

  private void write(ModelOutput output) {
    for (int root : trees.roots()) {
      tree(root);
    }
    FamilySerializers.writeOutputs(trees.link(), trees.outputs(), output);
    output.countedReals(trees.start());
    output.whole(trees.inputs());
    output.whole(trees.leafWidth());
    output.whole(trees.roots().length);
    output.whole(innerNodes);
    output.whole(leaves.size());
    output.append(nodes);
    RepeatedReals.write(Arrays.copyOf(thresholds, innerNodes), output);
    output.reals(Arrays.copyOf(leafValues, leaves.size() * trees.leafWidth()));
  }

  private void tree(int root) {
    NodeStack open = new NodeStack();
    open.push(root);
    while (!open.isEmpty()) {
      int node = open.pop();
      if (node < 0) {
        leaf(~node);
      } else {
        inner(node);
        open.push(trees.right()[node]);
        open.push(trees.left()[node]);
      }
    }
  }

  private void inner(int node) {
    if (innerNodes == thresholds.length) {
      throw new IllegalArgumentException("an inner node has two parents");
    }
    thresholds[innerNodes++] = trees.threshold()[node];
    nodes.whole(trees.feature()[node] + 1);
  }

  private void leaf(int leaf) {
    int width = trees.leafWidth();
    // Double tells 0.0 from -0.0, and its hash spreads where that of the bits as int would not.
    Double[] values = new Double[width];
    for (int k = 0; k < width; k++) {
      values[k] = trees.values()[leaf * width + k];
    }
    Integer known = leaves.putIfAbsent(List.of(values), leaves.size());
    if (known == null) {
      System.arraycopy(
          trees.values(), leaf * width, leafValues, (leaves.size() - 1) * width, width);
      nodes.whole(0);
    } else {
      nodes.whole(trees.inputs() + 1 + known);
    }
  }
}
