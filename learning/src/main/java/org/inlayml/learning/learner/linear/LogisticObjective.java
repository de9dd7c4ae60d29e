// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

import java.util.Arrays;
import org.inlayml.learning.learner.TargetVector;

/**
 * The log loss summed over all rows plus {@code penalty |w|² / 2}, with its gradient and the
 * product of its Hessian with a vector. For two classes one sum a row, the log-odds of the second;
 * for more one sum a class.
 *
 * <p>Parameters stand sum by sum: the coefficients of the varying, centred features, then the
 * intercept, which is not penalised (and stays 0 where nothing is centred). Rows are passed in
 * blocks, in a fixed order, by one thread: the bits of a result depend on the arguments alone.
 * Keeps what it found at the parameters evaluated last; not thread-safe.
 */
final class LogisticObjective {
  /** So many sums stay in the first-level cache while all features are added to them. */
  private static final int BLOCK_ROWS = 1024;

  private final CentredFeatures features;
  private final int[] labels;
  private final int sums;
  private final double penalty;
  private final Runnable stop;

  /** Sums × rows: that of the second class, or of every class. */
  private final double[][] probabilities;

  /** Sums × rows: room for sums and residuals. */
  private final double[][] work;

  /**
   * @param stop called between blocks of rows; may throw to end the work
   */
  LogisticObjective(CentredFeatures features, TargetVector target, double penalty, Runnable stop) {
    this.features = features;
    this.penalty = penalty;
    this.stop = stop;
    labels = target.labels();
    sums = target.classes() == 2 ? 1 : target.classes();
    probabilities = new double[sums][features.rows()];
    work = new double[sums][features.rows()];
  }

  static long memory(long rows, int width, int classes) {
    return rows * (16L * (classes == 2 ? 1 : classes) + 4) + 16L * width;
  }

  int sums() {
    return sums;
  }

  /** How many parameters. */
  int size() {
    return sums * (features.varying() + 1);
  }

  /** Returns the value at the parameters and writes the gradient. */
  double evaluate(double[] parameters, double[] gradient) {
    sumUp(parameters);
    double loss = sums == 1 ? binaryLoss() : multinomialLoss();
    addUp(gradient);
    double squares = 0;
    for (int i = 0; i < parameters.length; i++) {
      if (!isIntercept(i)) {
        gradient[i] += penalty * parameters[i];
        squares += parameters[i] * parameters[i];
      }
    }
    return loss + 0.5 * penalty * squares;
  }

  /** Writes the product of the Hessian with a vector. */
  void multiply(double[] vector, double[] product) {
    sumUp(vector);
    int rows = features.rows();
    if (sums == 1) {
      for (int i = 0; i < rows; i++) {
        double p = probabilities[0][i];
        work[0][i] *= p * (1 - p);
      }
    } else {
      for (int i = 0; i < rows; i++) {
        double mean = 0;
        for (int k = 0; k < sums; k++) {
          mean += probabilities[k][i] * work[k][i];
        }
        for (int k = 0; k < sums; k++) {
          work[k][i] = probabilities[k][i] * (work[k][i] - mean);
        }
      }
    }
    addUp(product);
    for (int i = 0; i < vector.length; i++) {
      if (!isIntercept(i)) {
        product[i] += penalty * vector[i];
      }
    }
  }

  /** Writes the diagonal of the Hessian; 1 where it is 0. */
  void diagonal(double[] diagonal) {
    int rows = features.rows();
    int varying = features.varying();
    for (int k = 0; k < sums; k++) {
      double total = 0;
      for (int i = 0; i < rows; i++) {
        double p = probabilities[k][i];
        work[k][i] = p * (1 - p);
        total += work[k][i];
      }
      int offset = k * (varying + 1);
      for (int j = 0; j < varying; j++) {
        stop.run();
        double[] column = features.columns()[j];
        double mean = features.means()[j];
        double sum = penalty;
        for (int i = 0; i < rows; i++) {
          double value = column[i] - mean;
          sum += work[k][i] * value * value;
        }
        diagonal[offset + j] = sum > 0 ? sum : 1;
      }
      diagonal[offset + varying] = total > 0 ? total : 1;
    }
  }

