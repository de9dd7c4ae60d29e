// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

import java.util.Arrays;
import org.inlayml.learning.neighborhood.Nearest;
import org.inlayml.learning.neighborhood.Points;

/**
 * Points that belong to clusters: a row belongs to the cluster of the nearest of them, or to none
 * where that is too far away.
 *
 * @param clusters by point
 * @param outputs how many clusters
 * @param farthest the distance up to which a row belongs to a cluster; may be infinite
 */
public record CorePoints(Points points, int[] clusters, int outputs, double farthest)
    implements NeighborModel {
  public CorePoints {
    if (clusters.length != points.rows()
        || outputs < 1
        || !(farthest >= 0)
        || !Arrays.stream(clusters).allMatch(c -> c >= 0 && c < outputs)) {
      throw new IllegalArgumentException("points and clusters do not fit");
    }
  }

  @Override
  public int neighbors() {
    return 1;
  }

  @Override
  public void answer(Nearest found, double[] outputs) {
    Arrays.fill(outputs, 0, this.outputs, 0);
    if (found.rank(0) <= points.distance().rank(farthest)) {
      outputs[clusters[found.row(0)]] = 1;
    }
  }

  @Override
  public long bytes() {
    return points.bytes() + 32 + (long) Integer.BYTES * clusters.length;
  }
}
