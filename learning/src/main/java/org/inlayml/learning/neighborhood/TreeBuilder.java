// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.neighborhood;

import java.util.Arrays;

/** Builds a {@link NeighborTree}. Used once, by one thread. */
final class TreeBuilder {
  private final Points points;
  private final int leafRows;
  private int nodes;
  private final double[] keys;
  final int[] order;
  int[] from;
  int[] to;
  int[] right;
  double[] low;
  double[] high;

  TreeBuilder(Points points, int leafRows) {
    this.points = points;
    this.leafRows = leafRows;
    order = new int[points.rows()];
    Arrays.setAll(order, i -> i);
    keys = new double[points.rows()];
    int most = count(points.rows());
    from = new int[most];
    to = new int[most];
    right = new int[most];
    low = new double[most * points.width()];
    high = new double[most * points.width()];
  }

  /** How many nodes so many rows make. */
  private int count(int rows) {
    // halves differ by one row at most, so that all leaves are of one or two depths
    return rows <= leafRows ? 1 : 1 + count(rows / 2) + count(rows - rows / 2);
  }

  TreeBuilder build() {
    split(0, order.length);
    return this;
  }

  private int split(int first, int end) {
    int node = nodes++;
    from[node] = first;
    to[node] = end;
    int widest = box(node);
    if (end - first > leafRows) {
      int middle = first + (end - first) / 2;
      for (int i = first; i < end; i++) {
        keys[i] = points.values()[order[i] * points.width() + widest];
      }
      select(first, end - 1, middle);
      split(first, middle);
      right[node] = split(middle, end);
    }
    return node;
  }

  /** Writes the box of a node; returns its widest side. */
  private int box(int node) {
    int width = points.width();
    int base = node * width;
    Arrays.fill(low, base, base + width, Double.POSITIVE_INFINITY);
    Arrays.fill(high, base, base + width, Double.NEGATIVE_INFINITY);
    for (int i = from[node]; i < to[node]; i++) {
      int at = order[i] * width;
      for (int j = 0; j < width; j++) {
        double value = points.values()[at + j];
        if (value < low[base + j]) {
          low[base + j] = value;
        }
        if (value > high[base + j]) {
          high[base + j] = value;
        }
      }
    }
    int widest = 0;
    double side = -1;
    for (int j = 0; j < width; j++) {
      if (high[base + j] - low[base + j] > side) {
        side = high[base + j] - low[base + j];
        widest = j;
      }
    }
    return widest;
  }

  /** Puts the smaller keys before {@code middle} and the others behind. */
  private void select(int left, int last, int middle) {
    int low = left;
    int high = last;
    while (low < high) {
      double pivot = median(keys[low], keys[(low + high) >>> 1], keys[high]);
      int i = low;
      int j = high;
      while (i <= j) {
        while (keys[i] < pivot) {
          i++;
        }
        while (keys[j] > pivot) {
          j--;
        }
        if (i <= j) {
          swap(i++, j--);
        }
      }
      if (middle <= j) {
        high = j;
      } else if (middle >= i) {
        low = i;
      } else {
        return;
      }
    }
  }

  private static double median(double a, double b, double c) {
    return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  }

  private void swap(int i, int j) {
    double key = keys[i];
    keys[i] = keys[j];
    keys[j] = key;
    int row = order[i];
    order[i] = order[j];
    order[j] = row;
  }
}
