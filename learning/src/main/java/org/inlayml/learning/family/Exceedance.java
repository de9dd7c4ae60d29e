// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

/**
 * By how much a score exceeds a threshold, as the probability of an anomaly: 0.5 at the threshold,
 * {@code (1 + u / (1 + |u|)) / 2} for {@code u = (score - threshold) / scale}. Unlike a sigmoid it
 * keeps far scores apart. Source: our definition.
 *
 * @param threshold above it a row is an anomaly
 * @param scale above 0
 */
public record Exceedance(double threshold, double scale) implements Calibration {
  public Exceedance {
    if (!Double.isFinite(threshold) || !(scale > 0)) {
      throw new IllegalArgumentException("threshold or scale is not usable");
    }
  }

  @Override
  public int scores() {
    return 1;
  }

  @Override
  public int outputs() {
    return 2;
  }

  @Override
  public void apply(double[] scores, double[] outputs) {
    double excess = (scores[0] - threshold) / scale;
    // what is beyond all numbers is as far as can be
    double share = Math.abs(excess) < Double.MAX_VALUE ? excess / (1 + Math.abs(excess)) : 1;
    double anomaly = (1 + Math.copySign(Math.abs(share), excess)) / 2;
    outputs[0] = 1 - anomaly;
    outputs[1] = anomaly;
  }

  @Override
  public long bytes() {
    return 2L * Double.BYTES;
  }
}
