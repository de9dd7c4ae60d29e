// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.learner.linear.StochasticSettings.Rate;

/**
 * Stochastic gradient descent on one sum of the features: passes the rows in a new order every time
 * and takes a step at each. Coefficients are kept divided by a scale, so that a penalty on squares
 * costs nothing a step; that on absolute values is taken off as it has added up. One thread.
 *
 * <p>A step of a loss that bends never leads beyond the optimum of its row: longer ones, which the
 * usual rates give at first where there are many features, make plain descent diverge.
 *
 * <p>Source: Bottou, Stochastic Gradient Descent Tricks, 2012; Tsuruoka, Tsujii, Ananiadou,
 * Stochastic Gradient Descent Training for L1-regularized Log-linear Models with Cumulative
 * Penalty, 2009; Crammer et al., Online Passive-Aggressive Algorithms, 2006; stopping as in
 * scikit-learn.
 */
final class StochasticDescent {
  private static final double SMALLEST_SCALE = 1e-9;
  private static final double SMALLEST_STEP = 1e-6;

  /** About how many numbers are read between two checkpoints. */
  private static final int SLICE = 1 << 17;

  private final StochasticSettings settings;
  private final double[][] rows;
  private final double[] truth;
  private final double[] weights;
  private final Checkpoint checkpoint;
  private final double[] coefficients;
  private final double[] penalties;
  private final double[] mean;
  private double scale = 1;
  private double intercept;
  private double meanIntercept;
  private double penalised;
  private double eta;
  private long step = 1;
  private long averaged;

  private StochasticDescent(
      StochasticSettings settings,
      double[][] rows,
      double[] truth,
      double[] weights,
      double[] start,
      Checkpoint checkpoint) {
    this.settings = settings;
    this.rows = rows;
    this.truth = truth;
    this.weights = weights;
    this.checkpoint = checkpoint;
    int width = rows[0].length;
    coefficients = new double[width];
    penalties = new double[settings.absolute() > 0 ? width : 0];
    mean = new double[settings.average() ? width : 0];
    eta = settings.eta0();
    if (start.length > 0) {
      System.arraycopy(start, 0, coefficients, 0, width);
      intercept = start[width];
      // As if the rows had been passed once: the first, long steps would undo what was learnt.
      step += rows.length;
    }
  }

  /**
   * Finds the coefficients, and after them the intercept.
   *
   * @param truth by row the number, or 1 or -1
   * @param weights by row; empty where all count alike
   * @param start coefficients and intercept to go on from; empty for none
   */
  static double[] run(
      StochasticSettings settings,
      double[][] rows,
      double[] truth,
      double[] weights,
      double[] start,
      SplittableRandom random,
      Checkpoint checkpoint) {
    StochasticDescent descent =
        new StochasticDescent(settings, rows, truth, weights, start, checkpoint);
    descent.run(random);
    return descent.result();
  }

  private double[] result() {
    double[] result = Arrays.copyOf(coefficients, coefficients.length + 1);
    for (int j = 0; j < coefficients.length; j++) {
      result[j] = averaged > 0 ? mean[j] : scale * coefficients[j];
    }
    result[coefficients.length] = averaged > 0 ? meanIntercept : intercept;
    return result;
  }

  private void run(SplittableRandom random) {
    int[] order = new int[rows.length];
    Arrays.setAll(order, i -> i);
    int held = (int) Math.ceil(settings.validationShare() * rows.length);
    held = held < rows.length ? held : 0;
    if (held > 0) {
      shuffle(order, order.length, random);
    }
    int count = rows.length - held;
    double best = Double.POSITIVE_INFINITY;
    int worse = 0;
    for (int epoch = 0; epoch < settings.epochs(); epoch++) {
      shuffle(order, count, random);
      if (Integer.bitCount(epoch) <= 1) {
        averaged = 0; // so that the mean is of the latest half of the steps, or more
      }
      double loss = epoch(order, count, (double) epoch / settings.epochs());
      loss = held > 0 ? heldOutLoss(order, count) : loss / count;
      worse = loss > best - settings.tolerance() ? worse + 1 : 0;
      best = Math.min(best, loss);
      if (worse >= settings.patience()) {
        if (settings.rate() != Rate.ADAPTIVE || eta <= SMALLEST_STEP) {
          return;
        }
        eta /= 5;
        worse = 0;
      }
    }
  }

