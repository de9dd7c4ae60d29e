// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.neighborhood;

import java.util.Arrays;

/**
 * Compares one point with boxes and leaves of a tree. The loops over the points of a leaf are such
 * that the compiler turns them into vector instructions; each rank is added up in the order of the
 * features all the same. Not thread-safe.
 */
final class LeafScan {
  private final NeighborTree tree;
  private final Distance distance;
  private final int width;

  /** How many features are compared of all points; the rest only of those that are still near. */
  private final int common;

  private final double[] ranks;

  LeafScan(NeighborTree tree) {
    this.tree = tree;
    distance = tree.points().distance();
    width = tree.points().width();
    common = width <= 8 ? width : Math.max(8, width * 5 / 8 & ~3);
    ranks = new double[tree.leafRows()];
  }

  /**
   * The least rank that a point in the box of a node can have. Rounding keeps order, hence so it
   * does here, where the terms and their order are those of a point.
   *
   * @param enough what is greater need not be told exactly
   */
  double bound(int node, double[] point, int at, double enough) {
    double[] low = tree.low;
    double[] high = tree.high;
    int base = node * width;
    double rank = 0;
    if (distance.kind() == Distance.Kind.EUCLIDEAN || distance.kind() == Distance.Kind.COSINE) {
      for (int j = 0; j < width; j++) {
        double gap = gap(low[base + j], point[at + j], high[base + j]);
        rank += gap * gap;
      }
      return rank;
    }
    for (int j = 0; j < width && rank <= enough; j++) {
      rank = distance.grow(rank, gap(low[base + j], point[at + j], high[base + j]));
    }
    return rank;
  }

  /** How far a value is from an interval, without branches and without slow maxima. */
  private static double gap(double low, double value, double high) {
    double below = 0.5 * (low - value);
    double above = 0.5 * (value - high);
    return below + Math.abs(below) + (above + Math.abs(above));
  }

  /** Offers the points of a leaf. */
  void nearest(int leaf, double[] point, int at, int without, Nearest nearest) {
    int first = tree.from[leaf];
    int rows = tree.to[leaf] - first;
    rankAll(leaf, point, at);
    double worst = nearest.worst();
    for (int i = 0; i < rows; i++) {
      if (ranks[i] <= worst) {
        double rank = finish(leaf, i, point, at, worst);
        if (rank <= worst && tree.order[first + i] != without) {
          nearest.offer(rank, tree.order[first + i]);
          worst = nearest.worst();
        }
      }
    }
  }

  /** Visits the points of a leaf up to a rank. */
  void within(int leaf, double[] point, int at, double rank, NeighborSearch.Visitor visitor) {
    int first = tree.from[leaf];
    int rows = tree.to[leaf] - first;
    rankAll(leaf, point, at);
    for (int i = 0; i < rows; i++) {
      if (ranks[i] <= rank && finish(leaf, i, point, at, rank) <= rank) {
        visitor.found(tree.order[first + i]);
      }
    }
  }

  /** Adds what the other features say to the rank of one point. */
  private double finish(int leaf, int index, double[] point, int at, double enough) {
    double[][] columns = tree.leaves[leaf];
    double rank = ranks[index];
    for (int j = common; j < width && rank <= enough; j++) {
      rank = distance.grow(rank, columns[j][index] - point[at + j]);
    }
    return rank;
  }

  private void rankAll(int leaf, double[] point, int at) {
    double[][] columns = tree.leaves[leaf];
    int rows = columns[0].length;
    switch (distance.kind()) {
      case EUCLIDEAN, COSINE -> squares(columns, rows, point, at);
      case MANHATTAN -> {
        Arrays.fill(ranks, 0, rows, 0);
        for (int j = 0; j < common; j++) {
          absolutes(columns[j], rows, point[at + j], ranks);
        }
      }
      case CHEBYSHEV, MINKOWSKI -> {
        Arrays.fill(ranks, 0, rows, 0);
        for (int j = 0; j < common; j++) {
          for (int i = 0; i < rows; i++) {
            ranks[i] = distance.grow(ranks[i], columns[j][i] - point[at + j]);
          }
        }
      }
    }
  }

  private void squares(double[][] columns, int rows, double[] point, int at) {
    Arrays.fill(ranks, 0, rows, 0);
    int j = 0;
    for (; j + 4 <= common; j += 4) {
      addFour(
          columns[j],
          columns[j + 1],
          columns[j + 2],
          columns[j + 3],
          rows,
          point[at + j],
          point[at + j + 1],
          point[at + j + 2],
          point[at + j + 3],
          ranks);
    }
    for (; j < common; j++) {
      addOne(columns[j], rows, point[at + j], ranks);
    }
  }

  private static void addFour(
      double[] first,
      double[] second,
      double[] third,
      double[] fourth,
      int rows,
      double a,
      double b,
      double c,
      double d,
      double[] ranks) {
    for (int i = 0; i < rows; i++) {
      double differenceA = first[i] - a;
      double differenceB = second[i] - b;
      double differenceC = third[i] - c;
      double differenceD = fourth[i] - d;
      ranks[i] =
          ranks[i]
              + differenceA * differenceA
              + differenceB * differenceB
              + differenceC * differenceC
              + differenceD * differenceD;
    }
  }

  private static void addOne(double[] column, int rows, double value, double[] ranks) {
    for (int i = 0; i < rows; i++) {
      double difference = column[i] - value;
      ranks[i] += difference * difference;
    }
  }

  private static void absolutes(double[] column, int rows, double value, double[] ranks) {
    for (int i = 0; i < rows; i++) {
      ranks[i] += Math.abs(column[i] - value);
    }
  }
}
