// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.tree;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.inlayml.learning.family.Link;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.family.Trees;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.FitContext;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.LearnerSpec;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.learner.Trait;
import org.inlayml.learning.learner.anomaly.Contamination;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;

/**
 * Tells rows that few random cuts set apart. The score is the mean number of cuts, negative, as a
 * share of what it is in random rows; two to its power is the score of the source, which ranks
 * alike. Stateless, thread-safe.
 */
public final class IsolationForestLearner implements Learner {
  private static final int USUAL_SAMPLE = 256;
  private static final double EULER = 0.5772156649015329;

  private static final Option<Integer> MAX_SAMPLES =
      Option.integer("max_samples", 1, Integer.MAX_VALUE)
          .doc(
              "How many rows each tree is drawn, at most all; absent, "
                  + USUAL_SAMPLE
                  + " of them or all.");
  private static final Option<Double> MAX_FEATURES =
      Option.number("max_features", 0, 1)
          .defaultsTo(1.0)
          .doc("The share of features that each tree is drawn, at least one feature.");
  private static final Option<Boolean> BOOTSTRAP = Sample.BOOTSTRAP.defaultsTo(false);

  private static final LearnerSpec SPEC =
      new LearnerSpec(
          "isolation_forest",
          List.of("IsolationForest"),
          Set.of(Task.ANOMALY_DETECTION),
          Set.of(Trait.ORDINAL, Trait.DRAWS),
          List.of(
              Forest.N_ESTIMATORS,
              MAX_SAMPLES,
              MAX_FEATURES,
              BOOTSTRAP,
              Contamination.CONTAMINATION),
          "Tells rows that a few random cuts set apart from the others. Fast on many rows. Heeds no"
              + " weights: cuts are drawn without regard to what rows count.",
          "Liu, Ting, Zhou: Isolation Forest, 2008");

  @Override
  public LearnerSpec spec() {
    return SPEC;
  }

  @Override
  public Model fit(
      FeatureMatrix features, TargetVector target, Options hyperparameters, FitContext context) {
    int count = hyperparameters.get(Forest.N_ESTIMATORS);
    int width = features.width();
    int drawn = drawn(hyperparameters, features.rows());
    int columns = Limits.share(hyperparameters.find(MAX_FEATURES), width, width);
    boolean replaced = hyperparameters.get(BOOTSTRAP);
    Limits limits = limits(drawn);
    Rows rows = Rows.unordered(features);
    // The mean of what the trees say, as a share of what random rows take.
    double unit = -count * Math.max(1, cuts(drawn));
    List<FlatTree> trees =
        Forest.grow(
            context,
            0,
            count,
            workers ->
                (random, running) -> {
                  int[] chosen =
                      replaced
                          ? random.ints(drawn, 0, rows.count()).sorted().toArray()
                          : Sample.of(rows.count(), drawn, random);
                  int[] candidates = Sample.of(width, columns, random);
                  return new Grower(
                          rows.random(chosen, candidates, limits, random),
                          Isolation.ANY_CUT,
                          limits,
                          running)
                      .grow(
                          1,
                          (of, from, to, depth, values, at) ->
                              values[at] = (depth + cuts(to - from)) / unit);
                });
    Trees scores = FlatTree.join(trees, 1, width, new double[1], Link.IDENTITY, 1);
    double[] trained =
        Arrays.stream(scores.predict(features)).mapToDouble(outputs -> outputs[0]).toArray();
    return Contamination.model(scores, trained, hyperparameters.get(Contamination.CONTAMINATION));
  }

  /** As deep as a search tree of so many rows is on average, and no feature is better. */
  private static Limits limits(int drawn) {
    int depth = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(1, drawn - 1));
    return new Limits(depth, Limits.ANY, 1, 2, 1);
  }

  private static int drawn(Options hyperparameters, long rows) {
    return (int) Math.min(hyperparameters.find(MAX_SAMPLES).orElse(USUAL_SAMPLE), rows);
  }

  /** How many cuts set one of so many random rows apart on average; section 2, equation 1. */
  static double cuts(int rows) {
    if (rows <= 1) {
      return 0;
    }
    if (rows == 2) {
      return 1;
    }
    return 2 * (StrictMath.log(rows - 1) + EULER) - 2.0 * (rows - 1) / rows;
  }

  @Override
  public long memory(long rows, int width, int classes, Options hyperparameters) {
    int drawn = drawn(hyperparameters, rows);
    long count = hyperparameters.get(Forest.N_ESTIMATORS);
    long growing = Math.min(count, Runtime.getRuntime().availableProcessors());
    long perRow = 6L * Double.BYTES + 16;
    return rows * perRow
        + (long) width * Integer.BYTES * (growing + 2)
        + growing * Rows.bytes(drawn, 1, 1, limits(drawn).mostLeaves(drawn))
        + 2 * count * (FlatTree.bytes(limits(drawn).mostLeaves(drawn), 1) + Boosting.OBJECT_BYTES);
  }

  /** Takes any cut, whatever the rows are. */
  private enum Isolation implements Criterion, Criterion.Sums {
    ANY_CUT;

    @Override
    public Sums sums(int[] rows, int from, int to) {
      return this;
    }

    @Override
    public boolean isPure() {
      return false;
    }

    @Override
    public double rounding() {
      return 0;
    }

    @Override
    public Cut best(int column, double[] values, int[] sorted, int from, int to, int fewest) {
      return Cut.NONE;
    }

    @Override
    public void gather(int[] rows, int from, int to) {
      // No row counts more than another.
    }

    @Override
    public Cut at(double threshold, int column, double[] feature, int count, int fewest) {
      return new Cut(column, threshold, 1);
    }
  }
}
