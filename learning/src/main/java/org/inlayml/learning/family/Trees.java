// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

/**
 * Binary decision trees whose leaves are added up. A row goes left where its feature is at most the
 * threshold.
 *
 * <p>Inner nodes and leaves are numbered apart. A child {@code c >= 0} is the inner node c, a child
 * {@code c < 0} the leaf {@code ~c}; {@code roots[t]} is coded the same way, so that a tree may be
 * a leaf alone.
 *
 * <p>A leaf holds {@code leafWidth} values. Where {@code leafWidth} equals the number of sums, they
 * are added to all sums; where it is 1, to the sum {@code t % sums}: boosted trees of a multi-class
 * model stand in rounds of one tree a class.
 *
 * @param inputs how many encoded features
 * @param feature per inner node, which feature it tests
 * @param threshold per inner node
 * @param left per inner node, the child where {@code feature <= threshold}
 * @param right per inner node, the other child
 * @param values leaves × leafWidth, row-major
 * @param roots per tree
 * @param start one a sum: what the leaves are added to
 */
public record Trees(
    int inputs,
    int[] feature,
    double[] threshold,
    int[] left,
    int[] right,
    double[] values,
    int leafWidth,
    int[] roots,
    double[] start,
    Link link,
    int outputs)
    implements Model {
  public Trees {
    int sums = link.sums(outputs);
    if (start.length != sums || (leafWidth != sums && leafWidth != 1)) {
      throw new IllegalArgumentException(
          "leaves of " + leafWidth + " values do not give " + outputs + " outputs by " + link);
    }
  }

  @Override
  public void predict(double[] features, double[] outputs) {
    System.arraycopy(start, 0, outputs, 0, start.length);
    for (int tree = 0; tree < roots.length; tree++) {
      add(tree, leaf(roots[tree], features), outputs);
    }
    link.apply(outputs, this.outputs);
  }

  /** Adds a leaf of a tree to the sums. */
  void add(int tree, int leaf, double[] sums) {
    if (leafWidth == 1) {
      sums[tree % start.length] += values[leaf];
    } else {
      for (int k = 0; k < leafWidth; k++) {
        sums[k] += values[leaf * leafWidth + k];
      }
    }
  }

  @Override
  public Evaluator evaluator() {
    return TreeEvaluators.of(this);
  }

  @Override
  public long bytes() {
    long integers = 3L * feature.length + roots.length;
    long doubles = (long) threshold.length + values.length;
    return Integer.BYTES * integers + Double.BYTES * doubles;
  }

  private int leaf(int root, double[] features) {
    int node = root;
    while (node >= 0) {
      node = features[feature[node]] <= threshold[node] ? left[node] : right[node];
    }
    return ~node;
  }
}
