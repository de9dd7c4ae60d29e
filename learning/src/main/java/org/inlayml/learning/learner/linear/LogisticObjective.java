// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

import java.util.Arrays;
import java.util.Optional;
import org.inlayml.learning.family.Decay;
import org.inlayml.learning.learner.TargetVector;

/**
 * The weighted log loss summed over all rows plus {@code penalty |w|² / 2}, with its gradient and
 * the product of its Hessian with a vector. For two classes one sum a row, the log-odds of the
 * second; for more one sum a class.
 *
 * <p>Parameters stand sum by sum: the coefficients of the varying, centred features, then the
 * intercept, which is not penalised (and stays 0 where nothing is centred). Rows are passed in
 * blocks, in a fixed order, by one thread: the bits of a result depend on the arguments alone.
 * Keeps what it found at the parameters evaluated last; not thread-safe.
 */
final class LogisticObjective implements SmoothObjective {
  private static final int BLOCK_ROWS = BlockedFeatures.ROWS;

  /** Below this the sum with 1 loses digits that a logarithm of products would need. */
  private static final double SMALL = 1e-3;

  /** From so many rows on, derivatives are dear, and not formed anew unless asked for. */
  private static final int MANY_ROWS = 10_000;

  private static final double[][] NOT_FORMED = {};

  private final BlockedFeatures features;
  private final int[] labels;
  private final double[] weights;
  private final int sums;
  private final double penalty;
  private final Runnable stop;

  /** Sums × rows: the probability of every class; of two the curvature, weight × p (1 - p). */
  private final double[][] shares;

  /** Sums × rows of a block: room for sums and residuals. */
  private final double[][] work;

  /** Empty where the matrix is not formed. */
  private final Optional<LogisticCurvature> curvature;

  private boolean formed;

  /**
   * @param widest up to how many parameters the matrix of second derivatives is formed
   * @param stop called between blocks of rows; may throw to end the work
   */
  LogisticObjective(
      CentredFeatures features, TargetVector target, double penalty, int widest, Runnable stop) {
    this.features = new BlockedFeatures(features);
    this.penalty = penalty;
    this.stop = stop;
    labels = target.labels();
    weights = target.weights();
    sums = target.classes() == 2 ? 1 : target.classes();
    shares = new double[sums][features.rows()];
    work = new double[sums][Math.min(BLOCK_ROWS, features.rows())];
    curvature =
        size() <= widest
            ? Optional.of(new LogisticCurvature(this.features, sums))
            : Optional.empty();
  }

  static long memory(long rows, int width, int classes, int widest) {
    long sums = classes == 2 ? 1 : classes;
    boolean narrow = sums * (width + 1L) <= widest;
    return (narrow ? LogisticCurvature.memory(rows, width, sums) : 0)
        + rows * (8L * sums + 4)
        + 8L * sums * Math.min(rows, BLOCK_ROWS)
        + 16L * width;
  }

  BlockedFeatures features() {
    return features;
  }

  int sums() {
    return sums;
  }

  @Override
  public int size() {
    return sums * (features.varying() + 1);
  }

  /** Sums × rows: the probability of every class; of two the curvature, weight × p (1 - p). */
  double[][] shares() {
    return shares;
  }

  /** How much each row counts; empty where all count alike. */
  double[] weights() {
    return weights;
  }

  /** The second derivatives without the penalty, where they are formed. */
  Optional<double[][]> hessian() {
    if (curvature.isPresent() && !formed) {
      LogisticCurvature sum = curvature.get();
      sum.clear();
      for (int from = 0; from < features.rows(); from += BLOCK_ROWS) {
        stop.run();
        sum.add(shares, weights, from, Math.min(from + BLOCK_ROWS, features.rows()));
      }
      sum.complete();
      formed = true;
    }
    return curvature.map(LogisticCurvature::matrix);
  }

  @Override
  public void renew() {
    formed = false;
  }

  @Override
  public boolean isFormed() {
    return curvature.isPresent();
  }

  @Override
  public double evaluate(double[] parameters, double[] gradient) {
    formed &= features.rows() >= MANY_ROWS;
    Arrays.fill(gradient, 0);
    double loss = 0;
    for (int from = 0; from < features.rows(); from += BLOCK_ROWS) {
      stop.run();
      int to = Math.min(from + BLOCK_ROWS, features.rows());
      sumUp(parameters, from, to);
      loss += sums == 1 ? binaryLoss(from, to) : multinomialLoss(from, to);
      addUp(gradient, from, to);
    }
    double squares = 0;
    for (int i = 0; i < parameters.length; i++) {
      if (!isIntercept(i)) {
        gradient[i] += penalty * parameters[i];
        squares += parameters[i] * parameters[i];
      }
    }
    return loss + 0.5 * penalty * squares;
  }

