// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.tree;

import java.util.SplittableRandom;

/**
 * Draws one threshold a column, evenly between the smallest and the largest value of the node, and
 * takes the best of those. Source: Geurts, Ernst, Wehenkel: Extremely Randomized Trees, 2006.
 */
final class RandomSplitter extends Splitter {
  /** The values of the column last asked for, in the order of the rows. */
  private final double[] gathered;

  private double low;
  private double high;

  RandomSplitter(
      double[][] columns, int[] rows, int[] candidates, Limits limits, SplittableRandom random) {
    super(columns, rows, candidates, limits, random);
    gathered = new double[rows.length];
  }

  @Override
  boolean varies(int column, int from, int to) {
    double[] values = columns[column];
    double least = values[rows[from]];
    double most = least;
    for (int i = from; i < to; i++) {
      double value = values[rows[i]];
      gathered[i] = value;
      if (value < least) {
        least = value;
      }
      if (value > most) {
        most = value;
      }
    }
    low = least;
    high = most;
    return least < most;
  }

  @Override
  Cut search(int column, Criterion.Sums sums, int from, int to) {
    double share = random.nextDouble();
    double drawn = low * (1 - share) + high * share;
    double threshold = drawn >= low && drawn < high ? drawn : low;
    return sums.at(threshold, column, gathered, rows, from, to, fewest);
  }

  @Override
  void prepare(Cut cut, int from, int middle, int to) {
    // The rows alone are searched.
  }
}
