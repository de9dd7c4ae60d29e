// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store;

import java.util.LinkedHashMap;
import java.util.Map;
import org.inlayml.learning.family.Blend;
import org.inlayml.learning.family.Centroids;
import org.inlayml.learning.family.CorePoints;
import org.inlayml.learning.family.Linear;
import org.inlayml.learning.family.Link;
import org.inlayml.learning.family.LocalOutliers;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.family.Neighbors;
import org.inlayml.learning.family.Neighbors.Answer;
import org.inlayml.learning.family.RadialBasis;
import org.inlayml.learning.neighborhood.Distance;
import org.inlayml.learning.neighborhood.Distance.Kind;
import org.inlayml.learning.neighborhood.Points;

/** Small models of two inputs that keep rows or centres. */
final class NeighborSamples {
  private static final double[] NONE = {};

  private NeighborSamples() {}

  static Map<String, Model> all() {
    Map<String, Model> models = new LinkedHashMap<>();
    double[] values = {2, 0, 1};
    double[] weights = {1, 0.5, 3};
    models.put(
        "neighbors-classes",
        new Neighbors(points(Kind.EUCLIDEAN), values, weights, 2, true, Answer.CLASSES, 3));
    models.put(
        "neighbors-value",
        new Neighbors(points(Kind.MINKOWSKI), values, NONE, 3, false, Answer.VALUE, 1));
    models.put(
        "neighbors-median",
        new Neighbors(points(Kind.COSINE), NONE, NONE, 2, false, Answer.MEDIAN_DISTANCE, 1));
    models.put(
        "local-outliers",
        new LocalOutliers(
            points(Kind.CHEBYSHEV), new double[] {1, 2, 0.5}, new double[] {0.7, 0.1, 3}, 2));
    models.put("centroids", new Centroids(new double[][] {{0.1, -3}, {2, 0.5}, {-0.0, 1e300}}));
    models.put("core-points", new CorePoints(points(Kind.MANHATTAN), new int[] {1, 0, 2}, 3, 1.25));
    models.put(
        "blend",
        new Blend(
            new Centroids(new double[][] {{0, 1}, {1, 0}}),
            new CorePoints(points(Kind.EUCLIDEAN), new int[] {1, 0, 1}, 2, 9),
            0.3));
    models.put(
        "radial-basis",
        new RadialBasis(
            new double[][] {{0, 1}, {1, 0}, {0.3, 0.1}},
            0.4,
            new Linear(new double[][] {{1, -2, 0.5}}, new double[] {0.25}, Link.LOGISTIC, 2)));
    return models;
  }

  private static Points points(Kind kind) {
    double[] values = {0.6, 0.8, 1, 0, -0.28, 0.96};
    return new Points(values, 3, 2, new Distance(kind, 3));
  }
}
