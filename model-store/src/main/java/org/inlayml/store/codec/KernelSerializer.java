// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.codec;

import org.inlayml.learning.family.Kernel;
import org.inlayml.learning.family.KernelFunction;

/** Writes and reads support rows and their weights. */
final class KernelSerializer {
  private KernelSerializer() {}

  static void write(Kernel kernel, ModelOutput output) {
    writeFunction(kernel.function(), output);
    output.whole(kernel.inputs());
    output.countedReals(kernel.rows());
    output.countedReals(kernel.offsets());
    for (int k = 0; k < kernel.outputs(); k++) {
      output.countedReals(kernel.weights()[k]);
      // gaps are small: most of them take one byte
      int next = 0;
      for (int support : kernel.supports()[k]) {
        output.whole(support - next);
        next = support + 1;
      }
    }
  }

  static Kernel read(ModelInput input) {
    KernelFunction function = readFunction(input);
    int inputs = input.whole();
    double[] rows = input.countedReals();
    double[] offsets = input.countedReals();
    double[][] weights = new double[offsets.length][];
    int[][] supports = new int[offsets.length][];
    for (int k = 0; k < offsets.length; k++) {
      weights[k] = input.countedReals();
      supports[k] = new int[input.checkCount(weights[k].length, 1)];
      int next = 0;
      for (int i = 0; i < supports[k].length; i++) {
        supports[k][i] = Math.addExact(next, input.whole());
        next = Math.addExact(supports[k][i], 1);
      }
    }
    return new Kernel(function, inputs, rows, supports, weights, offsets);
  }

  static void writeFunction(KernelFunction function, ModelOutput output) {
    output.constant(StoredTypes.KERNELS, function.kind());
    output.real(function.gamma());
    output.real(function.coef0());
    output.whole(function.degree());
  }

  static KernelFunction readFunction(ModelInput input) {
    KernelFunction.Kind kind = input.constant(StoredTypes.KERNELS);
    return new KernelFunction(kind, input.real(), input.real(), input.whole());
  }
}
