// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.cluster;

/** What covariances the components of a mixture may have. */
enum CovarianceType {
  /** Each its own. */
  FULL,
  /** All the same. */
  TIED,
  /** Each its own, without correlations. */
  DIAG,
  /** Each one variance for all features. */
  SPHERICAL;

  /** Whether features may be correlated. */
  boolean isSlanted() {
    return this == FULL || this == TIED;
  }
}
