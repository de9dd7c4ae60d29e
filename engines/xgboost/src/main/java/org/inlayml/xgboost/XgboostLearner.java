// SPDX-License-Identifier: Apache-2.0
package org.inlayml.xgboost;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.inlayml.engine.NativeModel;
import org.inlayml.engine.NativeOptions;
import org.inlayml.engine.NativeTask;
import org.inlayml.engine.NativeTrainer;
import org.inlayml.engine.NativeTraining;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.FitContext;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.LearnerSpec;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.learner.Trait;
import org.inlayml.learning.option.Options;

/** Learns boosted trees by XGBoost's native code. Stateless, thread-safe. */
public final class XgboostLearner implements Learner {
  static final String NAME = "xgboost";

  private static final LearnerSpec SPEC =
      new LearnerSpec(
          NAME,
          List.of("xgb", "XGBClassifier", "XGBRegressor"),
          Set.of(Task.CLASSIFICATION, Task.REGRESSION),
          Set.of(Trait.ORDINAL, Trait.MISSING, Trait.WEIGHTED, Trait.DRAWS),
          XgboostOptions.ALL,
          "Boosted trees by XGBoost, trained in native code and turned into trees of Inlay's own.",
          "Chen, Guestrin: XGBoost: A Scalable Tree Boosting System, KDD 2016");

  /** Of the child, with the library, before it has read a row. */
  private static final long CHILD_BYTES = 100L << 20;

  private static final long CHILD_HEAP = 192L << 20;

  /** As XGBoost stores it, with what is read of it. */
  private static final long NODE_BYTES = 150;

  /** More nodes' histograms are not kept. */
  private static final long MOST_HISTOGRAMS = 1 << 16;

  @Override
  public LearnerSpec spec() {
    return SPEC;
  }

  @Override
  public Model fit(
      FeatureMatrix features, TargetVector target, Options hyperparameters, FitContext context) {
    int rows = features.rows();
    int patience = NativeOptions.patience(hyperparameters, rows);
    NativeTask task =
        new NativeTask(
            XgboostOptions.parameters(hyperparameters, features, target, context.seed()),
            hyperparameters.get(XgboostOptions.N_ESTIMATORS),
            patience,
            context.threads(),
            features.width(),
            target.values(),
            target.weights(),
            NativeOptions.held(hyperparameters, rows, context.seed()));
    NativeTrainer trainer = new XgboostTrainer();
    NativeModel model =
        NativeOptions.inChild(hyperparameters)
            ? NativeTraining.inChild(
                NAME,
                trainer,
                task,
                features,
                context,
                CHILD_HEAP + 64L * rows + 4 * modelBytes(rows, target.classes(), hyperparameters))
            : NativeTraining.inProcess(NAME, trainer, task, features, context, Map.of());
    return BoosterTrees.of(model.bytes(), features.width(), model.rounds());
  }

  private static long leaves(long rows, Options hyperparameters) {
    int depth = hyperparameters.get(XgboostOptions.MAX_DEPTH);
    int most = hyperparameters.get(XgboostOptions.MAX_LEAVES);
    long byDepth = depth == 0 || depth > 40 ? Long.MAX_VALUE : 1L << depth;
    return Math.max(1, Math.min(Math.min(byDepth, most == 0 ? Long.MAX_VALUE : most), rows));
  }

  private static long modelBytes(long rows, int classes, Options hyperparameters) {
    long trees = (long) hyperparameters.get(XgboostOptions.N_ESTIMATORS) * Math.max(1, classes);
    return trees * (1_000 + 2 * NODE_BYTES * leaves(rows, hyperparameters));
  }

  @Override
  public long memory(long rows, int width, int classes, Options hyperparameters) {
    // The dense copy as floats, XGBoost's own with column numbers, and the bins.
    long values = rows * width * (Float.BYTES + 2L * Float.BYTES + 2);
    long perRow = 48 + 24L * Math.max(1, classes);
    long bins = Math.min(rows, hyperparameters.get(XgboostOptions.MAX_BIN));
    long histograms = Math.min(MOST_HISTOGRAMS, leaves(rows, hyperparameters));
    return CHILD_BYTES
        + values
        + rows * perRow
        + histograms * bins * width * 16
        + 2 * modelBytes(rows, classes, hyperparameters);
  }
}
