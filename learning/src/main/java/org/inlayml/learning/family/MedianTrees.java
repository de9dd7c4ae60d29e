// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

import org.inlayml.learning.feature.EncodedBlock;

/**
 * Trees of one number each, of which the weighted median is given: the least number such that the
 * trees that give it or less have half of the weight. Source: Drucker: Improving Regressors Using
 * Boosting Techniques, 1997.
 *
 * @param trees gives as many outputs as it has trees, each output the leaf of one
 * @param weights one a tree, above 0
 */
public record MedianTrees(Trees trees, double[] weights) implements Model {
  public MedianTrees {
    int count = weights.length;
    if (count == 0
        || trees.roots().length != count
        || trees.outputs() != count
        || trees.link() != Link.IDENTITY
        || (trees.leafWidth() != 1 && count > 1)) {
      throw new IllegalArgumentException(count + " weights, " + trees.roots().length + " trees");
    }
    for (double weight : weights) {
      if (!(weight > 0) || Double.isInfinite(weight)) {
        throw new IllegalArgumentException("a tree has the weight " + weight);
      }
    }
  }

  @Override
  public int inputs() {
    return trees.inputs();
  }

  @Override
  public int outputs() {
    return 1;
  }

  @Override
  public void predict(double[] features, double[] outputs) {
    double[] values = new double[weights.length];
    trees.predict(features, values);
    outputs[0] = median(values, weights.clone());
  }

  @Override
  public Evaluator evaluator() {
    return new OfEach(trees.evaluator(), weights);
  }

  @Override
  public long bytes() {
    return trees.bytes() + (long) Double.BYTES * weights.length;
  }

  /** Selects as quickselect does, by weight; orders both arrays anew as it goes. */
  private static double median(double[] values, double[] weights) {
    double total = 0;
    for (double weight : weights) {
      total += weight;
    }
    double wanted = total / 2;
    double before = 0;
    int low = 0;
    int high = values.length - 1;
    while (low < high) {
      double pivot = values[(low + high) >>> 1];
      int less = low;
      int next = low;
      int greater = high;
      double below = 0;
      double equal = 0;
      while (next <= greater) {
        if (values[next] < pivot) {
          below += weights[next];
          swap(values, weights, less++, next++);
        } else if (values[next] > pivot) {
          swap(values, weights, next, greater--);
        } else {
          equal += weights[next++];
        }
      }
      if (before + below >= wanted && less > low) {
        high = less - 1;
      } else if (before + below + equal >= wanted || greater == high) {
        return pivot;
      } else {
        before += below + equal;
        low = greater + 1;
      }
    }
    return values[low];
  }

  private static void swap(double[] values, double[] weights, int one, int other) {
    double value = values[one];
    values[one] = values[other];
    values[other] = value;
    double weight = weights[one];
    weights[one] = weights[other];
    weights[other] = weight;
  }

  private record OfEach(Evaluator each, double[] weights) implements Evaluator {
    @Override
    public OfRows forRows() {
      OfRows rows = each.forRows();
      double[] values = new double[weights.length];
      double[] counting = new double[weights.length];
      return (row, outputs) -> {
        rows.predict(row, values);
        System.arraycopy(weights, 0, counting, 0, counting.length);
        outputs[0] = median(values, counting);
      };
    }

    @Override
    public OfBlocks forBlocks() {
      OfBlocks blocks = each.forBlocks();
      double[][] columns = new double[weights.length][EncodedBlock.ROWS];
      double[] values = new double[weights.length];
      double[] counting = new double[weights.length];
      return (block, outputs, to) -> {
        blocks.predict(block, columns, 0);
        for (int row = 0; row < block.rows(); row++) {
          for (int tree = 0; tree < values.length; tree++) {
            values[tree] = columns[tree][row];
          }
          System.arraycopy(weights, 0, counting, 0, counting.length);
          outputs[0][to + row] = median(values, counting);
        }
      };
    }

    @Override
    public long bytes() {
      return each.bytes();
    }
  }
}
