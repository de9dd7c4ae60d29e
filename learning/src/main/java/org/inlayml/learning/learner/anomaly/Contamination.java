// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.anomaly;

import java.util.Arrays;
import org.inlayml.learning.family.Calibrated;
import org.inlayml.learning.family.Exceedance;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.option.Option;

/** The share of the training rows that are taken to be anomalies, and the threshold it sets. */
public final class Contamination {
  public static final Option<Double> CONTAMINATION =
      Option.numberBetween("contamination", 0, 0.5)
          .defaultsTo(0.01)
          .doc(
              "The share of the training rows that are taken to be anomalies: above the score that"
                  + " so many of them exceed, a row is one.");

  private Contamination() {}

  /**
   * Makes probabilities of scores: 0.5 where a score equals the quantile of the training scores
   * that leaves the contamination above it. The unit is the distance from there to their median.
   *
   * @param scores gives one output, the greater the stranger the row
   * @param trainingScores the scores of the training rows, finite
   */
  public static Calibrated model(Model scores, double[] trainingScores, double contamination) {
    double[] sorted = trainingScores.clone();
    Arrays.sort(sorted);
    double threshold = quantile(sorted, 1 - contamination);
    double median = quantile(sorted, 0.5);
    double range = sorted[sorted.length - 1] - sorted[0];
    double scale = threshold > median ? threshold - median : range > 0 ? range : 1;
    return new Calibrated(scores, new Exceedance(threshold, scale));
  }

  /** Between two values in proportion, as NumPy's {@code quantile}. */
  private static double quantile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
