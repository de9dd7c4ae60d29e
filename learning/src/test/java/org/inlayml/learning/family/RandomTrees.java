// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Trees of random shape and the rows that try their edges. */
final class RandomTrees {
  private static final double[] ODD = {
    0.0, -0.0, Double.MAX_VALUE, -Double.MAX_VALUE, Double.MIN_VALUE, -1e-300, 1e300, 0.5
  };

  private final SplittableRandom random;
  private final int inputs;

  /** From which input on rows are 0 but for a single 1. */
  private final int indicators;

  /** How many thresholds there are to choose from. */
  private final int thresholds;

  private final List<int[]> nodes = new ArrayList<>();
  private final List<Double> splits = new ArrayList<>();
  private final List<long[]> sets = new ArrayList<>();
  private boolean[] categorical = {};
  private int leaves;

  RandomTrees(long seed, int inputs, int indicators, int thresholds) {
    random = new SplittableRandom(seed);
    this.inputs = inputs;
    this.indicators = indicators;
    this.thresholds = thresholds;
  }

  /** As {@link #trees}, where every other input is a category. */
  Trees treesWithSets(int kind, int count, int mostLeaves) {
    categorical = new boolean[inputs];
    for (int input = 0; input < inputs; input += 2) {
      categorical[input] = true;
    }
    return trees(kind, count, mostLeaves);
  }

  /**
   * Makes trees; one in eight is a leaf alone.
   *
   * @param kind 0 a number, 1 two classes, 2 three classes as votes, 3 three in rounds
   */
  Trees trees(int kind, int count, int mostLeaves) {
    Link link =
        switch (kind) {
          case 0 -> Link.IDENTITY;
          case 1 -> Link.LOGISTIC;
          case 2 -> Link.NORMALIZED;
          default -> Link.SOFTMAX;
        };
    int outputs = kind == 0 ? 1 : kind == 1 ? 2 : 3;
    int leafWidth = kind == 2 ? 3 : 1;
    int[] roots = new int[count];
    for (int tree = 0; tree < count; tree++) {
      roots[tree] = grow(random.nextInt(8) == 0 ? 1 : 1 + random.nextInt(mostLeaves));
    }
    return new Trees(
        inputs,
        nodes.stream().mapToInt(n -> n[0]).toArray(),
        splits.stream().mapToDouble(t -> t).toArray(),
        nodes.stream().mapToInt(n -> n[1]).toArray(),
        nodes.stream().mapToInt(n -> n[2]).toArray(),
        random.doubles((long) leaves * leafWidth, 0, 3).toArray(),
        leafWidth,
        roots,
        random.doubles(link.sums(outputs)).toArray(),
        link,
        outputs,
        categorical,
        sets.stream().flatMapToLong(Arrays::stream).toArray());
  }

  private int grow(int count) {
    if (count == 1) {
      return ~leaves++;
    }
    int[] node = {random.nextInt(inputs), 0, 0};
    int number = nodes.size();
    nodes.add(node);
    splits.add(categorical.length > 0 && categorical[node[0]] ? set() : threshold());
    int left = 1 + random.nextInt(count - 1);
    node[1] = grow(left);
    node[2] = grow(count - left);
    return number;
  }

  /** The number of a new set of low codes, which now and then holds all high codes too. */
  private double set() {
    long[] set = new long[Trees.SET_WORDS];
    Arrays.fill(set, random.nextBoolean() ? -1 : 0);
    set[0] ^= random.nextLong();
    if (random.nextInt(4) == 0) {
      set[random.nextInt(set.length)] ^= random.nextLong();
    }
    sets.add(set);
    return sets.size() - 1;
  }

  private double threshold() {
    return switch (random.nextInt(12)) {
      case 0 -> ODD[random.nextInt(ODD.length)];
      case 1 -> Double.POSITIVE_INFINITY;
      case 2 -> Double.NEGATIVE_INFINITY;
      case 3 -> Double.NaN;
      default -> (random.nextInt(thresholds) - thresholds / 3) / 8.0;
    };
  }

  /** Rows whose values often equal a threshold, or the numbers beside it. */
  double[][] rows(int count) {
    double[][] rows = new double[count][inputs];
    for (double[] row : rows) {
      for (int i = 0; i < indicators; i++) {
        double near = (random.nextInt(thresholds) - thresholds / 3) / 8.0;
        row[i] =
            switch (random.nextInt(6)) {
              case 0 -> ODD[random.nextInt(ODD.length)];
              case 1 -> Math.nextUp(near);
              case 2 -> Math.nextDown(near);
              case 3 -> random.nextDouble();
              default -> near;
            };
      }
      int one = indicators + random.nextInt(inputs - indicators + 1);
      if (one < inputs) {
        row[one] = 1;
      }
    }
    return rows;
  }
}
