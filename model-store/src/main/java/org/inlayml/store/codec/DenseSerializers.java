// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.codec;

import org.inlayml.learning.family.Bayes;
import org.inlayml.learning.family.Counts;
import org.inlayml.learning.family.Gaussians;
import org.inlayml.learning.family.Layers;
import org.inlayml.learning.family.Projection;
import org.inlayml.learning.family.ReconstructionError;

/** Writes and reads the model families that are dense matrices. */
final class DenseSerializers {
  private DenseSerializers() {}

  static void write(Bayes bayes, ModelOutput output) {
    output.countedReals(bayes.counts());
    output.reals(bayes.priors());
    output.real(bayes.smoothing());
    writeMatrix(bayes.means(), output);
    writeMatrix(bayes.variances(), output);
  }

  static Bayes readBayes(ModelInput input) {
    double[] counts = input.countedReals();
    double[] priors = input.reals(counts.length);
    double smoothing = input.real();
    return new Bayes(counts, priors, readMatrix(input), readMatrix(input), smoothing);
  }

  static void write(Gaussians gaussians, ModelOutput output) {
    output.countedReals(gaussians.constants());
    writeMatrix(gaussians.means(), output);
    for (double[] factor : gaussians.factors()) {
      output.countedReals(factor);
    }
  }

  static Gaussians readGaussians(ModelInput input) {
    double[] constants = input.countedReals();
    double[][] means = readMatrix(input);
    double[][] factors = new double[constants.length][];
    for (int k = 0; k < factors.length; k++) {
      factors[k] = input.countedReals();
    }
    return new Gaussians(constants, means, factors);
  }

  static void write(Counts counts, ModelOutput output) {
    output.countedReals(counts.counts());
    output.reals(counts.priors());
    output.real(counts.smoothing());
    output.flag(counts.occurrence());
    output.real(counts.threshold());
    writeMatrix(counts.sums(), output);
  }

  static Counts readCounts(ModelInput input) {
    double[] counts = input.countedReals();
    double[] priors = input.reals(counts.length);
    double smoothing = input.real();
    boolean occurrence = input.flag();
    double threshold = input.real();
    return new Counts(counts, readMatrix(input), smoothing, priors, occurrence, threshold);
  }

  static void write(Layers layers, ModelOutput output) {
    FamilySerializers.writeOutputs(layers.link(), layers.outputs(), output);
    output.constant(StoredTypes.ACTIVATIONS, layers.activation());
    output.whole(layers.weights().length);
    for (int layer = 0; layer < layers.weights().length; layer++) {
      writeMatrix(layers.weights()[layer], output);
      output.reals(layers.biases()[layer]);
    }
  }

  static Layers readLayers(ModelInput input) {
    var link = input.constant(StoredTypes.LINKS);
    int outputs = FamilySerializers.readOutputs(link, input);
    var activation = input.constant(StoredTypes.ACTIVATIONS);
    int layers = input.count(1);
    double[][][] weights = new double[layers][][];
    double[][] biases = new double[layers][];
    for (int layer = 0; layer < layers; layer++) {
      weights[layer] = readMatrix(input);
      biases[layer] = input.reals(weights[layer].length);
    }
    return new Layers(weights, biases, activation, link, outputs);
  }

  static void write(Projection projection, ModelOutput output) {
    output.countedReals(projection.means());
    writeMatrix(projection.components(), output);
    output.reals(projection.scales());
    output.reals(projection.explained());
  }

  static Projection readProjection(ModelInput input) {
    double[] means = input.countedReals();
    double[][] components = readMatrix(input);
    double[] scales = input.reals(components.length);
    return new Projection(means, components, scales, input.reals(components.length));
  }

  static void write(ReconstructionError error, ModelOutput output) {
    output.countedReals(error.means());
    writeMatrix(error.components(), output);
    output.reals(error.weights());
    output.real(error.rest());
  }

  static ReconstructionError readReconstructionError(ModelInput input) {
    double[] means = input.countedReals();
    double[][] components = readMatrix(input);
    double[] weights = input.reals(components.length);
    return new ReconstructionError(means, components, weights, input.real());
  }

  private static void writeMatrix(double[][] matrix, ModelOutput output) {
    output.whole(matrix.length);
    output.whole(matrix.length == 0 ? 0 : matrix[0].length);
    for (double[] row : matrix) {
      output.reals(row);
    }
  }

  private static double[][] readMatrix(ModelInput input) {
    int rows = input.whole();
    int columns = input.whole();
    if (columns == 0 && rows > 0) {
      throw new IllegalArgumentException("a matrix has rows without columns");
    }
    input.checkCount(rows, (long) columns * Double.BYTES);
    double[][] matrix = new double[rows][];
    for (int row = 0; row < rows; row++) {
      matrix[row] = input.reals(columns);
    }
    return matrix;
  }
}
