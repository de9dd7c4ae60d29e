// SPDX-License-Identifier: Apache-2.0
package org.inlayml.benchmarks;

import static java.util.stream.Collectors.toMap;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What predicting a row costs by other libraries, in multiples of ours. Measurements are named
 * after a model, a library and a way, such as {@code boostedSmileRow}; of each library its faster
 * way is taken, of ours the batch.
 */
final class LibraryCosts {
  private static final List<String> MODELS =
      List.of("logistic", "boosted", "forest", "regressionForest", "classificationForest");
  private static final List<String> LIBRARIES = List.of("Smile", "Xgboost", "Lightgbm");
  private static final List<String> WAYS = List.of("Row", "Batch");

  private LibraryCosts() {}

  /** The names of all ratios that may be there. */
  static Stream<String> names() {
    return MODELS.stream()
        .flatMap(model -> LIBRARIES.stream().map(library -> name(model, library)));
  }

  /** Reports the ratios of what was measured. */
  static void report(Report report, List<Measurement> measurements) {
    Map<String, Measurement> measured =
        measurements.stream().collect(toMap(Measurement::name, Function.identity()));
    for (String model : MODELS) {
      Measurement ours = measured.get(model + "InlayBatch");
      for (String library : LIBRARIES) {
        double theirs =
            WAYS.stream()
                .flatMap(way -> Stream.ofNullable(measured.get(model + library + way)))
                .mapToDouble(Measurement::median)
                .min()
                .orElse(Double.NaN);
        if (ours != null && !Double.isNaN(theirs)) {
          report.add(
              Measurement.of(name(model, library), "ratio", ours.rows(), theirs / ours.median()));
        }
      }
    }
  }

  private static String name(String model, String library) {
    return model + ", " + library + " costs Inlay times";
  }
}