  @Override
  public void multiply(double[] vector, double[] product) {
    Arrays.fill(product, 0);
    double[][] matrix = hessian().orElse(NOT_FORMED);
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < vector.length; j++) {
        product[i] += matrix[i][j] * vector[j];
      }
    }
    for (int from = 0; matrix.length == 0 && from < features.rows(); from += BLOCK_ROWS) {
      stop.run();
      int to = Math.min(from + BLOCK_ROWS, features.rows());
      sumUp(vector, from, to);
      curve(from, to);
      addUp(product, from, to);
    }
    for (int i = 0; i < vector.length; i++) {
      if (!isIntercept(i)) {
        product[i] += penalty * vector[i];
      }
    }
  }

  /** From sums in work to their products with the second derivatives of the loss. */
  private void curve(int from, int to) {
    if (sums == 1) {
      for (int i = from; i < to; i++) {
        work[0][i - from] *= shares[0][i];
      }
      return;
    }
    for (int i = from; i < to; i++) {
      double mean = 0;
      for (int k = 0; k < sums; k++) {
        mean += shares[k][i] * work[k][i - from];
      }
      double weight = weight(i);
      for (int k = 0; k < sums; k++) {
        work[k][i - from] = weight * shares[k][i] * (work[k][i - from] - mean);
      }
    }
  }

  @Override
  public void diagonal(double[] diagonal) {
    Arrays.fill(diagonal, 0);
    double[][] matrix = hessian().orElse(NOT_FORMED);
    for (int i = 0; i < matrix.length; i++) {
      diagonal[i] = matrix[i][i];
    }
    for (int from = 0; matrix.length == 0 && from < features.rows(); from += BLOCK_ROWS) {
      stop.run();
      int to = Math.min(from + BLOCK_ROWS, features.rows());
      for (int k = 0; k < sums; k++) {
        double[] curvature = work[k];
        for (int i = from; i < to; i++) {
          double p = shares[k][i];
          curvature[i - from] = sums == 1 ? p : weight(i) * p * (1 - p);
        }
        features.addSquares(curvature, from, to, diagonal, k * (features.varying() + 1));
      }
    }
    for (int i = 0; i < diagonal.length; i++) {
      diagonal[i] += isIntercept(i) ? 0 : penalty;
      diagonal[i] = diagonal[i] > 0 ? diagonal[i] : 1;
    }
  }

  private double weight(int row) {
    return weights.length == 0 ? 1 : weights[row];
  }

  boolean isIntercept(int parameter) {
    return parameter % (features.varying() + 1) == features.varying();
  }

  private void sumUp(double[] parameters, int from, int to) {
    for (int k = 0; k < sums; k++) {
      features.sumUp(parameters, k * (features.varying() + 1), work[k], from, to);
    }
  }

  private void addUp(double[] totals, int from, int to) {
    for (int k = 0; k < sums; k++) {
      features.addProducts(work[k], from, to, totals, k * (features.varying() + 1));
    }
  }

  /** From log-odds in work to curvatures, and residuals in work. */
  private double binaryLoss(int from, int to) {
    double loss = 0;
    double product = 1;
    for (int i = from; i < to; i++) {
      double sum = work[0][i - from];
      double small = Decay.exp(-Math.abs(sum));
      double likelier = 1 / (1 + small);
      double p = sum > 0 ? likelier : small * likelier;
      double weight = weight(i);
      double tail = 0;
      if (small < SMALL || weights.length > 0) {
        tail = StrictMath.log1p(small);
      } else {
        // one logarithm a block instead of one a row: 1,024 factors of at most 2 each
        product *= 1 + small;
        if (product > 0x1p1000) {
          loss += StrictMath.log(product);
          product = 1;
        }
      }
      loss += weight * (Math.max(sum, 0) - labels[i] * sum + tail);
      shares[0][i] = weight * p * (1 - p);
      work[0][i - from] = weight * (p - labels[i]);
    }
    return loss + StrictMath.log(product);
  }

  private double multinomialLoss(int from, int to) {
    double loss = 0;
    double product = 1;
    for (int i = from; i < to; i++) {
      int at = i - from;
      double largest = Double.NEGATIVE_INFINITY;
      for (int k = 0; k < sums; k++) {
        largest = Math.max(largest, work[k][at]);
      }
      double own = work[labels[i]][at];
      double total = 0;
      for (int k = 0; k < sums; k++) {
        double e = Decay.exp(work[k][at] - largest);
        shares[k][i] = e;
        total += e;
      }
      double weight = weight(i);
      double tail = 0;
      if (weights.length > 0) {
        tail = StrictMath.log(total);
      } else {
        product *= total;
        if (product > 0x1p900) {
          loss += StrictMath.log(product);
          product = 1;
        }
      }
      loss += weight * (tail + largest - own);
      double scale = 1 / total;
      for (int k = 0; k < sums; k++) {
        shares[k][i] *= scale;
        work[k][at] = weight * (shares[k][i] - (labels[i] == k ? 1 : 0));
      }
    }
    return loss + StrictMath.log(product);
  }
}
