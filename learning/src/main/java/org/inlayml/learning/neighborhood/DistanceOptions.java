// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.neighborhood;

import java.util.Locale;
import org.inlayml.learning.neighborhood.Distance.Kind;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;

/** The options that say which distance is meant. */
public final class DistanceOptions {
  public static final Option<String> METRIC =
      Option.choice("metric", "minkowski", "euclidean", "manhattan", "chebyshev", "cosine")
          .defaultsTo("minkowski")
          .doc("The distance between rows; minkowski has the exponent p, which 2 makes euclidean.");

  public static final Option<Double> POWER =
      Option.number("p", 1, 100)
          .defaultsTo(2.0)
          .doc("The exponent of the distance minkowski: 1 is manhattan, 2 euclidean.");

  private DistanceOptions() {}

  /** The distance that the options name. */
  public static Distance of(Options options) {
    String metric = options.get(METRIC);
    return metric.equals("minkowski")
        ? Distance.minkowski(options.get(POWER))
        : new Distance(Kind.valueOf(metric.toUpperCase(Locale.ROOT)), 2);
  }
}
