// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

/**
 * How large trees are, one value a tree.
 *
 * @param leaves how many leaves
 * @param mean the mean depth of the leaves, rounded down; 0 for a leaf alone
 * @param deepest the depth of the deepest leaf
 */
record TreeShapes(int[] leaves, int[] mean, int[] deepest) {
  static TreeShapes of(Trees trees) {
    int count = trees.roots().length;
    TreeShapes shapes = new TreeShapes(new int[count], new int[count], new int[count]);
    int[] level = new int[trees.feature().length + 1];
    int[] below = new int[trees.feature().length + 1];
    for (int tree = 0; tree < count; tree++) {
      level[0] = trees.roots()[tree];
      int width = 1;
      int leaves = 0;
      long depths = 0;
      int depth = 0;
      while (true) {
        int next = 0;
        for (int i = 0; i < width; i++) {
          int node = level[i];
          if (node < 0) {
            leaves++;
            depths += depth;
          } else {
            below[next++] = trees.left()[node];
            below[next++] = trees.right()[node];
          }
        }
        if (next == 0) {
          break;
        }
        int[] swapped = level;
        level = below;
        below = swapped;
        width = next;
        depth++;
      }
      shapes.leaves[tree] = leaves;
      shapes.mean[tree] = (int) (depths / leaves);
      shapes.deepest[tree] = depth;
    }
    return shapes;
  }

  /** How many steps all trees together take on average, about. */
  long steps() {
    long steps = 0;
    for (int depth : mean) {
      steps += depth;
    }
    return steps;
  }
}
