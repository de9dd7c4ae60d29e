// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.neighborhood;

import java.util.Arrays;

/**
 * Finds the nearest points of many points at a time: a leaf is compared with all of them that it
 * may concern while it is in the processor's cache. Gives what {@link NeighborSearch} gives;
 * allocates nothing a search. Not thread-safe.
 */
public final class BatchSearch {
  private static final int MOST_VALUES = 1 << 18;

  private final NeighborTree tree;
  private final LeafScan scan;
  private final int most;
  private final double[] points;
  private final int[] without;
  private final int[] home;
  private final Nearest[] found;
  private final int[][] active;

  /**
   * @param nearest how many points are to be found for each
   * @param most how many points are searched for at a time, at most; may come out lower
   */
  public BatchSearch(NeighborTree tree, int nearest, int most) {
    this.tree = tree;
    int width = tree.points().width();
    this.most = Math.max(1, Math.min(most, MOST_VALUES / width));
    scan = new LeafScan(tree);
    points = new double[this.most * width];
    without = new int[this.most];
    Arrays.fill(without, NeighborSearch.NONE);
    home = new int[this.most];
    found = new Nearest[this.most];
    for (int i = 0; i < this.most; i++) {
      found[i] = new Nearest(nearest);
    }
    active = new int[34][this.most];
  }

  /** How many points are searched for at a time, at most. */
  public int most() {
    return most;
  }

  /** Room for the points, {@link #most} × width, to be filled and prepared by the caller. */
  public double[] points() {
    return points;
  }

  /** Which row does not count for a point, or {@link NeighborSearch#NONE}. */
  public void without(int point, int row) {
    without[point] = row;
  }

  /** What was found for a point. */
  public Nearest found(int point) {
    return found[point];
  }

  /** Finds the nearest of the first {@code count} points. */
  public void find(int count) {
    for (int i = 0; i < count; i++) {
      found[i].clear();
      home[i] = home(i * tree.points().width());
      scan.nearest(home[i], points, i * tree.points().width(), without[i], found[i]);
      active[0][i] = i;
    }
    descend(0, 0, count);
  }

  /** The leaf that a point is nearest to, box by box. */
  private int home(int at) {
    int node = 0;
    while (tree.right[node] != 0) {
      double left = scan.bound(node + 1, points, at, Double.POSITIVE_INFINITY);
      double right = scan.bound(tree.right[node], points, at, Double.POSITIVE_INFINITY);
      node = left <= right ? node + 1 : tree.right[node];
    }
    return node;
  }

  private void descend(int node, int level, int count) {
    int[] here = active[level];
    if (tree.right[node] == 0) {
      for (int n = 0; n < count; n++) {
        int i = here[n];
        if (home[i] != node) {
          scan.nearest(node, points, i * tree.points().width(), without[i], found[i]);
        }
      }
      return;
    }
    for (int side = 0; side < 2; side++) {
      int child = side == 0 ? node + 1 : tree.right[node];
      int[] next = active[level + 1];
      int concerned = 0;
      for (int n = 0; n < count; n++) {
        int i = here[n];
        double worst = found[i].worst();
        if (scan.bound(child, points, i * tree.points().width(), worst) <= worst) {
          next[concerned++] = i;
        }
      }
      if (concerned > 0) {
        descend(child, level + 1, concerned);
      }
    }
  }
}
