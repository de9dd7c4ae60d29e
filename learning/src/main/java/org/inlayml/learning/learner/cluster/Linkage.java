// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.cluster;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.inlayml.learning.learner.Workers;
import org.inlayml.learning.neighborhood.Distance;
import org.inlayml.learning.neighborhood.Points;

/**
 * Merges the two nearest clusters again and again, found by following chains of nearest neighbours.
 * Used once, by one thread.
 *
 * <p>Source: Müllner, Modern Hierarchical, Agglomerative Clustering Algorithms, 2011, figure 3; the
 * distances of merged clusters: Lance, Williams, A General Theory of Classificatory Sorting
 * Strategies, 1967.
 */
final class Linkage {
  /** How far apart two clusters are. */
  enum Rule {
    /** By how much the squares within clusters grow where they are merged. */
    WARD,
    /** The farthest rows. */
    COMPLETE,
    /** The mean over all pairs of rows. */
    AVERAGE,
    /** The nearest rows. */
    SINGLE
  }

  private record Merge(int one, int other, double height) {}

  private final Rule rule;
  private final Workers workers;

  /** Of clusters named by one of their rows; the column is less than the row. */
  private final double[][] distances;

  private final int[] sizes;
  private final boolean[] merged;

  private Linkage(Points points, Rule rule, Workers workers) {
    this.rule = rule;
    this.workers = workers;
    int rows = points.rows();
    sizes = new int[rows];
    Arrays.fill(sizes, 1);
    merged = new boolean[rows];
    distances = new double[rows][];
    IntStream.range(0, rows).parallel().forEach(row -> distances[row] = distances(points, row));
  }

  private double[] distances(Points points, int row) {
    workers.check();
    int width = points.width();
    double[] point = Arrays.copyOfRange(points.values(), row * width, (row + 1) * width);
    Distance distance = points.distance();
    double[] all = new double[row];
    for (int other = 0; other < row; other++) {
      double rank = points.rank(other, point);
      all[other] = rule == Rule.WARD ? rank : distance.ofRank(rank);
    }
    return all;
  }

  /** Bytes that {@link #labels} needs: those of half a square. */
  static long memory(long rows) {
    return rows > 1L << 30 ? Long.MAX_VALUE / 4 : 4 * rows * rows + 120 * rows;
  }

  /** By row, its cluster; clusters are numbered in the order of their first rows. */
  static int[] labels(Points points, Rule rule, int clusters, Workers workers) {
    Merge[] merges = new Linkage(points, rule, workers).merge();
    Arrays.sort(merges, Comparator.comparingDouble(Merge::height)); // stable
    int[] roots = IntStream.range(0, points.rows()).toArray();
    for (int i = 0; i < points.rows() - clusters; i++) {
      int one = root(roots, merges[i].one());
      int other = root(roots, merges[i].other());
      roots[Math.max(one, other)] = Math.min(one, other);
    }
    int[] labels = new int[roots.length];
    int count = 0;
    for (int row = 0; row < roots.length; row++) {
      int root = root(roots, row);
      labels[row] = root == row ? count++ : labels[root];
    }
    return labels;
  }

  private static int root(int[] roots, int row) {
    int root = row;
    while (roots[root] != root) {
      roots[root] = roots[roots[root]];
      root = roots[root];
    }
    return root;
  }

  private Merge[] merge() {
    int rows = sizes.length;
    Merge[] merges = new Merge[rows - 1];
    int[] chain = new int[rows];
    int length = 0;
    int next = 0;
    for (int done = 0; done < merges.length; ) {
      workers.check();
      workers.done((double) done / merges.length);
      if (length == 0) {
        while (merged[next]) {
          next++;
        }
        chain[length++] = next;
      }
      int tip = chain[length - 1];
      int before = length > 1 ? chain[length - 2] : -1;
      int nearest = nearest(tip, before);
      if (nearest == before) {
        merges[done++] = new Merge(before, tip, distance(before, tip));
        unite(Math.min(before, tip), Math.max(before, tip));
        length -= 2;
      } else {
        chain[length++] = nearest;
      }
    }
    return merges;
  }

  /** The nearest cluster: of equally near ones the preferred, else the first. */
  private int nearest(int cluster, int preferred) {
    int nearest = preferred;
    double least = preferred < 0 ? Double.POSITIVE_INFINITY : distance(cluster, preferred);
    for (int other = 0; other < merged.length; other++) {
      if (other != cluster && !merged[other]) {
        double distance = distance(cluster, other);
        if (distance < least || nearest < 0) {
          least = distance;
          nearest = other;
        }
      }
    }
    return nearest;
  }

  private double distance(int a, int b) {
    return a > b ? distances[a][b] : distances[b][a];
  }

  /** The first takes the second in. */
  private void unite(int first, int second) {
    double between = distance(first, second);
    merged[second] = true;
    for (int other = 0; other < merged.length; other++) {
      if (other != first && !merged[other]) {
        double a = distance(other, first);
        double b = distance(other, second);
        double sum =
            switch (rule) {
              case WARD ->
                  ((sizes[other] + sizes[first]) * a
                          + (sizes[other] + sizes[second]) * b
                          - sizes[other] * between)
                      / ((double) sizes[other] + sizes[first] + sizes[second]);
              case COMPLETE -> Math.max(a, b);
              case AVERAGE ->
                  (sizes[first] * a + sizes[second] * b) / ((double) sizes[first] + sizes[second]);
              case SINGLE -> Math.min(a, b);
            };
        if (other > first) {
          distances[other][first] = sum;
        } else {
          distances[first][other] = sum;
        }
      }
    }
    sizes[first] += sizes[second];
  }
}
