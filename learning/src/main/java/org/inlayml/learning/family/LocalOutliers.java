// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

import org.inlayml.learning.neighborhood.Nearest;
import org.inlayml.learning.neighborhood.Points;

/**
 * How much denser than around a row the training rows lie around its nearest neighbours: the local
 * outlier factor, about 1 for a row like the others. Source: Breunig, Kriegel, Ng, Sander, LOF:
 * Identifying Density-Based Local Outliers, 2000, section 4.
 *
 * @param reaches by row the distance to the farthest of its neighbours
 * @param densities by row its local reachability density
 * @param neighbors how many are asked, at most as many as there are rows
 */
public record LocalOutliers(Points points, double[] reaches, double[] densities, int neighbors)
    implements NeighborModel {
  /** Keeps the density of rows that have only doubles finite; as scikit-learn. */
  private static final double LEAST_REACH = 1e-10;

  public LocalOutliers {
    if (reaches.length != points.rows()
        || densities.length != points.rows()
        || neighbors < 1
        || neighbors > points.rows()) {
      throw new IllegalArgumentException("points and densities do not fit");
    }
  }

  @Override
  public int outputs() {
    return 1;
  }

  @Override
  public void answer(Nearest found, double[] outputs) {
    outputs[0] = factor(found, density(found, points, reaches), densities);
  }

  /** The local reachability density of a point: one over the mean distance, by reach. */
  public static double density(Nearest found, Points points, double[] reaches) {
    double sum = 0;
    for (int i = 0; i < found.count(); i++) {
      sum += Math.max(points.distance().ofRank(found.rank(i)), reaches[found.row(i)]);
    }
    return 1 / (sum / found.count() + LEAST_REACH);
  }

  /**
   * The outlier factor of a point of a density. A density of 0 is that of a point beyond all
   * numbers, which counts as far away as can be told.
   */
  public static double factor(Nearest found, double density, double[] densities) {
    double sum = 0;
    for (int i = 0; i < found.count(); i++) {
      sum += densities[found.row(i)];
    }
    double mean = sum / found.count();
    return mean == density ? 1 : Math.min(mean / density, Double.MAX_VALUE);
  }

  @Override
  public long bytes() {
    return points.bytes() + 32 + (long) Double.BYTES * (reaches.length + densities.length);
  }
}