  private static void shuffle(int[] order, int count, SplittableRandom random) {
    for (int i = count - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
  }

  /** The share of rows held out that are taken for the wrong class; in a regression 1 - R². */
  private double heldOutLoss(int[] order, int from) {
    boolean numbers = settings.loss().isOfNumbers();
    double total = 0;
    double average = 0;
    double spread = 0;
    double error = 0;
    for (int i = from; i < order.length; i++) {
      int row = order[i];
      double weight = weight(row);
      double score = averaged > 0 ? meanScore(rows[row]) : score(rows[row]);
      double miss = score - truth[row];
      error += weight * (numbers ? miss * miss : score * truth[row] > 0 ? 0 : 1);
      total += weight;
      double off = truth[row] - average;
      average += off * weight / total;
      spread += weight * off * (truth[row] - average);
    }
    double whole = numbers ? spread : total;
    return whole > 0 ? error / whole : error;
  }

  /** Passes the rows once; returns the sum of their losses before each step. */
  private double epoch(int[] order, int count, double share) {
    int slice = Math.max(16, SLICE / coefficients.length);
    double loss = 0;
    for (int i = 0; i < count; i++) {
      if (i % slice == 0) {
        checkpoint.reached(share);
      }
      int row = order[i];
      loss += step(rows[row], truth[row], weight(row));
      step++;
    }
    return loss;
  }

  private double weight(int row) {
    return weights.length == 0 ? 1 : weights[row];
  }

  private double step(double[] row, double y, double weight) {
    double score = score(row);
    double loss = settings.loss().value(score, y, settings.epsilon());
    double move = settings.isAggressive() ? aggressive(row, score, y, loss) : descending(score, y);
    if (!settings.isAggressive()) {
      double bend = settings.loss().bend();
      double length = eta * weight;
      if (bend > 0 && move != 0) {
        length = Math.min(length, 1 / (bend * (1 + product(row, row))));
      }
      move *= length;
      if (settings.squared() > 0) {
        shrink(Math.max(0, 1 - eta * settings.squared()));
      }
    } else {
      move *= weight;
    }
    if (move != 0 && Double.isFinite(move)) {
      add(row, move);
    }
    if (penalties.length > 0) {
      penalised += eta * settings.absolute();
      penalise();
    }
    if (settings.average()) {
      average();
    }
    return loss;
  }

  /** Against the slope of the loss, as eta, which becomes that of the step, tells how far. */
  private double descending(double score, double y) {
    if (settings.rate() == Rate.OPTIMAL) {
      // scikit-learn's: 1 / (alpha (first + t)), such that the first step is about as long as
      // coefficients are
      double typical = Math.sqrt(1 / Math.sqrt(settings.alpha()));
      eta = 1 / (settings.alpha() * (1 / (typical * settings.alpha()) + step - 1));
    } else if (settings.rate() == Rate.INVSCALING) {
      eta = settings.eta0() / StrictMath.pow((double) step, settings.powerT());
    }
    return -settings.loss().slope(score, y, settings.epsilon());
  }

  private double aggressive(double[] row, double score, double y, double loss) {
    double square = product(row, row);
    if (square == 0 || loss == 0) {
      return 0;
    }
    double length =
        settings.rate() == Rate.AGGRESSIVE
            ? Math.min(settings.aggressiveness(), loss / square)
            : loss / (square + 0.5 / settings.aggressiveness());
    return settings.loss().isOfNumbers() ? Math.copySign(length, y - score) : length * y;
  }

  private double score(double[] row) {
    return scale * product(coefficients, row) + intercept;
  }

  private double meanScore(double[] row) {
    return product(mean, row) + meanIntercept;
  }

  private void add(double[] row, double move) {
    double scaled = move / scale;
    for (int j = 0; j < row.length; j++) {
      coefficients[j] += scaled * row[j];
    }
    if (settings.intercept()) {
      intercept += move;
    }
  }

  private void shrink(double factor) {
    scale *= factor;
    if (scale < SMALLEST_SCALE) {
      for (int j = 0; j < coefficients.length; j++) {
        coefficients[j] *= scale;
      }
      scale = 1;
    }
  }

  /** Takes off each coefficient what has added up, as far as it was not yet taken. */
  private void penalise() {
    for (int j = 0; j < coefficients.length; j++) {
      double before = coefficients[j];
      if (before > 0) {
        coefficients[j] = Math.max(0, before - (penalised + penalties[j]) / scale);
      } else if (before < 0) {
        coefficients[j] = Math.min(0, before + (penalised - penalties[j]) / scale);
      }
      penalties[j] += scale * (coefficients[j] - before);
    }
  }

  private void average() {
    averaged++;
    double share = 1.0 / averaged;
    for (int j = 0; j < mean.length; j++) {
      mean[j] += share * (scale * coefficients[j] - mean[j]);
    }
    meanIntercept += share * (intercept - meanIntercept);
  }

  private static double product(double[] a, double[] b) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int j = 0;
    for (; j + 3 < a.length; j += 4) {
      s0 += a[j] * b[j];
      s1 += a[j + 1] * b[j + 1];
      s2 += a[j + 2] * b[j + 2];
      s3 += a[j + 3] * b[j + 3];
    }
    for (; j < a.length; j++) {
      s0 += a[j] * b[j];
    }
    return (s0 + s1) + (s2 + s3);
  }
}
