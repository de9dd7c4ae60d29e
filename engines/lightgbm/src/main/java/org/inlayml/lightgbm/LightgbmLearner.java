// SPDX-License-Identifier: Apache-2.0
package org.inlayml.lightgbm;

import static java.nio.charset.StandardCharsets.UTF_8;

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

/** Learns boosted trees by LightGBM's native code. Stateless, thread-safe. */
public final class LightgbmLearner implements Learner {
  static final String NAME = "lightgbm";

  private static final LearnerSpec SPEC =
      new LearnerSpec(
          NAME,
          List.of("lgbm", "LGBMClassifier", "LGBMRegressor"),
          Set.of(Task.CLASSIFICATION, Task.REGRESSION),
          Set.of(Trait.ORDINAL, Trait.MISSING, Trait.WEIGHTED, Trait.DRAWS),
          LightgbmOptions.ALL,
          "Boosted trees by LightGBM, trained in native code and turned into trees of Inlay's own.",
          "Ke and others: LightGBM: A Highly Efficient Gradient Boosting Decision Tree, NIPS 2017");

  /** Of the child, with the library, before it has read a row. */
  private static final long CHILD_BYTES = 100L << 20;

  private static final long CHILD_HEAP = 192L << 20;

  /** As LightGBM writes it, with what is read of it. */
  private static final long LEAF_BYTES = 400;

  @Override
  public LearnerSpec spec() {
    return SPEC;
  }

  @Override
  public Model fit(
      FeatureMatrix features, TargetVector target, Options hyperparameters, FitContext context) {
    int rows = features.rows();
    NativeTask task =
        new NativeTask(
            LightgbmOptions.parameters(hyperparameters, features, target, context.seed()),
            hyperparameters.get(LightgbmOptions.N_ESTIMATORS),
            NativeOptions.patience(hyperparameters, rows),
            context.threads(),
            features.width(),
            target.values(),
            target.weights(),
            NativeOptions.held(hyperparameters, rows, context.seed()));
    NativeTrainer trainer = new LightgbmTrainer();
    NativeModel model =
        NativeOptions.inChild(hyperparameters)
            ? NativeTraining.inChild(
                NAME,
                trainer,
                task,
                features,
                context,
                // The young generation is too small for the values, which need room in the old one.
                CHILD_HEAP
                    + 2L * Double.BYTES * rows * features.width()
                    + 64L * rows
                    + 4 * modelBytes(rows, target.classes(), hyperparameters))
            : NativeTraining.inProcess(NAME, trainer, task, features, context, Map.of());
    return TextTrees.of(new String(model.bytes(), UTF_8), features.width());
  }

  private static long leaves(long rows, Options hyperparameters) {
    int depth = hyperparameters.get(LightgbmOptions.MAX_DEPTH);
    long byDepth = depth <= 0 || depth > 40 ? Long.MAX_VALUE : 1L << depth;
    long most = Math.min(byDepth, hyperparameters.get(LightgbmOptions.NUM_LEAVES));
    return Math.max(1, Math.min(most, rows));
  }

  private static long modelBytes(long rows, int classes, Options hyperparameters) {
    long trees = (long) hyperparameters.get(LightgbmOptions.N_ESTIMATORS) * Math.max(1, classes);
    return trees * (1_000 + LEAF_BYTES * leaves(rows, hyperparameters));
  }

  @Override
  public long memory(long rows, int width, int classes, Options hyperparameters) {
    // The values in Java and in LightGBM's hands, and its bins.
    long values = rows * width * (2L * Double.BYTES + 2);
    long perRow = 48 + 32L * Math.max(1, classes);
    long bins = Math.min(rows, hyperparameters.get(LightgbmOptions.MAX_BIN));
    return CHILD_BYTES
        + values
        + rows * perRow
        + leaves(rows, hyperparameters) * bins * width * 16
        + 2 * modelBytes(rows, classes, hyperparameters);
  }
}
