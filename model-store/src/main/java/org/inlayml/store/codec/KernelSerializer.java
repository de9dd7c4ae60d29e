// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.codec;

import org.inlayml.learning.family.GaussianClassifier;
import org.inlayml.learning.family.Kernel;
import org.inlayml.learning.family.KernelFunction;
import org.inlayml.learning.family.Model;

/** Writes and reads support rows and their weights. */
final class KernelSerializer {
  private static final int SUMS = 0;
  private static final int PROCESSES = 1;

  /** Of a process: a class, a function and three counts. */
  private static final int FEWEST_BYTES = 22;

  private KernelSerializer() {}

  /** Two forms: sums of kernel values, and processes with variances. */
  static void write(Model model, ModelOutput output) {
    if (model instanceof GaussianClassifier classifier) {
      output.whole(PROCESSES);
      writeProcesses(classifier, output);
    } else {
      output.whole(SUMS);
      writeSums((Kernel) model, output);
    }
  }

  static Model read(ModelInput input) {
    int form = input.whole();
    return switch (form) {
      case SUMS -> readSums(input);
      case PROCESSES -> readProcesses(input);
      default -> throw new IllegalArgumentException("no kernel model has the form " + form);
    };
  }

  private static void writeProcesses(GaussianClassifier model, ModelOutput output) {
    output.whole(model.inputs());
    output.countedReals(model.rows());
    output.whole(model.outputs());
    output.whole(model.classes().length);
    for (int k = 0; k < model.classes().length; k++) {
      output.whole(model.classes()[k]);
      writeFunction(model.functions()[k], output);
      output.countedReals(model.weights()[k]);
      output.countedReals(model.roots()[k]);
      output.countedReals(model.factors()[k]);
    }
  }

  private static GaussianClassifier readProcesses(ModelInput input) {
    int inputs = input.whole();
    double[] rows = input.countedReals();
    int outputs = input.whole();
    int processes = input.count(FEWEST_BYTES);
    int[] classes = new int[processes];
    KernelFunction[] functions = new KernelFunction[processes];
    double[][] weights = new double[processes][];
    double[][] roots = new double[processes][];
    double[][] factors = new double[processes][];
    for (int k = 0; k < processes; k++) {
      classes[k] = input.whole();
      functions[k] = readFunction(input);
      weights[k] = input.countedReals();
      roots[k] = input.countedReals();
      factors[k] = input.countedReals();
    }
    return new GaussianClassifier(
        functions, inputs, rows, outputs, classes, weights, roots, factors);
  }

  private static void writeSums(Kernel kernel, ModelOutput output) {
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

  private static Kernel readSums(ModelInput input) {
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

  private static void writeFunction(KernelFunction function, ModelOutput output) {
    output.constant(StoredTypes.KERNELS, function.kind());
    output.real(function.gamma());
    output.real(function.coef0());
    output.whole(function.degree());
  }

  private static KernelFunction readFunction(ModelInput input) {
    KernelFunction.Kind kind = input.constant(StoredTypes.KERNELS);
    return new KernelFunction(kind, input.real(), input.real(), input.whole());
  }
}
