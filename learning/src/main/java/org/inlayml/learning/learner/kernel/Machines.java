// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.kernel;

import java.util.Arrays;
import java.util.List;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.family.Kernel;
import org.inlayml.learning.family.KernelFunction;
import org.inlayml.learning.family.Linear;
import org.inlayml.learning.family.Link;
import org.inlayml.learning.feature.FeatureMatrix;

/** Makes models of what was learnt of training rows. */
final class Machines {
  private Machines() {}

  /** A model with one output a machine, which keeps the rows that any of them needs. */
  static Kernel model(List<Machine> machines, KernelFunction function, FeatureMatrix features) {
    int[] places = new int[features.rows()];
    for (Machine machine : machines) {
      for (int row : machine.rows()) {
        places[row] = 1;
      }
    }
    int size = 0;
    for (int row = 0; row < places.length; row++) {
      places[row] = places[row] == 1 ? size++ : -1;
    }
    int[][] supports = new int[machines.size()][];
    double[][] weights = new double[supports.length][];
    double[] offsets = new double[supports.length];
    for (int k = 0; k < supports.length; k++) {
      Machine machine = machines.get(k);
      supports[k] = Arrays.stream(machine.rows()).map(row -> places[row]).toArray();
      weights[k] = machine.weights();
      offsets[k] = machine.offset();
    }
    double[] rows = rows(features, places, size);
    return new Kernel(function, features.width(), rows, supports, weights, offsets);
  }

  /** All rows, one after another. */
  static double[] rows(FeatureMatrix features) {
    int[] places = new int[features.rows()];
    Arrays.setAll(places, row -> row);
    return rows(features, places, places.length);
  }

  private static double[] rows(FeatureMatrix features, int[] places, int size) {
    int width = features.width();
    if ((long) size * width > Integer.MAX_VALUE - 8) {
      long megabytes = (8L * size * width) >> 20;
      throw MlError.NOT_ENOUGH_MEMORY.with("the model", megabytes, 1 << 14, "");
    }
    double[] rows = new double[size * width];
    for (int feature = 0; feature < width; feature++) {
      double[] column = features.columns()[feature];
      for (int row = 0; row < places.length; row++) {
        if (places[row] >= 0) {
          rows[places[row] * width + feature] = column[row];
        }
      }
    }
    return rows;
  }

  /** Always answers one class, the only one that occurs. */
  static Linear constant(int inputs, int label, int classes) {
    double[] shares = new double[classes];
    if (classes == 2) {
      // beyond 40 the other class has a probability below the last digit
      double sum = label == 1 ? 40 : -40;
      return new Linear(new double[1][inputs], new double[] {sum}, Link.LOGISTIC, 2);
    }
    shares[label] = 1;
    return new Linear(new double[classes][inputs], shares, Link.NORMALIZED, classes);
  }

  /** The classes that occur, ascending. */
  static int[] occurring(int[] labels) {
    return Arrays.stream(labels).distinct().sorted().toArray();
  }
}
