// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.calibration;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.inlayml.learning.family.Calibrated;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.FitContext;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.learner.TargetVector;

/**
 * Gives classifiers that only score probabilities: sigmoids fitted on scores of rows that the
 * scoring model had not seen, by five-fold cross-fitting, and a scoring model of all rows. Source:
 * Platt, Probabilistic Outputs for Support Vector Machines, 1999, section 2.1.
 */
public final class SigmoidCalibration {
  public static final int FOLDS = 5;

  /** Fits a model that scores: one output for two classes, else one a class. */
  @FunctionalInterface
  public interface Scoring {
    Model fit(FeatureMatrix features, TargetVector target, FitContext context);
  }

  private SigmoidCalibration() {}

  /**
   * Fits scores and sigmoids. Where a class has fewer than {@value #FOLDS} rows, but at least one,
   * the sigmoids are those of the rows that the model was fitted on.
   */
  public static Calibrated fit(
      FeatureMatrix features, TargetVector target, FitContext context, Scoring scoring) {
    int[] labels = target.labels();
    int[] folds = folds(labels, target.classes(), context.seed());
    boolean few = folds.length == 0;
    Model model = scoring.fit(features, target, part(context, 0, few ? 1 : FOLDS + 1));
    double[][] scores = new double[model.outputs()][labels.length];
    if (few) {
      int[] all = IntStream.range(0, labels.length).toArray();
      put(model.predict(features), all, scores);
    } else {
      for (int fold = 0; fold < FOLDS; fold++) {
        int held = fold;
        int[] seen = rows(folds, row -> folds[row] != held);
        int[] unseen = rows(folds, row -> folds[row] == held);
        Model partial =
            scoring.fit(
                features.select(seen), target.select(seen), part(context, fold + 1, FOLDS + 1));
        put(partial.predict(features.select(unseen)), unseen, scores);
      }
    }
    return new Calibrated(model, SigmoidFit.fit(scores, labels, target.allWeights()));
  }

  /** What one of the fits reports, as a part of the whole. */
  private static FitContext part(FitContext context, int part, int parts) {
    Checkpoint whole = context.checkpoint();
    return new FitContext(
        context.seed(),
        context.threads(),
        share -> whole.reached((part + share) / parts),
        context.previous());
  }

  private static int[] rows(int[] folds, IntPredicate chosen) {
    return IntStream.range(0, folds.length).filter(chosen).toArray();
  }

  private static void put(double[][] predicted, int[] rows, double[][] scores) {
    for (int i = 0; i < rows.length; i++) {
      for (int k = 0; k < scores.length; k++) {
        scores[k][rows[i]] = predicted[i][k];
      }
    }
  }

  /** Per row its fold, each class spread evenly; empty where one has too few rows. */
  public static int[] folds(int[] labels, int classes, long seed) {
    int[] sizes = new int[classes];
    for (int label : labels) {
      sizes[label]++;
    }
    if (Arrays.stream(sizes).anyMatch(size -> size > 0 && size < FOLDS)) {
      return new int[0];
    }
    int[] order = IntStream.range(0, labels.length).toArray();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    int[] folds = new int[labels.length];
    int[] met = new int[classes];
    for (int row : order) {
      folds[row] = met[labels[row]]++ % FOLDS;
    }
    return folds;
  }
}
