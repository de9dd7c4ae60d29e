// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

/**
 * Gaussian processes behind probabilities: one of two classes, or one a class against the rest,
 * whose probabilities are divided by their sum. The mean and the variance of a process at a row
 * give the average of the logistic function over what the process may be there. Source: Rasmussen,
 * Williams, Gaussian Processes for Machine Learning, 2006, algorithm 3.2.
 *
 * @param functions one a process
 * @param inputs how many features a row has
 * @param rows training rows × inputs, one after another
 * @param outputs how many classes there are with those that never occurred
 * @param classes of each process its class, ascending; one process alone is that of the second of
 *     two
 * @param weights per process those of the kernel values in its mean
 * @param roots per process and row the square root of the curvature
 * @param factors per process the upper triangle of a Cholesky decomposition, row after row
 */
public record GaussianClassifier(
    KernelFunction[] functions,
    int inputs,
    double[] rows,
    int outputs,
    int[] classes,
    double[][] weights,
    double[][] roots,
    double[][] factors)
    implements Model {
  /** The average over a normal distribution is taken at steps of a quarter up to 8. */
  private static final int STEPS = 32;

  private static final double[] DENSITY = density();

  public GaussianClassifier {
    int processes = classes.length;
    if (inputs < 1 || rows.length % inputs != 0 || processes == 0) {
      throw new IllegalArgumentException(rows.length + " values make no rows of " + inputs);
    }
    if (processes == 1 && (outputs != 2 || classes[0] != 1)) {
      throw new IllegalArgumentException("one process is that of the second of two classes");
    }
    if (functions.length != processes
        || weights.length != processes
        || roots.length != processes
        || factors.length != processes) {
      throw new IllegalArgumentException("the processes differ in number");
    }
    int least = 0;
    long size = rows.length / inputs;
    for (int k = 0; k < processes; k++) {
      if (classes[k] < least || classes[k] >= outputs) {
        throw new IllegalArgumentException("there is no class " + classes[k] + " here");
      }
      least = classes[k] + 1;
      if (weights[k].length != size
          || roots[k].length != size
          || factors[k].length != size * (size + 1) / 2) {
        throw new IllegalArgumentException("a process does not fit the rows");
      }
    }
  }

  private static double[] density() {
    double[] density = new double[2 * STEPS + 1];
    double total = 0;
    for (int i = 0; i < density.length; i++) {
      double z = (i - STEPS) / 4.0;
      density[i] = StrictMath.exp(-z * z / 2);
      total += density[i];
    }
    for (int i = 0; i < density.length; i++) {
      density[i] /= total;
    }
    return density;
  }

  @Override
  public void predict(double[] features, double[] outputs) {
    int size = rows.length / inputs;
    predict(features, new double[size], outputs);
  }

  private void predict(double[] features, double[] solved, double[] outputs) {
    for (int k = 0; k < this.outputs; k++) {
      outputs[k] = 0;
    }
    for (int k = 0; k < classes.length; k++) {
      KernelFunction function = functions[k];
      double own = function.value(features, inputs, features, 0);
      double mean = 0;
      for (int s = 0; s < solved.length; s++) {
        double value = function.value(features, inputs, rows, s * inputs);
        mean += weights[k][s] * value;
        solved[s] = roots[k][s] * value;
      }
      outputs[classes[k]] = average(mean, own - square(factors[k], solved));
    }
    if (classes.length == 1) {
      outputs[0] = 1 - outputs[1];
    } else {
      Link.NORMALIZED.apply(outputs, this.outputs);
    }
  }

  /** Solves with the triangle in place, and adds up the squares. */
  private static double square(double[] factor, double[] solved) {
    double square = 0;
    int at = 0;
    for (int i = 0; i < solved.length; i++) {
      double value = solved[i] / factor[at];
      square += value * value;
      int shift = at - i;
      for (int j = i + 1; j < solved.length; j++) {
        solved[j] -= factor[shift + j] * value;
      }
      at += solved.length - i;
    }
    return square;
  }

  private static double average(double mean, double variance) {
    double deviation = variance > 0 ? Math.sqrt(variance) : 0;
    double sum = 0;
    for (int i = 0; i < DENSITY.length; i++) {
      sum += DENSITY[i] * Link.logistic(mean + deviation * ((i - STEPS) / 4.0));
    }
    return Math.min(1, sum);
  }

  @Override
  public Evaluator evaluator() {
    return new PlainEvaluator(
        this,
        () -> {
          double[] solved = new double[rows.length / inputs];
          return (features, outputs) -> predict(features, solved, outputs);
        });
  }

  @Override
  public long bytes() {
    long values = rows.length;
    for (int k = 0; k < classes.length; k++) {
      values += 2L * weights[k].length + factors[k].length;
    }
    return Double.BYTES * values;
  }
}
