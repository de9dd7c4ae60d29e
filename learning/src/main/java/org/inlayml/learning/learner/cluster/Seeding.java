// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.cluster;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * First centres: rows, each drawn in proportion to its squared distance to those drawn before; of a
 * few such draws the one is taken that leaves the least. Source: Arthur, Vassilvitskii, k-means++:
 * The Advantages of Careful Seeding, 2007, with the greedy draws of their remark.
 */
final class Seeding {
  private final ClusterRows rows;
  private final SplittableRandom random;
  private final Runnable check;
  private double[] left;

  private Seeding(ClusterRows rows, SplittableRandom random, Runnable check) {
    this.rows = rows;
    this.random = random;
    this.check = check;
    left = rows.weights().clone();
  }

  /** Draws spread centres; fewer where there are fewer different rows. */
  static double[][] spread(
      ClusterRows rows, int clusters, SplittableRandom random, Runnable check) {
    return new Seeding(rows, random, check).draw(clusters);
  }

  /** Draws rows at random, all as likely; fewer where there are fewer different rows. */
  static double[][] plain(ClusterRows rows, int clusters, SplittableRandom random) {
    int[] order = new int[rows.count()];
    Arrays.setAll(order, i -> i);
    double[][] centers = new double[clusters][];
    int count = 0;
    for (int i = 0; i < order.length && count < clusters; i++) {
      int other = random.nextInt(i, order.length);
      double[] row = rows.values()[order[other]];
      order[other] = order[i];
      if (Arrays.stream(centers, 0, count).noneMatch(center -> Arrays.equals(center, row))) {
        centers[count++] = row.clone();
      }
    }
    return Arrays.copyOf(centers, count);
  }

  private double[][] draw(int clusters) {
    int trials = 2 + (int) StrictMath.log(clusters);
    double[][] centers = new double[clusters][];
    int first = pick(total(left));
    centers[0] = rows.values()[first].clone();
    Arrays.fill(left, Double.POSITIVE_INFINITY);
    left = without(centers[0]);
    int count = 1;
    while (count < clusters && total(left) > 0) {
      double total = total(left);
      double[] best = left;
      double least = Double.POSITIVE_INFINITY;
      int chosen = -1;
      for (int trial = 0; trial < trials; trial++) {
        int candidate = pick(total);
        double[] remaining = without(rows.values()[candidate]);
        double potential = total(remaining);
        if (chosen < 0 || potential < least) {
          chosen = candidate;
          least = potential;
          best = remaining;
        }
      }
      left = best;
      centers[count++] = rows.values()[chosen].clone();
    }
    return Arrays.copyOf(centers, count);
  }

  /** What would be left if there were one more centre: per row the weighted square. */
  private double[] without(double[] center) {
    check.run();
    double[] remaining = new double[left.length];
    for (int i = 0; i < remaining.length; i++) {
      double square = ClusterRows.square(rows.values()[i], center) * rows.weights()[i];
      remaining[i] = Math.min(left[i], Math.min(square, Double.MAX_VALUE / rows.count()));
    }
    return remaining;
  }

  private static double total(double[] values) {
    double total = 0;
    for (double value : values) {
      total += value;
    }
    return total;
  }

  private int pick(double total) {
    double place = random.nextDouble() * total;
    int last = 0;
    for (int i = 0; i < left.length; i++) {
      if (left[i] > 0) {
        last = i;
        place -= left[i];
        if (place < 0) {
          return i;
        }
      }
    }
    return last;
  }
}
