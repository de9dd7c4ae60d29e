// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.decomposition;

import java.util.Optional;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;

/** How many components are asked for. */
final class ComponentOptions {
  /** More are of no use as features; who wants them says so. */
  private static final int USUAL = 100;

  private ComponentOptions() {}

  /**
   * A number of components from 1 on; empty where it is none.
   *
   * <p>Errors: {@code INVALID_OPTION} where there are not so many, or it is no whole number.
   */
  static Optional<Integer> count(Options options, Option<Double> option, FeatureMatrix features) {
    int most = Math.min(features.rows(), features.width());
    Optional<Double> given = options.find(option).filter(n -> n >= 1);
    if (given.isPresent()
        && options.isGiven(option)
        && (given.get() > most || given.get() != Math.rint(given.get()))) {
      throw MlError.INVALID_OPTION.with(
          option.name(),
          given.get(),
          "a whole number of components up to " + most + ", the lesser of rows and features");
    }
    return given.map(n -> (int) Math.min(most, n));
  }

  /** How many there are where nobody says. */
  static int usual(FeatureMatrix features) {
    return Math.min(USUAL, Math.min(features.rows(), features.width()));
  }

  /** How many there may be. */
  static long most(long rows, int width) {
    return Math.min(rows, width);
  }
}
