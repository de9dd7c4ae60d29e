// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.boosting;

import java.util.Arrays;
import org.inlayml.learning.learner.TargetVector;

/**
 * Says what the leaves of a grown tree add: the Newton step by the gradients as they are, or a
 * quantile of what is left of the truth. Keeps the order that a constraint gives.
 */
final class LeafValues {
  private final Loss loss;
  private final TargetVector target;
  private final PackedGradients gradients;
  private final Growth growth;
  private final double rate;
  private final Crew crew;

  LeafValues(
      Loss loss,
      TargetVector target,
      PackedGradients gradients,
      Growth growth,
      double rate,
      Crew crew) {
    this.loss = loss;
    this.target = target;
    this.gradients = gradients;
    this.growth = growth;
    this.rate = rate;
    this.crew = crew;
  }

  /**
   * Fills the values of a tree.
   *
   * @param rows those of a leaf stand together
   * @param sum what the trees before it add up to
   */
  void fill(GrownTree tree, int[] rows, double[] sum) {
    if (!Double.isNaN(loss.quantile())) {
      quantiles(tree, rows, sum);
      return;
    }
    double unit = gradients.gradientUnit() / gradients.curvatureUnit();
    crew.each(
        tree.leaves().length,
        i -> {
          Leaf leaf = tree.leaves()[i];
          double step = step(rows, leaf.from, leaf.to) / unit;
          tree.values()[i] = rate * loss.step(leaf.bounded(step) * unit);
        });
  }

  private double step(int[] rows, int from, int to) {
    double gradient = 0;
    double curvature = gradients.isFlat() ? to - from : 0;
    double[] all = gradients.gradients();
    for (int i = from; i < to; i++) {
      gradient += all[rows[i]];
    }
    if (!gradients.isFlat()) {
      double[] curvatures = gradients.curvatures();
      for (int i = from; i < to; i++) {
        curvature += curvatures[rows[i]];
      }
    }
    return -gradient / (Math.max(curvature, growth.leafCurvature()) + growth.penalty());
  }

  private void quantiles(GrownTree tree, int[] rows, double[] sum) {
    if (growth.isConstrained()) {
      constrained(tree, rows, sum, tree.root(), Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    } else {
      crew.each(
          tree.leaves().length,
          i -> {
            Leaf leaf = tree.leaves()[i];
            tree.values()[i] = rate * quantile(rows, leaf.from, leaf.to, sum);
          });
    }
  }

  /** Fills the leaves below a node within bounds, which a constrained split parts in the middle. */
  private void constrained(
      GrownTree tree, int[] rows, double[] sum, int node, double lower, double upper) {
    if (node < 0) {
      Leaf leaf = tree.leaves()[~node];
      double value = quantile(rows, leaf.from, leaf.to, sum);
      tree.values()[~node] = rate * Math.max(lower, Math.min(upper, value));
      return;
    }
    int left = tree.left()[node];
    int right = tree.right()[node];
    int direction = growth.direction(tree.splits()[node].feature());
    if (direction == 0) {
      constrained(tree, rows, sum, left, lower, upper);
      constrained(tree, rows, sum, right, lower, upper);
      return;
    }
    double middle = whole(tree, rows, sum, left) / 2 + whole(tree, rows, sum, right) / 2;
    double bounded = Math.max(lower, Math.min(upper, middle));
    constrained(
        tree, rows, sum, left, direction > 0 ? lower : bounded, direction > 0 ? bounded : upper);
    constrained(
        tree, rows, sum, right, direction > 0 ? bounded : lower, direction > 0 ? upper : bounded);
  }

  /** The quantile of all rows below a node, which stand together. */
  private double whole(GrownTree tree, int[] rows, double[] sum, int node) {
    int first = node;
    while (first >= 0) {
      first = tree.left()[first];
    }
    int last = node;
    while (last >= 0) {
      last = tree.right()[last];
    }
    return quantile(rows, tree.leaves()[~first].from, tree.leaves()[~last].to, sum);
  }

  private double quantile(int[] rows, int from, int to, double[] sum) {
    crew.check();
    double[] left = new double[to - from];
    double[] weights = new double[target.isWeighted() ? left.length : 0];
    for (int i = from; i < to; i++) {
      left[i - from] = target.values()[rows[i]] - sum[rows[i]];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] = target.weight(rows[from + i]);
    }
    return Quantiles.of(left, weights, loss.quantile());
  }

  /** Adds a tree to the sums of its own rows, and by descent to those of some other rows. */
  void add(GrownTree tree, BinnedRows binned, int[] rows, int[] others, double[] sum) {
    crew.each(
        tree.leaves().length,
        i -> {
          Leaf leaf = tree.leaves()[i];
          double value = tree.values()[i];
          for (int at = leaf.from; at < leaf.to; at++) {
            sum[rows[at]] += value;
          }
        });
    crew.rows(
        others.length,
        (from, to) ->
            Arrays.stream(others, from, to)
                .forEach(row -> sum[row] += tree.values()[tree.leaf(binned, row)]));
  }
}
