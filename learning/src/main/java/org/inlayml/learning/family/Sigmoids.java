// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

/**
 * Probabilities {@code 1 / (1 + exp(-(slope * score + offset)))}. One score is that of the second
 * of two classes; of more, one a class, the probabilities are divided by their sum. Source: Platt,
 * Probabilistic Outputs for Support Vector Machines, 1999.
 *
 * @param slopes one a score
 * @param offsets one a score
 */
public record Sigmoids(double[] slopes, double[] offsets) implements Calibration {
  public Sigmoids {
    if (slopes.length == 0 || slopes.length == 2 || slopes.length != offsets.length) {
      throw new IllegalArgumentException(
          slopes.length + " slopes and " + offsets.length + " offsets make no probabilities");
    }
  }

  @Override
  public int scores() {
    return slopes.length;
  }

  @Override
  public int outputs() {
    return Math.max(2, slopes.length);
  }

  @Override
  public void apply(double[] scores, double[] outputs) {
    if (slopes.length == 1) {
      outputs[0] = slopes[0] * scores[0] + offsets[0];
      Link.LOGISTIC.apply(outputs, 2);
      return;
    }
    for (int k = 0; k < slopes.length; k++) {
      outputs[k] = Link.logistic(slopes[k] * scores[k] + offsets[k]);
    }
    Calibration.normalise(outputs, slopes.length);
  }

  /** The plain sigmoid is what a log loss gives, and needs no fit. */
  @Override
  public boolean hasFittedSigmoids() {
    for (int k = 0; k < slopes.length; k++) {
      if (slopes[k] != 1 || offsets[k] != 0) {
        return true;
      }
    }
    return false;
  }

  @Override
  public long bytes() {
    return 2L * Double.BYTES * slopes.length;
  }
}
