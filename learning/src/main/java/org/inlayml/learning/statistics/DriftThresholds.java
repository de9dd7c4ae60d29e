// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.statistics;

/**
 * From where on a change counts. The usual ones are those of credit scoring (Siddiqi, Credit Risk
 * Scorecards, 2006).
 *
 * @param moderate the least population stability index of a moderate drift
 * @param major the least of a major one
 * @param significance the p value below which a change is more than chance; what is not, is no
 *     drift, however large: few rows differ from many by chance alone
 */
public record DriftThresholds(double moderate, double major, double significance) {
  public static final DriftThresholds USUAL = new DriftThresholds(0.1, 0.25, 0.05);

  public DriftThresholds {
    if (!(moderate > 0 && moderate <= major && significance > 0 && significance <= 1)) {
      throw new IllegalArgumentException(moderate + ", " + major + ", " + significance);
    }
  }

  DriftVerdict verdict(double index, double pValue) {
    if (pValue >= significance || index < moderate) {
      return DriftVerdict.NONE;
    }
    return index < major ? DriftVerdict.MODERATE : DriftVerdict.MAJOR;
  }
}
