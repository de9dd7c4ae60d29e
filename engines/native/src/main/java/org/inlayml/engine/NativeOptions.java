// SPDX-License-Identifier: Apache-2.0
package org.inlayml.engine;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.json.Json;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;

/** The options that learners of native engines share, and what they mean. */
public final class NativeOptions {
  private static final String CHILD = "child";

  public static final Option<String> PROCESS =
      Option.choice("process", CHILD, "in_process")
          .defaultsTo(CHILD)
          .doc(
              "Where native code runs: in a process of its own, or in the database's, with one"
                  + " thread.");
  public static final Option<Integer> EARLY_STOPPING_ROUNDS =
      Option.integer("early_stopping_rounds", 1, 10_000)
          .doc(
              "Stops after so many rounds without progress on rows held back, and keeps the best"
                  + " round; absent, all rounds are done on all rows.");
  public static final Option<Double> VALIDATION_FRACTION =
      Option.numberBetween("validation_fraction", 0, 1)
          .defaultsTo(0.1)
          .doc("The share of rows that early stopping holds back, drawn by the seed.");
  public static final Option<Map<String, Object>> MONOTONE_CONSTRAINTS =
      Option.object("monotone_constraints")
          .doc(
              "Names of features, each with 1 where the answer may only rise with it, -1 where it"
                  + " may only fall, 0 for either; absent, either for all.");

  private NativeOptions() {}

  /** Whether a process of its own is wanted. */
  public static boolean inChild(Options options) {
    return options.get(PROCESS).equals(CHILD);
  }

  /** After how many rounds without progress it stops; 0 for never. */
  public static int patience(Options options, int rows) {
    return rows < 2 ? 0 : options.find(EARLY_STOPPING_ROUNDS).orElse(0);
  }

  /** Per row whether it is held back; empty where none is. */
  public static boolean[] held(Options options, int rows, long seed) {
    if (patience(options, rows) == 0) {
      return new boolean[0];
    }
    long wanted = Math.round(rows * options.get(VALIDATION_FRACTION));
    wanted = Math.max(1, Math.min(rows - 1, wanted));
    SplittableRandom random = new SplittableRandom(seed);
    boolean[] held = new boolean[rows];
    for (int row = 0; row < rows; row++) {
      // Each row in turn with the chance that leaves exactly as many as wanted.
      if (random.nextLong(rows - row) < wanted) {
        held[row] = true;
        wanted--;
      }
    }
    return held;
  }

  /**
   * The constraints as both libraries write them, one number a feature between commas; empty where
   * there are none. Errors: {@link MlError#INVALID_OPTION}.
   */
  public static String constraints(Options options, List<String> features) {
    Map<String, Object> given = options.find(MONOTONE_CONSTRAINTS).orElse(Map.of());
    if (given.isEmpty()) {
      return "";
    }
    int[] signs = new int[features.size()];
    given.forEach(
        (name, sign) -> {
          int feature = feature(name, features);
          if (feature < 0
              || !(sign instanceof Number number)
              || number.doubleValue() != Math.signum(number.doubleValue())) {
            throw MlError.INVALID_OPTION.with(
                MONOTONE_CONSTRAINTS.name(),
                Json.write(given),
                "names of features, each with -1, 0 or 1. Features: "
                    + String.join(", ", features));
          }
          signs[feature] = number.intValue();
        });
    StringBuilder text = new StringBuilder();
    for (int sign : signs) {
      text.append(text.isEmpty() ? "" : ",").append(sign);
    }
    return text.toString();
  }

  /** By its exact name or, where no feature has that, in any case. */
  private static int feature(String name, List<String> features) {
    int exact = features.indexOf(name);
    if (exact >= 0) {
      return exact;
    }
    for (int feature = 0; feature < features.size(); feature++) {
      if (features.get(feature).equalsIgnoreCase(name)) {
        return feature;
      }
    }
    return -1;
  }
}
