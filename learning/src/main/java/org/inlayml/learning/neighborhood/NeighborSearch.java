// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.neighborhood;

/**
 * Finds the nearest points of single points in a tree; allocates nothing a search. Not thread-safe.
 */
public final class NeighborSearch {
  /** Stands for no row where one is to be left out. */
  public static final int NONE = -1;

  private final NeighborTree tree;
  private final LeafScan scan;
  private final int[] waiting = new int[64];
  private final double[] bounds = new double[64];

  public NeighborSearch(NeighborTree tree) {
    this.tree = tree;
    scan = new LeafScan(tree);
  }

  /**
   * Finds the nearest points.
   *
   * @param point prepared
   * @param at where in it the features begin
   * @param without a row that does not count, or {@link #NONE}
   * @param nearest what is found; cleared before
   */
  public void find(double[] point, int at, int without, Nearest nearest) {
    nearest.clear();
    int count = 0;
    waiting[count] = 0;
    bounds[count++] = 0;
    while (count > 0) {
      count--;
      if (bounds[count] > nearest.worst()) {
        continue;
      }
      int node = waiting[count];
      while (tree.right[node] != 0) {
        double worst = nearest.worst();
        double left = scan.bound(node + 1, point, at, worst);
        double right = scan.bound(tree.right[node], point, at, worst);
        boolean leftFirst = left <= right;
        if (Math.max(left, right) <= worst) {
          waiting[count] = leftFirst ? tree.right[node] : node + 1;
          bounds[count++] = Math.max(left, right);
        }
        node = leftFirst ? node + 1 : tree.right[node];
      }
      scan.nearest(node, point, at, without, nearest);
    }
  }

  /** What is called with every point found. */
  @FunctionalInterface
  public interface Visitor {
    void found(int row);
  }

  /**
   * Visits all points up to a distance, in an order of the tree's.
   *
   * @param point prepared
   * @param at where in it the features begin
   * @param rank of the distance
   */
  public void within(double[] point, int at, double rank, Visitor visitor) {
    int count = 0;
    waiting[count++] = 0;
    while (count > 0) {
      int node = waiting[--count];
      if (scan.bound(node, point, at, rank) > rank) {
        continue;
      }
      if (tree.right[node] == 0) {
        scan.within(node, point, at, rank, visitor);
      } else {
        waiting[count++] = tree.right[node];
        waiting[count++] = node + 1;
      }
    }
  }
}
