// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.learner.TargetVector;

/**
 * How a logistic regression is fitted: by Newton's method, which starts from the optimum of one row
 * in ten where there are many rows. Few of the dear steps over all rows are left to do then, and
 * where they end is the same. Immutable.
 *
 * @param absolute the penalty of absolute values
 * @param squared that of squares
 * @param steps how many at most
 * @param slope stops where the objective falls no steeper
 */
record LogisticFit(
    double absolute, double squared, int steps, double slope, Checkpoint checkpoint) {
  private static final int[] NONE = {};
  private static final double[] NONE_WEIGHED = {};
  private static final int ROWS_PER_SAMPLED = 10;
  private static final int LEAST_SAMPLED = 2_000;

  /** A class rarer than this among the rows sampled may be told apart there by chance. */
  private static final int LEAST_OF_CLASS = 50;

  /** So many rows sampled there must be for each parameter. */
  private static final int LEAST_PER_PARAMETER = 20;

  private static final int STEPS_ON_SAMPLE = 15;

  /** Up to so many parameters forming the second derivatives costs some ten products with them. */
  private static final int FORMED_OF_TWO = 50;

  private static final int FORMED_OF_MORE = 100;

  /** Parameters sum by sum, as {@link LogisticObjective} has them. */
  double[] minimise(CentredFeatures features, TargetVector target) {
    LogisticObjective objective = objective(features, target);
    double[] start = new double[objective.size()];
    int[] sample = steps > STEPS_ON_SAMPLE ? sample(target, start.length) : NONE;
    if (sample.length > 0) {
      double share = (double) sample.length / target.rows();
      LogisticFit rough =
          new LogisticFit(share * absolute, share * squared, STEPS_ON_SAMPLE, slope, checkpoint);
      TargetVector truth = target.select(sample);
      LogisticObjective sampled = rough.objective(select(features, sample), truth);
      double[] found = rough.minimise(sampled, start);
      start = isBetterThanNothing(objective, found, target) ? found : start;
    }
    return minimise(objective, start);
  }

  static long memory(long rows, int width, int classes, boolean absolute) {
    return LogisticObjective.memory(rows, width, classes, widest(absolute, classes))
        + rows / ROWS_PER_SAMPLED * (8L * width + 64 + 24L * classes)
        + 16L * rows // of steps that are tried
        + (absolute
            ? ProximalNewton.memory(rows, width, classes)
            : NewtonMethod.memory(width, classes));
  }

  private static int widest(boolean absolute, int classes) {
    return absolute ? ProximalNewton.FORMED : classes == 2 ? FORMED_OF_TWO : FORMED_OF_MORE;
  }

  private LogisticObjective objective(CentredFeatures features, TargetVector target) {
    int widest = widest(absolute > 0, target.classes());
    return new LogisticObjective(features, target, squared, widest, () -> checkpoint.reached(0));
  }

  private double[] minimise(LogisticObjective objective, double[] start) {
    return absolute > 0
        ? ProximalNewton.minimise(objective, start, absolute, squared, steps, slope, checkpoint)
        : NewtonMethod.minimise(objective, start, steps, slope, checkpoint);
  }

  /** One row of every ten, drawn; empty where they would be too few to tell anything. */
  private static int[] sample(TargetVector target, int parameters) {
    int count = target.rows() / ROWS_PER_SAMPLED;
    if (count < Math.max(LEAST_SAMPLED, LEAST_PER_PARAMETER * (long) parameters)) {
      return NONE;
    }
    SplittableRandom random = new SplittableRandom(count);
    int[] sample = new int[count];
    int[] met = new int[target.classes()];
    for (int i = 0; i < count; i++) {
      sample[i] = i * ROWS_PER_SAMPLED + random.nextInt(ROWS_PER_SAMPLED);
      met[(int) target.values()[sample[i]]]++;
    }
    return Arrays.stream(met).min().orElse(0) < LEAST_OF_CLASS ? NONE : sample;
  }

  /** The rows sampled, from which the same means are taken off as from all. */
  private static CentredFeatures select(CentredFeatures features, int[] sample) {
    double[][] columns = new double[features.varying()][sample.length];
    for (int j = 0; j < columns.length; j++) {
      for (int i = 0; i < sample.length; i++) {
        columns[j][i] = features.columns()[j][sample[i]];
      }
    }
    return new CentredFeatures(
        columns,
        features.means(),
        features.positions(),
        features.width(),
        sample.length,
        features.centred(),
        NONE_WEIGHED);
  }

  private boolean isBetterThanNothing(
      LogisticObjective objective, double[] start, TargetVector target) {
    double value = objective.evaluate(start, new double[start.length]);
    for (int i = 0; i < start.length; i++) {
      value += objective.isIntercept(i) ? 0 : absolute * Math.abs(start[i]);
    }
    double total = Arrays.stream(target.allWeights()).sum();
    return value < total * StrictMath.log(target.classes());
  }
}
