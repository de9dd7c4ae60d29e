// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

/**
 * From one score a pair of classes to probabilities of the classes: a sigmoid makes of each score
 * the probability of the pair's second class against its first; the probabilities of all classes
 * are those that contradict the pairs least. Pairs are in the order (0, 1), (0, 2), ..., (1, 2),
 * ...
 *
 * <p>Source: Wu, Lin, Weng, Probability Estimates for Multi-class Classification by Pairwise
 * Coupling, 2004, algorithm 2.
 *
 * @param outputs how many classes there are with those that never occurred
 * @param classes those that the pairs are of, ascending, at least two; the others have the
 *     probability 0
 * @param slopes one a pair
 * @param offsets one a pair
 */
public record PairwiseSigmoids(int outputs, int[] classes, double[] slopes, double[] offsets)
    implements Calibration {
  private static final int MOST_SWEEPS = 200;
  private static final double CLOSE = 1e-9;

  /** No pair is sure: a probability of 0 would leave some equations without a solution. */
  private static final double SURE = 1e-7;

  public PairwiseSigmoids {
    long pairs = (long) classes.length * (classes.length - 1) / 2;
    if (classes.length < 2 || slopes.length != pairs || offsets.length != pairs) {
      throw new IllegalArgumentException(slopes.length + " sigmoids do not fit the classes");
    }
    int least = 0;
    for (int label : classes) {
      if (label < least || label >= outputs) {
        throw new IllegalArgumentException("there is no class " + label + " here");
      }
      least = label + 1;
    }
  }

  @Override
  public int scores() {
    return slopes.length;
  }

  @Override
  public boolean hasFittedSigmoids() {
    return true;
  }

  /** The pairs' probabilities take the place of the scores; after them are two values a class. */
  @Override
  public int room() {
    return slopes.length + 2 * classes.length;
  }

  @Override
  public void apply(double[] scores, double[] outputs) {
    int count = classes.length;
    int own = slopes.length;
    for (int pair = 0; pair < own; pair++) {
      double second = Link.logistic(slopes[pair] * scores[pair] + offsets[pair]);
      scores[pair] = Math.max(SURE, Math.min(1 - SURE, second));
    }
    for (int c = 0; c < count; c++) {
      scores[own + c] = 1.0 / count;
    }
    couple(scores, count, own);
    for (int k = 0; k < this.outputs; k++) {
      outputs[k] = 0;
    }
    for (int c = 0; c < count; c++) {
      outputs[classes[c]] = Math.max(0, scores[own + c]);
    }
    Calibration.normalise(outputs, this.outputs);
  }

  /** Improves the probabilities in turn; {@code own} is where they begin in {@code work}. */
  private static void couple(double[] work, int count, int own) {
    if (count == 2) {
      work[own] = 1 - work[0];
      work[own + 1] = work[0];
      return;
    }
    int products = own + count;
    for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
      double total = 0;
      double all = 0;
      for (int t = 0; t < count; t++) {
        work[products + t] = product(work, count, own, t);
        all += work[own + t] * work[products + t];
        total += work[own + t];
      }
      double farthest = 0;
      for (int t = 0; t < count; t++) {
        farthest = Math.max(farthest, Math.abs(work[products + t] - all));
      }
      if (farthest < CLOSE / count && Math.abs(total - 1) < CLOSE) {
        return;
      }
      for (int t = 0; t < count; t++) {
        double diagonal = diagonal(work, count, t);
        double change = (all - work[products + t]) / diagonal;
        double scale = 1 + change;
        all = (all + change * (change * diagonal + 2 * work[products + t])) / (scale * scale);
        work[own + t] += change;
        for (int j = 0; j < count; j++) {
          double entry = j == t ? diagonal : entry(work, count, t, j);
          work[products + j] = (work[products + j] + change * entry) / scale;
          work[own + j] /= scale;
        }
      }
    }
  }

  private static double product(double[] work, int count, int own, int t) {
    double sum = 0;
    for (int j = 0; j < count; j++) {
      sum += (j == t ? diagonal(work, count, t) : entry(work, count, t, j)) * work[own + j];
    }
    return sum;
  }

  private static double diagonal(double[] work, int count, int t) {
    double sum = 0;
    for (int s = 0; s < count; s++) {
      if (s != t) {
        double other = against(work, count, s, t);
        sum += other * other;
      }
    }
    return sum;
  }

  private static double entry(double[] work, int count, int t, int j) {
    return -against(work, count, j, t) * against(work, count, t, j);
  }

  /** The probability of class {@code a} against class {@code b}. */
  private static double against(double[] work, int count, int a, int b) {
    int first = Math.min(a, b);
    int second = Math.max(a, b);
    double later = work[first * (2 * count - first - 1) / 2 + second - first - 1];
    return a > b ? later : 1 - later;
  }

  @Override
  public long bytes() {
    return 2L * Double.BYTES * slopes.length + (long) Integer.BYTES * classes.length;
  }
}
