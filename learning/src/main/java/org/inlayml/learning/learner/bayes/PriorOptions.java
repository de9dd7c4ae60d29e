// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.bayes;

import java.util.List;
import java.util.Optional;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;

/** The options on how probable classes are beforehand. */
final class PriorOptions {
  static final Option<List<Double>> PRIORS =
      Option.numbers("priors", 0, 1)
          .doc(
              "The probabilities of the classes beforehand, in their order, which add to 1; where"
                  + " absent, their shares of the rows.");

  static final Option<Boolean> FIT_PRIOR =
      Option.flag("fit_prior")
          .defaultsTo(true)
          .doc("Whether classes are as probable beforehand as they are frequent, or all alike.");

  private PriorOptions() {}

  /** The priors in force; 0 for a class that never occurred. Errors: {@code INVALID_OPTION}. */
  static double[] priors(Options options, double[] counts) {
    Optional<List<Double>> given = options.find(PRIORS);
    if (given.isEmpty()) {
      return ClassRows.shares(counts);
    }
    double total = given.get().stream().mapToDouble(p -> p).sum();
    if (given.get().size() != counts.length || Math.abs(total - 1) > 1e-6) {
      throw refused(given.get(), "as many numbers as there are classes, " + counts.length);
    }
    double[] priors = new double[counts.length];
    double present = 0;
    for (int k = 0; k < priors.length; k++) {
      priors[k] = counts[k] > 0 ? given.get().get(k) : 0;
      present += priors[k];
    }
    if (!(present > 0)) {
      throw refused(given.get(), "numbers above 0 for classes that occur");
    }
    return priors;
  }

  private static RuntimeException refused(List<Double> given, String expected) {
    return MlError.INVALID_OPTION.with("priors", given, expected + ", that add to 1");
  }

  /** By {@link #FIT_PRIOR}; 0 for a class that never occurred. */
  static double[] fitted(Options options, double[] counts) {
    double[] alike = new double[counts.length];
    for (int k = 0; k < alike.length; k++) {
      alike[k] = counts[k] > 0 ? 1 : 0;
    }
    return ClassRows.shares(options.get(FIT_PRIOR) ? counts : alike);
  }
}