  private boolean isIntercept(int parameter) {
    return parameter % (features.varying() + 1) == features.varying();
  }

  /** Work becomes the weighted sums of the features. */
  private void sumUp(double[] parameters) {
    int varying = features.varying();
    for (int from = 0; from < features.rows(); from += BLOCK_ROWS) {
      stop.run();
      int to = Math.min(from + BLOCK_ROWS, features.rows());
      for (int k = 0; k < sums; k++) {
        int offset = k * (varying + 1);
        double[] row = work[k];
        Arrays.fill(row, from, to, parameters[offset + varying]);
        for (int j = 0; j < varying; j++) {
          add(features.columns()[j], features.means()[j], parameters[offset + j], row, from, to);
        }
      }
    }
  }

  private static void add(
      double[] column, double mean, double weight, double[] row, int from, int to) {
    for (int i = from; i < to; i++) {
      row[i] += weight * (column[i] - mean);
    }
  }

  /** The parameters' share in work: for every sum and feature, the products added over the rows. */
  private void addUp(double[] totals) {
    Arrays.fill(totals, 0);
    int varying = features.varying();
    for (int from = 0; from < features.rows(); from += BLOCK_ROWS) {
      stop.run();
      int to = Math.min(from + BLOCK_ROWS, features.rows());
      for (int k = 0; k < sums; k++) {
        int offset = k * (varying + 1);
        for (int j = 0; j < varying; j++) {
          totals[offset + j] +=
              product(features.columns()[j], features.means()[j], work[k], from, to);
        }
        if (features.centred()) {
          for (int i = from; i < to; i++) {
            totals[offset + varying] += work[k][i];
          }
        }
      }
    }
  }

  /** The inner product of a centred column with a row; four sums keep the processor busy. */
  private static double product(double[] column, double mean, double[] row, int from, int to) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = from;
    for (; i + 3 < to; i += 4) {
      s0 += (column[i] - mean) * row[i];
      s1 += (column[i + 1] - mean) * row[i + 1];
      s2 += (column[i + 2] - mean) * row[i + 2];
      s3 += (column[i + 3] - mean) * row[i + 3];
    }
    for (; i < to; i++) {
      s0 += (column[i] - mean) * row[i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  /** From log-odds in work to probabilities, and residuals in work. */
  private double binaryLoss() {
    double loss = 0;
    for (int i = 0; i < labels.length; i++) {
      double sum = work[0][i];
      double small = StrictMath.exp(-Math.abs(sum));
      double likelier = 1 / (1 + small);
      double p = sum > 0 ? likelier : small * likelier;
      loss += Math.max(sum, 0) - labels[i] * sum + StrictMath.log1p(small);
      probabilities[0][i] = p;
      work[0][i] = p - labels[i];
    }
    return loss;
  }

  private double multinomialLoss() {
    double loss = 0;
    for (int i = 0; i < labels.length; i++) {
      if (i % BLOCK_ROWS == 0) {
        stop.run();
      }
      double largest = Double.NEGATIVE_INFINITY;
      for (int k = 0; k < sums; k++) {
        largest = Math.max(largest, work[k][i]);
      }
      double total = 0;
      for (int k = 0; k < sums; k++) {
        double e = StrictMath.exp(work[k][i] - largest);
        probabilities[k][i] = e;
        total += e;
      }
      loss += StrictMath.log(total) + largest - work[labels[i]][i];
      for (int k = 0; k < sums; k++) {
        probabilities[k][i] /= total;
        work[k][i] = probabilities[k][i] - (labels[i] == k ? 1 : 0);
      }
    }
    return loss;
  }
}
