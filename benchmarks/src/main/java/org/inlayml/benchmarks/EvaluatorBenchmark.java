// SPDX-License-Identifier: Apache-2.0
package org.inlayml.benchmarks;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.family.Trees;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.FitContext;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.learner.linear.LogisticLearner;
import org.inlayml.learning.learner.tree.RandomForestLearner;
import org.inlayml.learning.option.Options;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import smile.classification.LogisticRegression;
import smile.classification.RandomForest;
import smile.data.DataFrame;
import smile.data.Tuple;

/**
 * Measures, by JMH, what predicting one encoded row costs by our evaluators and by Smile's own: a
 * logistic regression and forests of 100 trees, each pair trained alike on the same 20,000 made-up
 * rows of 16 numbers. Rows take turns, so that branches are not learnt by heart.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EvaluatorBenchmark {
  private static final int WIDTH = 16;
  private static final int TRAINED = 20_000;
  private static final int TREES = 100;
  private static final int PREDICTED = 4096; // a power of two
  private static final double PENALTY = 1;
  private static final double TOLERANCE = 1e-5;
  private static final int STEPS = 500;

  /** Rows, and which is next. */
  @State(Scope.Thread)
  public static class Rows {
    private final FeatureMatrix features = features();
    private final double[][] arrays = features.toRows();
    private final double[] outputs = new double[2];
    private int next;

    private int next() {
      next = (next + 1) & (PREDICTED - 1);
      return next;
    }

    private TargetVector numbers() {
      double[][] x = features.columns();
      SplittableRandom random = new SplittableRandom(2);
      double[] values = new double[TRAINED];
      for (int i = 0; i < TRAINED; i++) {
        values[i] = x[0][i] * x[1][i] + x[2][i] + 0.5 * x[3][i] + 0.5 * random.nextDouble();
      }
      return new TargetVector(values, 0);
    }

    private TargetVector labels() {
      double[] labels = Arrays.stream(numbers().values()).map(v -> v > 1.25 ? 1 : 0).toArray();
      return new TargetVector(labels, 2);
    }
  }

  /** Two logistic regressions. */
  @State(Scope.Thread)
  public static class Logistic {
    private final Model inlay;
    private final LogisticRegression smile;

    /** Trains them. */
    public Logistic() {
      Rows rows = new Rows();
      inlay = fit(new LogisticLearner(), rows.features, rows.labels(), Map.of());
      smile =
          LogisticRegression.binomial(
              rows.arrays, rows.labels().labels(), PENALTY, TOLERANCE, STEPS);
    }
  }

  /** Two forests that classify; Smile merges leaves of one label, so that its trees are smaller. */
  @State(Scope.Thread)
  public static class Classification {
    private final Trees inlay;
    private final RandomForest smile;
    private final Tuple[] tuples;

    /** Trains them. */
    public Classification() {
      Rows rows = new Rows();
      DataFrame frame = SmileForests.frame(rows.features, rows.labels());
      inlay = forest(rows.features, rows.labels());
      smile = SmileForests.classification(frame, TREES);
      tuples = tuples(frame);
    }
  }

  /** Two forests that predict numbers, of about equal size. */
  @State(Scope.Thread)
  public static class Regression {
    private final Trees inlay;
    private final smile.regression.RandomForest smile;
    private final Tuple[] tuples;

    /** Trains them. */
    public Regression() {
      Rows rows = new Rows();
      DataFrame frame = SmileForests.frame(rows.features, rows.numbers());
      inlay = forest(rows.features, rows.numbers());
      smile = SmileForests.regression(frame, TREES);
      tuples = tuples(frame);
    }
  }

  private static FeatureMatrix features() {
    SplittableRandom random = new SplittableRandom(1);
    double[][] columns =
        IntStream.range(0, WIDTH)
            .mapToObj(j -> random.doubles(TRAINED).toArray())
            .toArray(double[][]::new);
    List<String> names = IntStream.range(0, WIDTH).mapToObj(j -> "F" + j).toList();
    return new FeatureMatrix(names, columns, TRAINED);
  }

  private static Trees forest(FeatureMatrix features, TargetVector target) {
    return (Trees) fit(new RandomForestLearner(), features, target, Map.of("n_estimators", TREES));
  }

  private static Model fit(
      Learner learner, FeatureMatrix features, TargetVector target, Map<String, ?> options) {
    return learner.fit(
        features,
        target,
        Options.check(learner.spec().name(), learner.spec().hyperparameters(), options),
        new FitContext(0, 1, FitContext.Checkpoint.NONE));
  }

  private static Tuple[] tuples(DataFrame frame) {
    return IntStream.range(0, PREDICTED).mapToObj(frame::get).toArray(Tuple[]::new);
  }

  @Benchmark
  public double logisticInlay(Rows rows, Logistic models) {
    models.inlay.predict(rows.arrays[rows.next()], rows.outputs);
    return rows.outputs[1];
  }

  @Benchmark
  public double logisticSmile(Rows rows, Logistic models) {
    models.smile.predict(rows.arrays[rows.next()], rows.outputs);
    return rows.outputs[1];
  }

  @Benchmark
  public double classificationForestInlay(Rows rows, Classification models) {
    models.inlay.predict(rows.arrays[rows.next()], rows.outputs);
    return rows.outputs[1];
  }

  @Benchmark
  public double classificationForestSmile(Rows rows, Classification models) {
    models.smile.predict(models.tuples[rows.next()], rows.outputs);
    return rows.outputs[1];
  }

  @Benchmark
  public double regressionForestInlay(Rows rows, Regression models) {
    models.inlay.predict(rows.arrays[rows.next()], rows.outputs);
    return rows.outputs[0];
  }

  @Benchmark
  public double regressionForestSmile(Rows rows, Regression models) {
    return models.smile.predict(models.tuples[rows.next()]);
  }

  /**
   * Measures and prints.
   *
   * @param arguments {@code --small}, {@code --full} or nothing
   */
  public static void main(String[] arguments) throws RunnerException {
    Size size = Size.of(arguments);
    Report report = new Report(System.out);
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(EvaluatorBenchmark.class.getName())
                    .verbosity(VerboseMode.SILENT)
                    .forks(size.choose(1, 2))
                    .warmupIterations(size.choose(1, 3))
                    .measurementIterations(size.choose(2, 5))
                    .warmupTime(TimeValue.seconds(1))
                    .measurementTime(TimeValue.seconds(1))
                    .build())
            .run();
    for (RunResult result : results) {
      double[] values =
          result.getBenchmarkResults().stream()
              .flatMap(fork -> fork.getIterationResults().stream())
              .mapToDouble(iteration -> iteration.getPrimaryResult().getScore())
              .toArray();
      report.add(new Measurement(result.getPrimaryResult().getLabel(), "ns/row", 1, values));
    }
    nodes(report);
    report.end();
  }

  private static void nodes(Report report) {
    Classification classification = new Classification();
    Regression regression = new Regression();
    nodes(report, "classificationForestInlay", nodes(classification.inlay));
    nodes(report, "classificationForestSmile", SmileForests.nodes(classification.smile.trees()));
    nodes(report, "regressionForestInlay", nodes(regression.inlay));
    nodes(report, "regressionForestSmile", SmileForests.nodes(regression.smile.trees()));
  }

  private static void nodes(Report report, String name, int nodes) {
    report.add(Measurement.of(name + " nodes", "nodes", TRAINED, nodes));
  }

  private static int nodes(Trees trees) {
    return 2 * trees.feature().length + trees.roots().length;
  }
}
