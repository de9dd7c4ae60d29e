// SPDX-License-Identifier: Apache-2.0
package org.inlayml.benchmarks;

import com.microsoft.ml.lightgbm.PredictionType;
import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMDataset;
import io.github.metarank.lightgbm4j.LGBMException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Measures what predicting one row costs by XGBoost and LightGBM themselves, called from Java on
 * one thread, beside ours in the same run: boosted trees of {@value EvaluatorSample#LEAVES} leaves
 * and forests of depth {@value EvaluatorSample#DEPTH}, {@value EvaluatorSample#TREES} trees each,
 * trained on the same made-up rows. Both are native code that can end the process, so it only runs
 * in those that JMH starts.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LibraryBenchmark {
  private static final int WIDTH = EvaluatorSample.WIDTH;

  /** Of the rows, what a forest draws for a tree: as many as drawing with replacement leaves. */
  private static final double DRAWN = 0.632;

  private static final double TRIED = 1.0 / 3;

  /** What all predict: numbers row after row. */
  private static final class Inputs {
    final EvaluatorSample sample = new EvaluatorSample(WIDTH);
    final double[][] rows = sample.rows();
    final float[][] floats = new float[rows.length][WIDTH];
    final double[] flat = new double[rows.length * WIDTH];
    final float[] flatFloats = new float[flat.length];
    final double[] batch = new double[EvaluatorSample.BATCH * WIDTH];
    final float[] batchFloats = new float[batch.length];
    private int next;

    Inputs() {
      for (int i = 0; i < rows.length; i++) {
        for (int j = 0; j < WIDTH; j++) {
          floats[i][j] = (float) rows[i][j];
          flat[i * WIDTH + j] = rows[i][j];
          flatFloats[i * WIDTH + j] = floats[i][j];
        }
      }
      System.arraycopy(flat, 0, batch, 0, batch.length);
      System.arraycopy(flatFloats, 0, batchFloats, 0, batch.length);
    }

    float[] targets() {
      double[] values = sample.numbers().values();
      float[] targets = new float[values.length];
      for (int i = 0; i < targets.length; i++) {
        targets[i] = (float) values[i];
      }
      return targets;
    }

    int next() {
      next = next + 1 < rows.length ? next + 1 : 0;
      return next;
    }
  }

  /** Ours. */
  @State(Scope.Thread)
  public static class Inlay {
    private final EvaluatorSample sample = new EvaluatorSample(WIDTH);
    private final ServedModel boosted = EvaluatorBenchmark.boosted(sample);
    private final ServedModel forest = EvaluatorBenchmark.forest(sample);
  }

  /** XGBoost's. */
  @State(Scope.Thread)
  public static class Xgboost {
    private final Inputs inputs = new Inputs();
    private final Booster boosted;
    private final Booster forest;

    /** Trains them. */
    public Xgboost() {
      Map<String, Object> boosting =
          Map.of(
              "nthread",
              1,
              "tree_method",
              "hist",
              "grow_policy",
              "lossguide",
              "max_leaves",
              EvaluatorSample.LEAVES,
              "max_depth",
              EvaluatorSample.DEPTH,
              "eta",
              0.1);
      Map<String, Object> bagging =
          Map.of(
              "nthread",
              1,
              "tree_method",
              "hist",
              "num_parallel_tree",
              EvaluatorSample.TREES,
              "max_depth",
              EvaluatorSample.DEPTH,
              "subsample",
              DRAWN,
              "colsample_bynode",
              TRIED,
              "lambda",
              0,
              "eta",
              1);
      try {
        DMatrix rows = new DMatrix(inputs.flatFloats, EvaluatorSample.TRAINED, WIDTH, Float.NaN);
        rows.setLabel(inputs.targets());
        boosted = XGBoost.train(rows, boosting, EvaluatorSample.TREES, Map.of(), null, null);
        forest = XGBoost.train(rows, bagging, 1, Map.of(), null, null);
      } catch (XGBoostError e) {
        throw new IllegalStateException(e);
      }
    }

    private float row(Booster model) throws XGBoostError {
      return model.inplace_predict(inputs.floats[inputs.next()], 1, WIDTH, Float.NaN)[0][0];
    }

    private float[][] batch(Booster model) throws XGBoostError {
      return model.inplace_predict(inputs.batchFloats, EvaluatorSample.BATCH, WIDTH, Float.NaN);
    }
  }

  /** LightGBM's. */
  @State(Scope.Thread)
  public static class Lightgbm {
    private static final String ALIKE =
        "objective=regression verbosity=-1 num_threads=1 min_data_in_leaf=3 max_depth="
            + EvaluatorSample.DEPTH;

    private final Inputs inputs = new Inputs();
    private final LGBMBooster boosted;
    private final LGBMBooster forest;

    /** Trains them. */
    public Lightgbm() {
      try {
        boosted = train(ALIKE + " num_leaves=" + EvaluatorSample.LEAVES);
        forest =
            train(
                ALIKE
                    + " boosting=rf num_leaves=8192 bagging_freq=1 bagging_fraction="
                    + DRAWN
                    + " feature_fraction_bynode="
                    + TRIED);
      } catch (LGBMException e) {
        throw new IllegalStateException(e);
      }
    }

    private LGBMBooster train(String parameters) throws LGBMException {
      LGBMDataset rows =
          LGBMDataset.createFromMat(
              inputs.flat, EvaluatorSample.TRAINED, WIDTH, true, parameters, null);
      rows.setField("label", inputs.targets());
      LGBMBooster booster = LGBMBooster.create(rows, parameters);
      for (int i = 0; i < EvaluatorSample.TREES; i++) {
        booster.updateOneIter();
      }
      return booster;
    }

    private double row(LGBMBooster model) throws LGBMException {
      return model
          .predictForMat(
              inputs.rows[inputs.next()],
              1,
              WIDTH,
              true,
              PredictionType.C_API_PREDICT_NORMAL,
              "num_threads=1")[0];
    }

    private double[] batch(LGBMBooster model) throws LGBMException {
      return model.predictForMat(
          inputs.batch,
          EvaluatorSample.BATCH,
          WIDTH,
          true,
          PredictionType.C_API_PREDICT_NORMAL,
          "num_threads=1");
    }
  }

  @Benchmark
  public double boostedInlayRow(Inlay models) {
    return models.boosted.row();
  }

  @Benchmark
  @OperationsPerInvocation(EvaluatorSample.BATCH)
  public double[] boostedInlayBatch(Inlay models) {
    return models.boosted.batch();
  }

  @Benchmark
  public double forestInlayRow(Inlay models) {
    return models.forest.row();
  }

  @Benchmark
  @OperationsPerInvocation(EvaluatorSample.BATCH)
  public double[] forestInlayBatch(Inlay models) {
    return models.forest.batch();
  }

  @Benchmark
  public float boostedXgboostRow(Xgboost models) throws XGBoostError {
    return models.row(models.boosted);
  }

  @Benchmark
  @OperationsPerInvocation(EvaluatorSample.BATCH)
  public float[][] boostedXgboostBatch(Xgboost models) throws XGBoostError {
    return models.batch(models.boosted);
  }

  @Benchmark
  public float forestXgboostRow(Xgboost models) throws XGBoostError {
    return models.row(models.forest);
  }

  @Benchmark
  @OperationsPerInvocation(EvaluatorSample.BATCH)
  public float[][] forestXgboostBatch(Xgboost models) throws XGBoostError {
    return models.batch(models.forest);
  }

  @Benchmark
  public double boostedLightgbmRow(Lightgbm models) throws LGBMException {
    return models.row(models.boosted);
  }

  @Benchmark
  @OperationsPerInvocation(EvaluatorSample.BATCH)
  public double[] boostedLightgbmBatch(Lightgbm models) throws LGBMException {
    return models.batch(models.boosted);
  }

  @Benchmark
  public double forestLightgbmRow(Lightgbm models) throws LGBMException {
    return models.row(models.forest);
  }

  @Benchmark
  @OperationsPerInvocation(EvaluatorSample.BATCH)
  public double[] forestLightgbmBatch(Lightgbm models) throws LGBMException {
    return models.batch(models.forest);
  }

  /**
   * Measures and prints.
   *
   * @param arguments {@code --small}, {@code --full} or nothing
   */
  public static void main(String[] arguments) throws RunnerException {
    Size size = Size.of(arguments);
    Report report = new Report(System.out);
    JmhRun.of(LibraryBenchmark.class, size, report);
    report.end();
    report.judge(Target.all());
  }
}
