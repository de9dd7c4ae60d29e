// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.inlayml.learning.family.Calibrated;
import org.inlayml.learning.family.Calibration;
import org.inlayml.learning.family.KernelFunction;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.family.PairwiseSigmoids;
import org.inlayml.learning.family.Sigmoids;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.FitContext;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.learner.calibration.SigmoidCalibration;
import org.inlayml.learning.learner.calibration.SigmoidFit;

/**
 * A machine for each pair of classes, and a sigmoid for each of them, fitted on scores of rows that
 * the scoring machine had not seen, by five-fold cross-fitting. Where the kernel matrix of all rows
 * fits into the cache, all pairs and folds share it. Not thread-safe.
 */
final class PairMachines {
  /** Fits the machine of two classes; above 0 is the second. */
  @FunctionalInterface
  interface Solver {
    /**
     * Fits one machine.
     *
     * @param rows positions in the kernel matrix
     * @param second per row whether it is of the second class
     * @param weights per row
     */
    Machine solve(KernelRows kernel, int[] rows, boolean[] second, double[] weights, Work work);
  }

  private final FeatureMatrix features;
  private final TargetVector target;
  private final KernelFunction function;
  private final Solver solver;
  private final long cache;
  private final Work work;
  private final int[] labels;
  private final int[] classes;
  private final int[] folds;
  private final boolean shared;
  private final KernelRows all;

  private PairMachines(
      FeatureMatrix features,
      TargetVector target,
      KernelFunction function,
      long cache,
      FitContext context,
      Solver solver) {
    this.features = features;
    this.target = target;
    this.function = function;
    this.cache = cache;
    this.solver = solver;
    work = new Work(context.checkpoint());
    labels = target.labels();
    classes = Machines.occurring(labels);
    folds = SigmoidCalibration.folds(labels, target.classes(), context.seed());
    shared = KernelRows.fits(labels.length, cache);
    all = new KernelRows(shared ? features : features.select(new int[] {0}), function, cache, work);
  }

  /**
   * Fits machines and sigmoids.
   *
   * @param cache how many bytes of the kernel matrix may be kept
   */
  static Model fit(
      FeatureMatrix features,
      TargetVector target,
      KernelFunction function,
      long cache,
      FitContext context,
      Solver solver) {
    PairMachines pairs = new PairMachines(features, target, function, cache, context, solver);
    if (pairs.classes.length == 1) {
      pairs.work.reached(1);
      return Machines.constant(features.width(), pairs.classes[0], target.classes());
    }
    return pairs.fit();
  }

  static long memory(long rows, int width, int classes, long cache) {
    long outputs = Math.max(1, classes - 1);
    return KernelRows.memory(rows, width, cache)
        + SequentialSolver.memory(rows)
        + rows * (24L * width + 24 + 28 * outputs)
        + 32L * classes * classes;
  }

  private Model fit() {
    int pairs = classes.length * (classes.length - 1) / 2;
    List<Machine> machines = new ArrayList<>();
    double[] slopes = new double[pairs];
    double[] offsets = new double[pairs];
    for (int a = 0; a < classes.length; a++) {
      for (int b = a + 1; b < classes.length; b++) {
        int pair = machines.size();
        work.part(pair, pairs);
        int first = classes[a];
        int second = classes[b];
        int[] rows = rows(row -> labels[row] == first || labels[row] == second);
        Machine machine = machine(rows, second);
        machines.add(machine);
        Sigmoids sigmoid = sigmoid(machine, rows, second);
        slopes[pair] = sigmoid.slopes()[0];
        offsets[pair] = sigmoid.offsets()[0];
      }
    }
    Model scores = Machines.model(machines, function, features);
    Calibration calibration =
        target.classes() == 2
            ? new Sigmoids(slopes, offsets)
            : new PairwiseSigmoids(target.classes(), classes, slopes, offsets);
    work.part(pairs - 1, pairs);
    work.reached(1);
    return new Calibrated(scores, calibration);
  }

  private int[] rows(IntPredicate chosen) {
    return IntStream.range(0, labels.length).filter(chosen).toArray();
  }

  private Machine machine(int[] rows, int second) {
    boolean[] isSecond = new boolean[rows.length];
    double[] weights = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      isSecond[i] = labels[rows[i]] == second;
      weights[i] = target.weight(rows[i]);
    }
    if (shared) {
      return solver.solve(all, rows, isSecond, weights, work);
    }
    KernelRows own = new KernelRows(features.select(rows), function, cache, work);
    int[] positions = IntStream.range(0, rows.length).toArray();
    return solver.solve(own, positions, isSecond, weights, work).at(rows);
  }

  private Sigmoids sigmoid(Machine machine, int[] rows, int second) {
    double[] scores = new double[labels.length];
    if (folds.length == 0) {
      score(machine, rows, scores);
    } else {
      for (int fold = 0; fold < SigmoidCalibration.FOLDS; fold++) {
        int held = fold;
        int[] seen = Arrays.stream(rows).filter(row -> folds[row] != held).toArray();
        int[] unseen = Arrays.stream(rows).filter(row -> folds[row] == held).toArray();
        score(machine(seen, second), unseen, scores);
      }
    }
    double[][] own = new double[1][rows.length];
    int[] isSecond = new int[rows.length];
    double[] weights = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      own[0][i] = scores[rows[i]];
      isSecond[i] = labels[rows[i]] == second ? 1 : 0;
      weights[i] = target.weight(rows[i]);
    }
    return SigmoidFit.fit(own, isSecond, weights);
  }

  private void score(Machine machine, int[] rows, double[] scores) {
    if (!shared) {
      double[][] predicted =
          Machines.model(List.of(machine), function, features).predict(features.select(rows));
      for (int i = 0; i < rows.length; i++) {
        scores[rows[i]] = predicted[i][0];
      }
      return;
    }
    for (int row : rows) {
      scores[row] = machine.offset();
    }
    for (int i = 0; i < machine.rows().length; i++) {
      double[] values = all.row(machine.rows()[i]);
      double weight = machine.weights()[i];
      for (int row : rows) {
        scores[row] += weight * values[row];
      }
      work.did(2L * rows.length);
    }
  }
}
