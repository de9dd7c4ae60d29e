// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.inlayml.learning.learner.FitContext.Checkpoint;

/**
 * Walks the path of least angle regression: all features taken up so far are equally correlated
 * with what is left of the target, and stay so until another feature is as much correlated. As the
 * lasso's path, a feature whose coefficient comes to zero is laid down again. A feature that those
 * taken up make up is never taken up. Not thread-safe.
 *
 * <p>Source: Efron, Hastie, Johnstone, Tibshirani, Least Angle Regression, 2004, 2 and 3.1.
 */
final class EquiangularPath {
  private static final double ROUNDING = 1e-13;
  private static final int NONE = -1;

  private final InnerProducts products;
  private final boolean lasso;
  private final double[] coefficients;
  private final double[] correlations;
  private final double[] slopes;
  private final boolean[] taken;
  private final boolean[] barred;
  private final List<Integer> active = new ArrayList<>();
  private final List<double[]> columns = new ArrayList<>();
  private final List<Double> signs = new ArrayList<>();
  private final GrowingCholesky cholesky;

  /** What all active features' correlations are, but for their signs. */
  private double level;

  private EquiangularPath(InnerProducts products, boolean lasso) {
    this.products = products;
    this.lasso = lasso;
    int width = products.width();
    coefficients = new double[width];
    correlations = products.withTarget().clone();
    slopes = new double[width];
    taken = new boolean[width];
    barred = new boolean[width];
    cholesky = new GrowingCholesky(width);
  }

  /**
   * Walks until as many steps are done, or the correlations have come down to a level.
   *
   * @param lasso whether to walk the path of the lasso
   * @param steps at most; each takes up or lays down one feature
   * @param last the level at which the path ends, 0 for that of least squares
   */
  static double[] walk(
      InnerProducts products, boolean lasso, int steps, double last, Checkpoint checkpoint) {
    EquiangularPath path = new EquiangularPath(products, lasso);
    path.walk(steps, last, checkpoint);
    return path.coefficients;
  }

  /** Bytes that {@link #walk} needs beyond the products. */
  static long memory(long rows, int width, long steps) {
    return GrowingCholesky.memory(Math.min(Math.min(rows, width), steps)) + 100L * width;
  }

  private void walk(int steps, double last, Checkpoint checkpoint) {
    int next = NONE;
    for (int j = 0; j < correlations.length; j++) {
      if (Math.abs(correlations[j]) > level) {
        level = Math.abs(correlations[j]);
        next = j;
      }
    }
    double end = Math.max(last, ROUNDING * level);
    for (int step = 0; step < steps && level > end; step++) {
      checkpoint.reached(0.5 + 0.5 * step / steps);
      while (next != NONE && !take(next)) {
        barred[next] = true;
        next = mostCorrelated();
      }
      next = step(last);
    }
  }

  /** A feature that is as correlated as those taken up, if there is one. */
  private int mostCorrelated() {
    for (int j = 0; j < correlations.length; j++) {
      boolean free = !taken[j] && !barred[j];
      if (free && Math.abs(correlations[j]) >= level * (1 - ROUNDING)) {
        return j;
      }
    }
    return NONE;
  }

  private boolean take(int feature) {
    double[] column = products.withFeature(feature);
    double[] withActive = new double[active.size()];
    for (int i = 0; i < withActive.length; i++) {
      withActive[i] = column[active.get(i)];
    }
    if (!cholesky.add(withActive, column[feature])) {
      return false;
    }
    taken[feature] = true;
    active.add(feature);
    columns.add(column);
    signs.add(Math.signum(correlations[feature]));
    return true;
  }

  /**
   * One step along the direction that has equal angles with all active features, as far as it goes.
   *
   * @return the feature to take up next, if any
   */
  private int step(double last) {
    int count = active.size();
    // scaled so that correlations fall as much as the step is long
    double[] direction = cholesky.solve(signs.stream().mapToDouble(Double::doubleValue).toArray());
    findSlopes(direction);
    double length = level - last;
    int next = NONE;
    for (int j = 0; j < slopes.length; j++) {
      if (!taken[j] && !barred[j]) {
        double meeting = Math.min(meeting(j, 1), meeting(j, -1));
        if (meeting < length) {
          length = meeting;
          next = j;
        }
      }
    }
    int laidDown = NONE;
    for (int i = 0; lasso && i < count; i++) {
      double zero = -coefficients[active.get(i)] / direction[i];
      if (zero > 0 && zero < length) {
        length = zero;
        laidDown = i;
      }
    }
    for (int i = 0; i < count; i++) {
      coefficients[active.get(i)] += length * direction[i];
    }
    for (int j = 0; j < slopes.length; j++) {
      correlations[j] -= length * slopes[j];
    }
    level -= length;
    if (laidDown != NONE) {
      layDown(laidDown);
      return NONE;
    }
    return next;
  }

  /** How fast the correlation of every feature falls. */
  private void findSlopes(double[] direction) {
    Arrays.fill(slopes, 0);
    for (int i = 0; i < direction.length; i++) {
      double[] column = columns.get(i);
      for (int j = 0; j < slopes.length; j++) {
        slopes[j] += direction[i] * column[j];
      }
    }
  }

  /** The length of the step at which a feature is as correlated, with that sign. */
  private double meeting(int feature, int sign) {
    double closing = 1 - sign * slopes[feature];
    double distance = Math.max(0, level - sign * correlations[feature]);
    return closing > ROUNDING ? distance / closing : Double.POSITIVE_INFINITY;
  }

  private void layDown(int position) {
    int feature = active.remove(position);
    columns.remove(position);
    signs.remove(position);
    cholesky.remove(position);
    taken[feature] = false;
    coefficients[feature] = 0;
  }
}
