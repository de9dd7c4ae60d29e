// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.neighborhood;

/**
 * A k-d tree with large leaves: boxes of points, halved along their widest side until few enough
 * are left to be compared one feature after the other, many points at a time. Exact: gives what
 * comparing with all points gives, bit for bit, since a box is never thought farther than its
 * points are. Immutable, thread-safe.
 *
 * <p>Source: Friedman, Bentley, Finkel, An Algorithm for Finding Best Matches in Logarithmic
 * Expected Time, 1977; the leaves are our own.
 */
public final class NeighborTree {
  private final Points points;

  /** By position in the tree, the row. */
  final int[] order;

  /**
   * By node, of leaves alone: features × points. Arrays of their own, since loops that begin within
   * an array are not turned into vector instructions by the compiler of Java 17.
   */
  final double[][][] leaves;

  /** By node, the first position. */
  final int[] from;

  /** By node, the position after the last. */
  final int[] to;

  /** By node, the right child; 0 for a leaf. The left child comes next after its parent. */
  final int[] right;

  /** Nodes × features: the least and greatest values. */
  final double[] low;

  final double[] high;

  private NeighborTree(Points points, TreeBuilder builder) {
    this.points = points;
    order = builder.order;
    from = builder.from;
    to = builder.to;
    right = builder.right;
    low = builder.low;
    high = builder.high;
    leaves = leaves();
  }

  /** Builds the tree: takes time of the order of rows × width × log(rows). */
  public static NeighborTree of(Points points) {
    return new NeighborTree(points, new TreeBuilder(points, leafRows(points.width())).build());
  }

  /** Cautiously, the bytes that a tree takes besides its points. */
  public static long memory(long rows, int width) {
    long nodes = 4 * (rows / leafRows(width) + 1);
    return rows * (8L * width + 12) + nodes * (16L * width + 12) + nodes * (24L * width + 24) / 2;
  }

  /** The wider the points, the less a box tells of them. */
  static int leafRows(int width) {
    return Math.max(16, Math.min(256, 12 * width));
  }

  private double[][][] leaves() {
    double[] values = points.values();
    int width = points.width();
    double[][][] laidOut = new double[from.length][0][];
    for (int node = 0; node < from.length; node++) {
      if (right[node] == 0) {
        int rows = to[node] - from[node];
        laidOut[node] = new double[width][rows];
        for (int i = 0; i < rows; i++) {
          int at = order[from[node] + i] * width;
          for (int j = 0; j < width; j++) {
            laidOut[node][j][i] = values[at + j];
          }
        }
      }
    }
    return laidOut;
  }

  public Points points() {
    return points;
  }

  /** The row at a position: rows near to each other have near positions. */
  public int row(int position) {
    return order[position];
  }

  int leafRows() {
    return leafRows(points.width());
  }

  public long bytes() {
    return memory(points.rows(), points.width());
  }
}
