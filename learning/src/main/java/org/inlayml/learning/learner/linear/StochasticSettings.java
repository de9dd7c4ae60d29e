// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

/**
 * How stochastic gradient descent goes about it; the words are scikit-learn's.
 *
 * @param epsilon how far off the loss takes for right, or for usual
 * @param absolute the penalty on absolute values
 * @param squared the penalty on squares
 * @param alpha the sum of both, which the rate {@link Rate#OPTIMAL} depends on
 * @param eta0 the first step of the other rates
 * @param powerT how fast {@link Rate#INVSCALING} steps get smaller
 * @param aggressiveness how far a passive-aggressive step goes at most
 * @param epochs how often all rows are passed, at most
 * @param tolerance by how much a mean loss, or a score, must improve to count as better
 * @param patience how many epochs without improvement end the work
 * @param validationShare how many rows are held out to tell improvement by; 0 for none
 */
record StochasticSettings(
    StochasticLoss loss,
    double epsilon,
    Rate rate,
    double absolute,
    double squared,
    double alpha,
    double eta0,
    double powerT,
    double aggressiveness,
    boolean intercept,
    boolean average,
    int epochs,
    double tolerance,
    int patience,
    double validationShare) {

  /** How long steps are. */
  enum Rate {
    CONSTANT,
    OPTIMAL,
    INVSCALING,
    ADAPTIVE,
    /** As long as the row needs, at most so long. */
    AGGRESSIVE,
    /** As long as the row needs, damped. */
    DAMPED_AGGRESSIVE
  }

  boolean isAggressive() {
    return rate == Rate.AGGRESSIVE || rate == Rate.DAMPED_AGGRESSIVE;
  }
}
