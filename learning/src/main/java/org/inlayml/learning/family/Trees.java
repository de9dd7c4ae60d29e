// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

/**
 * Binary decision trees whose leaves are added up. A row goes left where its feature is at most the
 * threshold, or, of a feature that is a category, where its code is in a set.
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
 * @param threshold per inner node; where the feature is a category the number of the set
 * @param left per inner node, the child where {@code feature <= threshold}, or the code is in the
 *     set
 * @param right per inner node, the other child
 * @param values leaves × leafWidth, row-major
 * @param roots per tree
 * @param start one a sum: what the leaves are added to
 * @param categorical per feature, whether its nodes have sets; those beyond its end have none
 * @param sets {@value #SET_WORDS} longs a set: code {@code c}, from -1 on, is in it where bit
 *     {@code c + 1} is 1; codes above 254 are as 254
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
    int outputs,
    boolean[] categorical,
    long[] sets)
    implements Model {
  /** Longs that a set takes. */
  public static final int SET_WORDS = 4;

  private static final int LAST_BIT = SET_WORDS * Long.SIZE - 1;
  private static final boolean[] NONE_CATEGORICAL = {};
  private static final long[] NO_SETS = {};

  /** Without sets. */
  public Trees(
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
      int outputs) {
    this(
        inputs,
        feature,
        threshold,
        left,
        right,
        values,
        leafWidth,
        roots,
        start,
        link,
        outputs,
        NONE_CATEGORICAL,
        NO_SETS);
  }

  public Trees {
    int sums = link.sums(outputs);
    int count = sets.length / SET_WORDS;
    for (int node = 0; node < feature.length && categorical.length > 0; node++) {
      double set = threshold[node];
      if (feature[node] < categorical.length
          && categorical[feature[node]]
          && !(set >= 0 && set < count && set == Math.rint(set))) {
        throw new IllegalArgumentException("a node has a set that is not there");
      }
    }
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
    return Integer.BYTES * integers + Double.BYTES * doubles + Long.BYTES * (long) sets.length;
  }

  /** Whether any node has a set. */
  public boolean hasSets() {
    return categorical.length > 0;
  }

  /** Whether a feature is a category. */
  boolean isCategorical(int input) {
    return input < categorical.length && categorical[input];
  }

  /** Whether a value of its feature goes left at a node. */
  boolean goesLeft(int node, double value) {
    return isCategorical(feature[node])
        ? contains((int) threshold[node], bit(value))
        : value <= threshold[node];
  }

  /** Whether a bit of a set is 1. */
  boolean contains(int set, int bit) {
    return (sets[set * SET_WORDS + (bit >> 6)] >>> bit & 1) != 0;
  }

  /** The bit of a code; codes that sets have no bits for have the last. */
  private static int bit(double code) {
    return 1 + (int) Math.max(-1, Math.min(LAST_BIT - 1, Math.ceil(code)));
  }

  /** The same trees, whose outputs are their sums. */
  public Trees withoutLink() {
    return new Trees(
        inputs,
        feature,
        threshold,
        left,
        right,
        values,
        leafWidth,
        roots,
        start,
        Link.IDENTITY,
        start.length,
        categorical,
        sets);
  }

  /** The same trees, whose nodes test others of as many inputs. */
  Trees withInputs(int otherInputs, int[] otherFeature) {
    return new Trees(
        otherInputs,
        otherFeature,
        threshold,
        left,
        right,
        values,
        leafWidth,
        roots,
        start,
        link,
        outputs,
        categorical,
        sets);
  }

  private int leaf(int root, double[] features) {
    int node = root;
    while (node >= 0 && hasSets()) {
      node = goesLeft(node, features[feature[node]]) ? left[node] : right[node];
    }
    while (node >= 0) {
      node = features[feature[node]] <= threshold[node] ? left[node] : right[node];
    }
    return ~node;
  }
}
