// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.DoubleStream;

/**
 * Makes trees that take fewer bytes and answer nearly the same. Source: our definition.
 *
 * <ul>
 *   <li>Thresholds move between the two training values beside them, to as few different ones as
 *       will do, each with as few bits as will do: a 32-bit float wherever one lies there. Every
 *       training row reaches the same leaves as before.
 *   <li>Leaf values are rounded to multiples of a power of two, at most 1/64 of their standard
 *       deviation. Their sums are therefore exact, in whatever order they are added.
 * </ul>
 */
public final class QuantizedTrees {
  private static final int STEPS_A_DEVIATION = 64;
  private static final int MANTISSA_BITS = 52;

  private final Trees trees;

  /**
   * Per inner node, the largest training value that goes left there, the smallest that does not.
   */
  private final double[] low;

  private final double[] high;

  private QuantizedTrees(Trees trees) {
    this.trees = trees;
    low = new double[trees.threshold().length];
    high = new double[low.length];
    Arrays.fill(low, Double.NEGATIVE_INFINITY);
    Arrays.fill(high, Double.POSITIVE_INFINITY);
  }

  /**
   * Quantizes.
   *
   * @param columns features × rows that the trees have learnt from
   * @param pause called between trees; what it throws ends the work
   */
  public static Trees of(Trees trees, double[][] columns, Runnable pause) {
    QuantizedTrees quantized = new QuantizedTrees(trees);
    for (int root : trees.roots()) {
      pause.run();
      quantized.follow(root, columns);
    }
    return new Trees(
        trees.inputs(),
        trees.feature(),
        quantized.thresholds(),
        trees.left(),
        trees.right(),
        rounded(trees.values()),
        trees.leafWidth(),
        trees.roots(),
        trees.start(),
        trees.link(),
        trees.outputs(),
        trees.categorical(),
        trees.sets());
  }

  /** Sends all rows down one tree and narrows the bounds of the nodes on their way. */
  private void follow(int root, double[][] columns) {
    int[] features = trees.feature();
    double[] thresholds = trees.threshold();
    for (int row = 0; row < columns[0].length; row++) {
      int node = root;
      while (node >= 0) {
        double value = columns[features[node]][row];
        if (trees.isCategorical(features[node])) {
          node = trees.goesLeft(node, value) ? trees.left()[node] : trees.right()[node];
        } else if (value <= thresholds[node]) {
          low[node] = Math.max(low[node], value);
          node = trees.left()[node];
        } else {
          high[node] = Math.min(high[node], value);
          node = trees.right()[node];
        }
      }
    }
  }

  private double[] thresholds() {
    // Where no row went, the threshold itself is a bound.
    double[] thresholds = trees.threshold().clone();
    for (int node = 0; node < thresholds.length; node++) {
      if (low[node] == Double.NEGATIVE_INFINITY) {
        low[node] = thresholds[node];
      }
      if (high[node] == Double.POSITIVE_INFINITY) {
        high[node] = Math.nextUp(thresholds[node]);
      }
    }
    int[] end = new int[trees.inputs()];
    int[] byFeature = byFeature(end);
    for (int feature = 0, from = 0; feature < end.length; from = end[feature++]) {
      if (trees.isCategorical(feature)) {
        continue; // the numbers of sets stay as they are
      }
      int[] nodes =
          Arrays.stream(byFeature, from, end[feature])
              .boxed()
              .sorted(Comparator.comparingDouble(node -> high[node]))
              .mapToInt(Integer::intValue)
              .toArray();
      double[] common = common(nodes);
      for (int node : nodes) {
        thresholds[node] = nearest(common, node);
      }
    }
    return thresholds;
  }

  /**
   * All nodes, those of a feature side by side.
   *
   * @param end is set, per feature, to where its nodes end
   */
  private int[] byFeature(int[] end) {
    for (int feature : trees.feature()) {
      end[feature]++;
    }
    int before = 0;
    for (int feature = 0; feature < end.length; feature++) {
      int count = end[feature];
      end[feature] = before;
      before += count;
    }
    int[] nodes = new int[before];
    for (int node = 0; node < nodes.length; node++) {
      nodes[end[trees.feature()[node]]++] = node;
    }
    return nodes;
  }

  /** The fewest values such that each node, in order of the upper bounds, has one within bounds. */
  private double[] common(int[] nodes) {
    double[] common = new double[nodes.length];
    int count = 0;
    double from = 0;
    double to = Double.NEGATIVE_INFINITY;
    for (int node : nodes) {
      if (low[node] < to) {
        from = Math.max(from, low[node]);
      } else {
        if (to > Double.NEGATIVE_INFINITY) {
          common[count++] = simplest(from, to);
        }
        from = low[node];
        to = high[node];
      }
    }
    if (nodes.length > 0) {
      common[count++] = simplest(from, to);
    }
    return Arrays.copyOf(common, count);
  }

  /** The value within the bounds of a node that is nearest to its threshold. */
  private double nearest(double[] common, int node) {
    double threshold = trees.threshold()[node];
    int at = Arrays.binarySearch(common, threshold);
    if (at >= 0) {
      return threshold;
    }
    int above = ~at;
    boolean fitsAbove = above < common.length && common[above] < high[node];
    boolean fitsBelow = above > 0 && common[above - 1] >= low[node];
    if (fitsAbove && fitsBelow) {
      return common[above] - threshold < threshold - common[above - 1]
          ? common[above]
          : common[above - 1];
    }
    return fitsAbove ? common[above] : common[above - 1];
  }

  /** A number of few bits near the middle, at least {@code from}, below {@code to}. */
  private static double simplest(double from, double to) {
    double middle = from / 2 + to / 2;
    for (int bits = 0; bits < MANTISSA_BITS; bits++) {
      double candidate = round(middle, bits);
      if (candidate >= from && candidate < to) {
        return candidate;
      }
    }
    return from;
  }

  private static double round(double value, int bits) {
    long dropped = 1L << (MANTISSA_BITS - bits);
    long nearest = Double.doubleToLongBits(value) + dropped / 2;
    return Double.longBitsToDouble(nearest & -dropped);
  }

  private static double[] rounded(double[] values) {
    double mean = DoubleStream.of(values).average().orElse(0);
    double square = DoubleStream.of(values).map(v -> (v - mean) * (v - mean)).average().orElse(0);
    double largest = Math.sqrt(square) / STEPS_A_DEVIATION;
    // Powers of two are the doubles without a mantissa.
    double step =
        Double.longBitsToDouble(Double.doubleToLongBits(largest) & -(1L << MANTISSA_BITS));
    return step > 0
        ? DoubleStream.of(values).map(v -> Math.rint(v / step) * step).toArray()
        : values;
  }
}
