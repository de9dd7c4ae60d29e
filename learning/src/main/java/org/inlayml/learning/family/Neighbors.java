// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

import java.util.Arrays;
import org.inlayml.learning.neighborhood.Distance;
import org.inlayml.learning.neighborhood.Nearest;
import org.inlayml.learning.neighborhood.Points;

/**
 * What the nearest of the training rows have: the mean of their values, the shares of their
 * classes, or how far away they are. Of rows equally far the one that came first in training is
 * nearer.
 *
 * <p>Source: Cover, Hart, Nearest Neighbor Pattern Classification, 1967; the distances as scores:
 * Ramaswamy, Rastogi, Shim, Efficient Algorithms for Mining Outliers from Large Data Sets, 2000.
 *
 * @param values by row the number, or the position of the class; empty where distances are answered
 * @param weights by row how much it counts; empty where all count alike
 * @param neighbors how many are asked, at most as many as there are rows
 * @param byDistance whether a row counts by the reciprocal of its distance; rows at distance 0, if
 *     there are any, then count alone
 * @param answer what is answered
 */
public record Neighbors(
    Points points,
    double[] values,
    double[] weights,
    int neighbors,
    boolean byDistance,
    Answer answer,
    int outputs)
    implements NeighborModel {
  /** What is answered. The order is written to disk. */
  public enum Answer {
    /** The weighted mean of the values. */
    VALUE,
    /** The weighted shares of the classes. */
    CLASSES,
    /** The mean of the distances. */
    MEAN_DISTANCE,
    /** The distance of the farthest of the neighbours. */
    LARGEST_DISTANCE,
    /** The median of the distances. */
    MEDIAN_DISTANCE
  }

  public Neighbors {
    boolean isValued = answer == Answer.VALUE || answer == Answer.CLASSES;
    if (values.length != (isValued ? points.rows() : 0)
        || (weights.length != 0 && weights.length != points.rows())
        || neighbors < 1
        || neighbors > points.rows()
        || (outputs != 1 && answer != Answer.CLASSES)) {
      throw new IllegalArgumentException("neighbours and what they answer do not fit");
    }
    if (answer == Answer.CLASSES
        && !Arrays.stream(values).allMatch(v -> v >= 0 && v < outputs && v == Math.rint(v))) {
      throw new IllegalArgumentException("a row has none of " + outputs + " classes");
    }
  }

  @Override
  public void answer(Nearest found, double[] outputs) {
    Distance distance = points.distance();
    int count = found.count();
    switch (answer) {
      case VALUE, CLASSES -> weigh(found, outputs);
      case MEAN_DISTANCE -> {
        double sum = 0;
        for (int i = 0; i < count; i++) {
          sum += distance.ofRank(found.rank(i)) / count;
        }
        outputs[0] = sum;
      }
      case LARGEST_DISTANCE -> outputs[0] = distance.ofRank(found.rank(count - 1));
      case MEDIAN_DISTANCE ->
          outputs[0] =
              (distance.ofRank(found.rank((count - 1) / 2))
                      + distance.ofRank(found.rank(count / 2)))
                  / 2;
    }
  }

  private void weigh(Nearest found, double[] outputs) {
    double nearest = points.distance().ofRank(found.rank(0));
    boolean isByDistance = byDistance && nearest < Double.POSITIVE_INFINITY;
    Arrays.fill(outputs, 0, this.outputs, 0);
    double total = 0;
    for (int i = 0; i < found.count(); i++) {
      int row = found.row(i);
      double weight = weights.length == 0 ? 1 : weights[row];
      if (isByDistance) {
        double distance = points.distance().ofRank(found.rank(i));
        weight *= distance == nearest ? 1 : nearest / distance;
      }
      total += weight;
      if (answer == Answer.CLASSES) {
        outputs[(int) values[row]] += weight;
      } else {
        outputs[0] += weight * values[row];
      }
    }
    for (int k = 0; k < this.outputs; k++) {
      outputs[k] /= total;
    }
  }

  @Override
  public long bytes() {
    return points.bytes() + 48 + (long) Double.BYTES * (values.length + weights.length);
  }
}
