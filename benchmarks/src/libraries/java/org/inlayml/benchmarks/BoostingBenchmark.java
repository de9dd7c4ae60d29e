// SPDX-License-Identifier: Apache-2.0
package org.inlayml.benchmarks;

import com.microsoft.ml.lightgbm.PredictionType;
import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMDataset;
import io.github.metarank.lightgbm4j.LGBMException;
import java.util.Arrays;
import java.util.Map;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.FitContext;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.metric.Metric;
import org.inlayml.learning.option.Options;
import org.inlayml.learning.training.Algorithms;

/**
 * CPU seconds of hist_gradient_boosting beside LightGBM's in the same process, on the rows of
 * {@link FittingBenchmark}, in turns, with one thread: 100 trees of 31 leaves, 255 bins, which both
 * make of the numbers in the time that counts. The least of {@value #RUNS} runs after one to warm
 * up; of a million rows and more the only one. The system property {@code benchmark.rows} names
 * another number of rows.
 */
public final class BoostingBenchmark {
  private static final int RUNS = 2;
  private static final int TREES = 100;

  /** From so many rows on there is but one run. */
  private static final int ONCE = 1_000_000;

  private static final double SECOND = 1e9;

  private static final String COMMON =
      "verbosity=-1 num_threads=1 num_leaves=31 max_bin=255 min_data_in_leaf=20 learning_rate=0.1"
          + " objective=";

  private final Report report = new Report(System.out);
  private final FittingSample train;
  private final FittingSample test;
  private final double[] flat;
  private final double[] flatTest;

  private BoostingBenchmark(int rows) {
    train = FittingSample.of(rows, 1);
    test = FittingSample.of(rows / 5, 2);
    flat = flat(train.features());
    flatTest = flat(test.features());
  }

  /**
   * Measures and prints.
   *
   * @param arguments {@code --small}, {@code --full} or nothing
   */
  public static void main(String[] arguments) throws LGBMException {
    int usual = Size.of(arguments).choose(5_000, 100_000);
    BoostingBenchmark benchmark =
        new BoostingBenchmark(Integer.getInteger("benchmark.rows", usual));
    benchmark.report.say("| task | rows | fit, CPU s | LightGBM | ratio | score | LightGBM |");
    benchmark.report.say("|---|---:|---:|---:|---:|---:|---:|");
    benchmark.measure(Task.REGRESSION, Metric.R2);
    benchmark.measure(Task.CLASSIFICATION, Metric.ROC_AUC);
  }

  private static double[] flat(FeatureMatrix features) {
    int width = features.width();
    double[] flat = new double[features.rows() * width];
    for (int i = 0; i < flat.length; i++) {
      flat[i] = features.columns()[i % width][i / width];
    }
    return flat;
  }

  private void measure(Task task, Metric metric) throws LGBMException {
    TargetVector target = train.truth(task);
    boolean once = target.rows() >= ONCE;
    double ours = Double.POSITIVE_INFINITY;
    double theirs = Double.POSITIVE_INFINITY;
    double[][] predicted = {};
    double[][] theyPredicted = {};
    for (int run = once ? 1 : 0; run <= (once ? 1 : RUNS); run++) {
      long begin = CpuTime.PROCESS.nanoseconds();
      Model model = fit(target);
      double seconds = (CpuTime.PROCESS.nanoseconds() - begin) / SECOND;
      ours = run > 0 ? Math.min(ours, seconds) : ours;
      predicted = model.predict(test.features());
      begin = CpuTime.PROCESS.nanoseconds();
      LGBMBooster booster = fitByLightgbm(target);
      seconds = (CpuTime.PROCESS.nanoseconds() - begin) / SECOND;
      theirs = run > 0 ? Math.min(theirs, seconds) : theirs;
      theyPredicted = predict(booster, target.classes());
      booster.close();
    }
    report.say(
        "| %s | %d | %.2f | %.2f | %.2f | %.4f | %.4f |",
        task.sqlName(),
        target.rows(),
        ours,
        theirs,
        ours / theirs,
        score(metric, predicted),
        score(metric, theyPredicted));
  }

  private double score(Metric metric, double[][] predicted) {
    return metric == Metric.R2
        ? metric.score(test.sums(), Arrays.stream(predicted).mapToDouble(o -> o[0]).toArray())
        : metric.score(test.truth(Task.CLASSIFICATION).values(), predicted);
  }

  private Model fit(TargetVector target) {
    Learner learner = Algorithms.LEARNERS.find("hist_gradient_boosting", target.task());
    Options options =
        Options.check(
            learner.spec().name(),
            learner.spec().hyperparameters(),
            Map.of("early_stopping", "false"));
    return learner.fit(
        train.features(), target, options, new FitContext(0, 1, Checkpoint.NONE));
  }

  private LGBMBooster fitByLightgbm(TargetVector target) throws LGBMException {
    String parameters = COMMON + (target.classes() > 0 ? "binary" : "regression");
    LGBMDataset rows =
        LGBMDataset.createFromMat(
            flat, target.rows(), train.features().width(), true, parameters, null);
    float[] labels = new float[target.rows()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (float) target.values()[i];
    }
    rows.setField("label", labels);
    LGBMBooster booster = LGBMBooster.create(rows, parameters);
    for (int i = 0; i < TREES; i++) {
      booster.updateOneIter();
    }
    return booster;
  }

  private double[][] predict(LGBMBooster booster, int classes) throws LGBMException {
    double[] outputs =
        booster.predictForMat(
            flatTest,
            test.features().rows(),
            test.features().width(),
            true,
            PredictionType.C_API_PREDICT_NORMAL,
            "num_threads=1");
    double[][] predicted = new double[outputs.length][];
    for (int i = 0; i < predicted.length; i++) {
      predicted[i] =
          classes > 0 ? new double[] {1 - outputs[i], outputs[i]} : new double[] {outputs[i]};
    }
    return predicted;
  }
}
