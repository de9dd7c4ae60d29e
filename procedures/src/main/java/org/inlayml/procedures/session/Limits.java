// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.session;

import java.util.Optional;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;

/** The options by which long work is bounded. */
public final class Limits {
  public static final Option<Integer> THREADS =
      Option.integer("threads", 1, 1024)
          .defaultsTo(1)
          .doc("How many threads may work; the result is the same for any number.");
  public static final Option<Double> MAX_SECONDS =
      Option.number("max_seconds", 0.001, 1e9)
          .doc("The work ends with an error when it takes longer.");
  public static final Option<Integer> MAX_MEMORY_MB =
      Option.integer("max_memory_mb", 1, Integer.MAX_VALUE)
          .doc(
              "The work is refused when it needs more heap; without it, three quarters of what is"
                  + " free.");

  private static final double SHARE_OF_FREE_HEAP = 0.75;

  private Limits() {}

  /** Bytes of heap that the work may take. */
  public static long memory(Options options) {
    Optional<Integer> megabytes = options.find(MAX_MEMORY_MB);
    if (megabytes.isPresent()) {
      return (long) megabytes.get() << 20;
    }
    Runtime runtime = Runtime.getRuntime();
    long used = runtime.totalMemory() - runtime.freeMemory();
    return (long) ((runtime.maxMemory() - used) * SHARE_OF_FREE_HEAP);
  }
}
