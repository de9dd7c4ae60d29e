// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.statistics;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Two columns of texts that both have values. */
record CategoryComparison(CategoryStatistics before, CategoryStatistics now) {
  /**
   * Counts by the values that can be told apart in both samples; the others are one bin. A value
   * that one sample has among its rest cannot be told apart.
   */
  Shares byValue() {
    Set<String> values = new LinkedHashSet<>();
    for (String value : before.counts().keySet()) {
      if (now.isComplete() || now.counts().containsKey(value)) {
        values.add(value);
      }
    }
    for (String value : now.counts().keySet()) {
      if (before.isComplete() || before.counts().containsKey(value)) {
        values.add(value);
      }
    }
    List<String> bins = values.stream().sorted().toList();
    return new Shares(counts(before, bins), counts(now, bins));
  }

  /** The values that did not occur before; empty also where that cannot be told. */
  List<String> newValues() {
    return before.isComplete()
        ? now.counts().keySet().stream().filter(v -> !before.counts().containsKey(v)).toList()
        : List.of();
  }

  /** The share of the rows with a new value. */
  double newShare() {
    return before.isComplete()
        ? (double) (newValues().stream().mapToLong(now.counts()::get).sum() + now.rest())
            / now.present()
        : 0;
  }

  private static double[] counts(CategoryStatistics statistics, List<String> bins) {
    double[] counts = new double[bins.size() + 1];
    double rest = statistics.present();
    for (int i = 0; i < bins.size(); i++) {
      counts[i] = statistics.counts().getOrDefault(bins.get(i), 0L);
      rest -= counts[i];
    }
    counts[bins.size()] = rest;
    return counts;
  }
}
