// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

import java.util.Arrays;
import org.inlayml.learning.neighborhood.Nearest;
import org.inlayml.learning.neighborhood.Points;

/** A model that answers by the nearest of the points that it keeps. */
sealed interface NeighborModel extends Model permits CorePoints, LocalOutliers, Neighbors {
  Points points();

  /** How many of the nearest points it asks, at most as many as there are. */
  int neighbors();

  /** Writes all outputs; allocates nothing. */
  void answer(Nearest found, double[] outputs);

  @Override
  default int inputs() {
    return points().width();
  }

  /** Compares with every point. */
  @Override
  default void predict(double[] features, double[] outputs) {
    double[] point = Arrays.copyOf(features, inputs());
    points().distance().prepare(point, 0, point.length);
    Nearest nearest = new Nearest(neighbors());
    for (int row = 0; row < points().rows(); row++) {
      nearest.offer(points().rank(row, point), row);
    }
    answer(nearest, outputs);
  }

  @Override
  default Evaluator evaluator() {
    return new NeighborEvaluator(this);
  }
}
