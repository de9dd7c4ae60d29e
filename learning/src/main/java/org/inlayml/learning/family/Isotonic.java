// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

import java.util.Arrays;

/**
 * Probabilities that never fall where a score rises: straight lines between knots, constant before
 * the first and after the last. One score is that of the second of two classes; of more, one a
 * class, the probabilities are divided by their sum. Source: Zadrozny, Elkan, Transforming
 * Classifier Scores into Accurate Multiclass Probability Estimates, 2002.
 *
 * @param knots scores × knots, ascending; at least one a score
 * @param probabilities as many, 0 to 1, not descending
 */
public record Isotonic(double[][] knots, double[][] probabilities) implements Calibration {
  public Isotonic {
    if (knots.length == 0 || knots.length == 2 || knots.length != probabilities.length) {
      throw new IllegalArgumentException(knots.length + " scores make no probabilities");
    }
    for (int k = 0; k < knots.length; k++) {
      if (knots[k].length == 0 || knots[k].length != probabilities[k].length) {
        throw new IllegalArgumentException("each knot has a probability");
      }
    }
  }

  @Override
  public int scores() {
    return knots.length;
  }

  @Override
  public int outputs() {
    return Math.max(2, knots.length);
  }

  @Override
  public void apply(double[] scores, double[] outputs) {
    if (knots.length == 1) {
      double positive = at(knots[0], probabilities[0], scores[0]);
      outputs[0] = 1 - positive;
      outputs[1] = positive;
      return;
    }
    for (int k = 0; k < knots.length; k++) {
      outputs[k] = at(knots[k], probabilities[k], scores[k]);
    }
    Calibration.normalise(outputs, knots.length);
  }

  private static double at(double[] knots, double[] probabilities, double score) {
    int found = Arrays.binarySearch(knots, score);
    if (found >= 0) {
      return probabilities[found];
    }
    int above = -found - 1;
    if (above == 0) {
      return probabilities[0];
    }
    if (above == knots.length) {
      return probabilities[above - 1];
    }
    double share = (score - knots[above - 1]) / (knots[above] - knots[above - 1]);
    return probabilities[above - 1] + share * (probabilities[above] - probabilities[above - 1]);
  }

  @Override
  public long bytes() {
    return Arrays.stream(knots).mapToLong(k -> 2L * (16 + (long) Double.BYTES * k.length)).sum();
  }
}
