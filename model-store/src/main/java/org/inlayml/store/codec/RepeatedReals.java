// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.codec;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes doubles that may repeat, such as thresholds: each distinct one once and then a position a
 * value, where that is shorter than writing all of them.
 */
final class RepeatedReals {
  private RepeatedReals() {}

  static void write(double[] values, ModelOutput output) {
    Map<Long, Integer> positions = new HashMap<>();
    double[] distinct = new double[values.length];
    ModelOutput repeated = new ModelOutput();
    for (double value : values) {
      int next = positions.size();
      Integer known = positions.putIfAbsent(Double.doubleToLongBits(value), next);
      if (known == null) {
        distinct[next] = value;
      }
      repeated.whole(known == null ? next : known);
    }
    long length = (long) positions.size() * Double.BYTES + repeated.length();
    boolean shorter = length < (long) values.length * Double.BYTES;
    output.flag(shorter);
    if (shorter) {
      output.countedReals(Arrays.copyOf(distinct, positions.size()));
      output.append(repeated);
    } else {
      output.reals(values);
    }
  }

  static double[] read(int count, ModelInput input) {
    if (!input.flag()) {
      return input.reals(count);
    }
    double[] distinct = input.countedReals();
    double[] values = new double[input.checkCount(count, 1)];
    for (int i = 0; i < count; i++) {
      values[i] = distinct[input.whole()];
    }
    return values;
  }
}
