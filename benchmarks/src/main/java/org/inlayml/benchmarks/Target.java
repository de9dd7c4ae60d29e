// SPDX-License-Identifier: Apache-2.0
package org.inlayml.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * A figure to be reached.
 *
 * @param measurement the name of the measurement that shows it
 * @param atLeast whether more is better
 */
record Target(String measurement, boolean atLeast, double limit) {
  static Target atLeast(String measurement, double limit) {
    return new Target(measurement, true, limit);
  }

  static Target atMost(String measurement, double limit) {
    return new Target(measurement, false, limit);
  }

  boolean isReached(double value) {
    return atLeast ? value >= limit : value <= limit;
  }

  /** All figures that are to be reached, in the order in which they are shown. */
  static List<Target> all() {
    List<Target> all = new ArrayList<>();
    for (Engine engine : Engine.values()) {
      String prefix = engine.label() + "/";
      for (QueryTopic.Shape shape : QueryTopic.Shape.values()) {
        all.add(
            atLeast(
                prefix + QueryTopic.processName(SampleModel.LINEAR, shape),
                engine == Engine.H2 ? 1_500_000 : 1_000_000));
        all.add(atLeast(prefix + QueryTopic.processName(SampleModel.BOOSTED, shape), 400_000));
        all.add(atLeast(prefix + QueryTopic.processName(SampleModel.FOREST, shape), 150_000));
      }
      all.add(atMost(prefix + RowTopic.COST_OF_16, 2));
      all.add(
          atLeast(prefix + InsertTopic.speed(SampleModel.LINEAR, InsertTopic.Way.BATCHED), 0.6));
      all.add(
          atLeast(prefix + InsertTopic.speed(SampleModel.BOOSTED, InsertTopic.Way.BATCHED), 0.4));
      all.add(atLeast(prefix + TableTopic.SPEED_OF_LINEAR, 0.5));
      all.add(atLeast(prefix + TableTopic.SPEED_OF_TWO_THREADS, 1.7));
      all.add(atMost(prefix + PointTopic.extra(SampleModel.LINEAR) + " p50", 5));
      all.add(atLeast(prefix + ReadingTopic.SPEED, 0.9));
      all.add(atMost(prefix + RegistryTopic.COST, 1.05));
    }
    all.add(atLeast(EvaluatorTopic.batch(SampleModel.LINEAR), 100_000_000));
    all.add(atLeast(EvaluatorTopic.batch(SampleModel.BOOSTED), 600_000));
    all.add(atLeast(EvaluatorTopic.batch(SampleModel.FOREST), 300_000));
    LibraryCosts.names().forEach(name -> all.add(atLeast(name, 3)));
    return all;
  }
}
