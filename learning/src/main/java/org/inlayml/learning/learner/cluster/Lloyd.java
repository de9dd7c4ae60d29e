// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.cluster;

import java.util.Arrays;

/**
 * Moves centres to the means of the rows nearest to them, again and again. A row whose distances
 * are known to be in order, by how far the centres have moved, is not compared anew: that changes
 * nothing of the outcome. One run, one thread.
 *
 * <p>Source: Lloyd, Least Squares Quantization in PCM, 1982; the bounds: Hamerly, Making k-means
 * even faster, 2010.
 */
final class Lloyd {
  /** Widens the bounds by more than rounding can have made them too tight. */
  private static final double SLACK = 1e-9;

  private final ClusterRows rows;
  private final double[][] centers;
  private final Runnable check;
  private final int[] labels;
  private final double[] upper;
  private final double[] lower;
  private final double[][] sums;
  private final double[] weights;
  private final double[] moved;

  Lloyd(ClusterRows rows, double[][] centers, Runnable check) {
    this.rows = rows;
    this.centers = centers;
    this.check = check;
    labels = new int[rows.count()];
    upper = new double[rows.count()];
    lower = new double[rows.count()];
    sums = new double[centers.length][rows.width()];
    weights = new double[centers.length];
    moved = new double[centers.length];
  }

  double[][] centers() {
    return centers;
  }

  int[] labels() {
    return labels;
  }

  /** Bytes of one run. */
  static long memory(long rows, int width, int clusters) {
    return rows * 20 + clusters * (16L * width + 64);
  }

  /**
   * Runs until no row changes its centre, or the squares of the centres' moves add up to no more
   * than the tolerance, or as often as allowed.
   */
  Lloyd run(int rounds, double tolerance) {
    assignAll();
    for (int round = 0; round < rounds; round++) {
      double movedBy = move();
      if (movedBy <= tolerance || !assign()) {
        break;
      }
    }
    return this;
  }

  /** The sum of the weighted squares of the distances to the nearest centres. */
  double inertia() {
    assignAll();
    double inertia = 0;
    for (int i = 0; i < labels.length; i++) {
      inertia += rows.weights()[i] * ClusterRows.square(rows.values()[i], centers[labels[i]]);
    }
    return inertia;
  }

  private void assignAll() {
    for (double[] sum : sums) {
      Arrays.fill(sum, 0);
    }
    Arrays.fill(weights, 0);
    for (int i = 0; i < labels.length; i++) {
      if (i % 1024 == 0) {
        check.run();
      }
      compare(i);
      add(i, labels[i], rows.weights()[i]);
    }
  }

  /** Compares a row with all centres; of equally near ones the first is nearest. */
  private void compare(int row) {
    double[] values = rows.values()[row];
    double least = Double.POSITIVE_INFINITY;
    double second = Double.POSITIVE_INFINITY;
    int nearest = 0;
    for (int k = 0; k < centers.length; k++) {
      double square = ClusterRows.square(values, centers[k]);
      if (square < least) {
        second = least;
        least = square;
        nearest = k;
      } else if (square < second) {
        second = square;
      }
    }
    labels[row] = nearest;
    upper[row] = Math.sqrt(least);
    lower[row] = Math.sqrt(second);
  }

  private void add(int row, int cluster, double weight) {
    double[] values = rows.values()[row];
    double[] sum = sums[cluster];
    for (int j = 0; j < sum.length; j++) {
      sum[j] += weight * values[j];
    }
    weights[cluster] += weight;
  }

  /** Returns the sum of the squares of the moves. */
  private double move() {
    fillEmpty();
    double total = 0;
    for (int k = 0; k < centers.length; k++) {
      double square = 0;
      for (int j = 0; weights[k] > 0 && j < centers[k].length; j++) {
        double value = sums[k][j] / weights[k];
        square += (value - centers[k][j]) * (value - centers[k][j]);
        centers[k][j] = value;
      }
      moved[k] = Math.sqrt(square) * (1 + SLACK);
      total += square;
    }
    return total;
  }

  /** A cluster that has lost all its rows gets the row that is farthest from its own centre. */
  private void fillEmpty() {
    for (int k = 0; k < centers.length; k++) {
      if (counts(k)) {
        continue;
      }
      int farthest = -1;
      double most = 0;
      for (int i = 0; i < labels.length; i++) {
        double square = ClusterRows.square(rows.values()[i], centers[labels[i]]);
        if (square > most) {
          most = square;
          farthest = i;
        }
      }
      if (farthest >= 0) {
        add(farthest, labels[farthest], -rows.weights()[farthest]);
        add(farthest, k, rows.weights()[farthest]);
        labels[farthest] = k;
        upper[farthest] = Double.POSITIVE_INFINITY;
        lower[farthest] = 0;
      }
    }
  }

  private boolean counts(int cluster) {
    if (weights[cluster] > 1e-9) {
      return true;
    }
    for (int label : labels) {
      if (label == cluster) {
        return true;
      }
    }
    Arrays.fill(sums[cluster], 0);
    weights[cluster] = 0;
    return false;
  }

  /** Returns whether any row changed its centre. */
  private boolean assign() {
    int far = 0;
    double farthest = 0;
    double next = 0;
    for (int k = 0; k < moved.length; k++) {
      if (moved[k] > farthest) {
        next = farthest;
        farthest = moved[k];
        far = k;
      } else {
        next = Math.max(next, moved[k]);
      }
    }
    double[] half = halfGaps();
    boolean changed = false;
    for (int i = 0; i < labels.length; i++) {
      if (i % 1024 == 0) {
        check.run();
      }
      int label = labels[i];
      upper[i] += moved[label];
      lower[i] -= label == far ? next : farthest;
      double bound = Math.max(half[label], lower[i]) * (1 - SLACK);
      if (upper[i] * (1 + SLACK) < bound) {
        continue;
      }
      upper[i] = Math.sqrt(ClusterRows.square(rows.values()[i], centers[label]));
      if (upper[i] * (1 + SLACK) < bound) {
        continue;
      }
      compare(i);
      if (labels[i] != label) {
        changed = true;
        add(i, label, -rows.weights()[i]);
        add(i, labels[i], rows.weights()[i]);
      }
    }
    return changed;
  }

  /** By centre, half the distance to the nearest other: nearer rows can have no other centre. */
  private double[] halfGaps() {
    double[] half = new double[centers.length];
    Arrays.fill(half, Double.POSITIVE_INFINITY);
    for (int k = 0; k < centers.length; k++) {
      check.run();
      for (int other = 0; other < k; other++) {
        double gap = 0.5 * Math.sqrt(ClusterRows.square(centers[k], centers[other]));
        half[k] = Math.min(half[k], gap);
        half[other] = Math.min(half[other], gap);
      }
    }
    return half;
  }
}
