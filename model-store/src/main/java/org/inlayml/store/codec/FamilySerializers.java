// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.codec;

import org.inlayml.learning.family.Linear;
import org.inlayml.learning.family.Link;
import org.inlayml.learning.family.MedianTrees;
import org.inlayml.learning.family.Polynomial;

/** Writes and reads the model families that are but a few arrays. */
final class FamilySerializers {
  private FamilySerializers() {}

  static void writeLinear(Linear linear, ModelOutput output) {
    writeOutputs(linear.link(), linear.outputs(), output);
    output.countedReals(linear.intercepts());
    output.whole(linear.inputs());
    for (double[] sum : linear.coefficients()) {
      output.reals(sum);
    }
  }

  static Linear readLinear(ModelInput input) {
    Link link = input.constant(StoredTypes.LINKS);
    int outputs = readOutputs(link, input);
    double[] intercepts = input.countedReals();
    int inputs = input.whole();
    double[][] coefficients = new double[intercepts.length][];
    for (int sum = 0; sum < coefficients.length; sum++) {
      coefficients[sum] = input.reals(inputs);
    }
    return new Linear(coefficients, intercepts, link, outputs);
  }

  static void writePolynomial(Polynomial polynomial, ModelOutput output) {
    output.whole(polynomial.inputs());
    output.whole(polynomial.parents().length);
    for (int t = 0; t < polynomial.parents().length; t++) {
      output.signed(polynomial.parents()[t]);
      output.whole(polynomial.factors()[t]);
    }
    writeLinear(polynomial.sums(), output);
  }

  static Polynomial readPolynomial(ModelInput input) {
    int inputs = input.whole();
    int[] parents = new int[input.count(2)];
    int[] factors = new int[parents.length];
    for (int t = 0; t < parents.length; t++) {
      parents[t] = input.signed();
      factors[t] = input.whole();
    }
    return new Polynomial(inputs, parents, factors, readLinear(input));
  }

  static void writeMedianTrees(MedianTrees median, ModelOutput output) {
    output.countedReals(median.weights());
    TreesWriter.write(median.trees(), output);
  }

  static MedianTrees readMedianTrees(ModelInput input) {
    double[] weights = input.countedReals();
    return new MedianTrees(TreesReader.read(input), weights);
  }

  static void writeOutputs(Link link, int outputs, ModelOutput output) {
    output.constant(StoredTypes.LINKS, link);
    output.whole(outputs);
  }

  /** Reads what follows the link: how many outputs. */
  static int readOutputs(Link link, ModelInput input) {
    int outputs = input.whole();
    if (outputs < 1
        || (link == Link.LOGISTIC && outputs != 2)
        || (link == Link.EXPONENTIAL && outputs != 1)) {
      throw new IllegalArgumentException(link + " cannot give " + outputs + " outputs");
    }
    return outputs;
  }
}
