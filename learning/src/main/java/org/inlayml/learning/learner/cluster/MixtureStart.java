// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.cluster;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.inlayml.learning.family.Gaussians;
import org.inlayml.learning.feature.FeatureMatrix;

/**
 * Where a mixture begins: rows grouped by the nearest of centres that are drawn apart and moved to
 * the middle of their groups. Source: Arthur, Vassilvitskii, k-means++: The Advantages of Careful
 * Seeding, 2007.
 */
final class MixtureStart {
  private static final int ROUNDS = 100;

  /** Below this share of improvement a grouping is done. */
  private static final double SETTLED = 1e-5;

  private MixtureStart() {}

  /** Fills in which row belongs to which component. */
  static void fill(Responsibilities rows, SplittableRandom random) {
    Gaussians centres = drawn(rows, random);
    double before = rows.assign(centres);
    for (int round = 0; round < ROUNDS; round++) {
      centres = moved(rows, centres);
      double after = rows.assign(centres);
      if (before - after <= SETTLED * before) {
        return;
      }
      before = after;
    }
  }

  /** Densities that fall with the distance from a centre. */
  private static Gaussians around(double[][] centres) {
    double[][] factors = new double[centres.length][centres[0].length];
    for (double[] factor : factors) {
      Arrays.fill(factor, 1);
    }
    return new Gaussians(new double[centres.length], centres, factors);
  }

  /** Rows drawn with a chance that grows with the squared distance from those drawn before. */
  private static Gaussians drawn(Responsibilities rows, SplittableRandom random) {
    FeatureMatrix features = rows.features();
    double[][] centres = new double[rows.components()][features.width()];
    double[] nearest = new double[features.rows()];
    Arrays.fill(nearest, 1);
    for (int k = 0; k < centres.length; k++) {
      rows.pause().run();
      int row = draw(nearest, rows.weights(), random.nextDouble());
      double[] distances = new double[features.rows()];
      for (int j = 0; j < features.width(); j++) {
        double[] column = features.columns()[j];
        double centre = column[row];
        centres[k][j] = centre;
        for (int i = 0; i < distances.length; i++) {
          distances[i] += (column[i] - centre) * (column[i] - centre);
        }
      }
      for (int i = 0; i < distances.length; i++) {
        nearest[i] = k == 0 ? distances[i] : Math.min(nearest[i], distances[i]);
      }
    }
    return around(centres);
  }

  private static int draw(double[] chances, double[] weights, double drawn) {
    double total = 0;
    for (int i = 0; i < chances.length; i++) {
      total += chances[i] * weights[i];
    }
    double left = drawn * total;
    for (int i = 0; i < chances.length; i++) {
      left -= chances[i] * weights[i];
      if (left < 0) {
        return i;
      }
    }
    return chances.length - 1;
  }

  private static Gaussians moved(Responsibilities rows, Gaussians centres) {
    double[][] means = new double[rows.components()][];
    for (int k = 0; k < means.length; k++) {
      rows.pause().run();
      double[] share = rows.of(k);
      double total = Arrays.stream(share).sum();
      means[k] = total > 0 ? Maximisation.mean(rows.features(), share, total) : centres.means()[k];
    }
    return around(means);
  }
}
