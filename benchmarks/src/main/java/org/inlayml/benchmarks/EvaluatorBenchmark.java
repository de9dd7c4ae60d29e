// SPDX-License-Identifier: Apache-2.0
package org.inlayml.benchmarks;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.inlayml.learning.family.Trees;
import org.inlayml.learning.learner.linear.LinearLearner;
import org.inlayml.learning.learner.linear.LogisticLearner;
import org.inlayml.learning.learner.tree.GradientBoostingLearner;
import org.inlayml.learning.learner.tree.RandomForestLearner;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.runner.RunnerException;
import smile.classification.LogisticRegression;
import smile.classification.RandomForest;
import smile.data.DataFrame;
import smile.data.Tuple;
import smile.regression.GradientTreeBoost;

/**
 * Measures, by JMH on one thread, what predicting one row costs by the paths that serve, encoding
 * included, and by Smile's own models: row by row, and in batches of {@value
 * EvaluatorSample#BATCH}. Each pair is trained alike on the same made-up rows of {@value
 * EvaluatorSample#WIDTH} numbers; the linear regression has 3. Smile knows no batches but rows one
 * by one, its linear regression needs native code.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EvaluatorBenchmark {
  private static final double PENALTY = 1;
  private static final double TOLERANCE = 1e-5;
  private static final int STEPS = 500;

  /** A linear regression of few numbers. */
  @State(Scope.Thread)
  public static class LinearModel {
    private final ServedModel inlay;

    /** Trains it. */
    public LinearModel() {
      EvaluatorSample sample = new EvaluatorSample(3);
      inlay =
          new ServedModel(
              sample.predictor(new LinearLearner(), sample.numbers(), Map.of()), sample.rows());
    }
  }

  /** Two logistic regressions. */
  @State(Scope.Thread)
  public static class LogisticModel {
    private final ServedModel inlay;
    private final LogisticRegression smile;
    private final double[][] rows;
    private final double[] probabilities = new double[2];
    private int next;

    /** Trains them. */
    public LogisticModel() {
      EvaluatorSample sample = new EvaluatorSample(EvaluatorSample.WIDTH);
      rows = sample.rows();
      inlay =
          new ServedModel(sample.predictor(new LogisticLearner(), sample.labels(), Map.of()), rows);
      smile =
          LogisticRegression.binomial(rows, sample.labels().labels(), PENALTY, TOLERANCE, STEPS);
    }

    private double smile() {
      next = next + 1 < rows.length ? next + 1 : 0;
      smile.predict(rows[next], probabilities);
      return probabilities[1];
    }
  }

  /** Rows as Smile takes them, taking turns. */
  private static final class Tuples {
    private final Tuple[] tuples;
    private int next;

    Tuples(DataFrame frame) {
      tuples = IntStream.range(0, EvaluatorSample.BATCH).mapToObj(frame::get).toArray(Tuple[]::new);
    }

    Tuple next() {
      next = next + 1 < tuples.length ? next + 1 : 0;
      return tuples[next];
    }
  }

  /** Two boosted ensembles of small trees. */
  @State(Scope.Thread)
  public static class BoostedModel {
    private final ServedModel inlay;
    private final GradientTreeBoost smile;
    private final Tuples tuples;

    /** Trains them. */
    public BoostedModel() {
      EvaluatorSample sample = new EvaluatorSample(EvaluatorSample.WIDTH);
      inlay = boosted(sample);
      DataFrame frame = SmileForests.frame(sample.features(), sample.numbers());
      smile = SmileForests.boosted(frame, EvaluatorSample.TREES, EvaluatorSample.DEPTH);
      tuples = new Tuples(frame);
    }
  }

  /** Two forests that predict numbers. */
  @State(Scope.Thread)
  public static class RegressionForest {
    private final ServedModel inlay;
    private final smile.regression.RandomForest smile;
    private final Tuples tuples;

    /** Trains them. */
    public RegressionForest() {
      EvaluatorSample sample = new EvaluatorSample(EvaluatorSample.WIDTH);
      inlay = forest(sample);
      DataFrame frame = SmileForests.frame(sample.features(), sample.numbers());
      smile = SmileForests.regression(frame, EvaluatorSample.TREES, EvaluatorSample.DEPTH);
      tuples = new Tuples(frame);
    }
  }

  /** Two forests that classify; Smile merges leaves of one label, so that its trees are smaller. */
  @State(Scope.Thread)
  public static class ClassificationForest {
    private final ServedModel inlay;
    private final RandomForest smile;
    private final Tuples tuples;
    private final double[] probabilities = new double[2];

    /** Trains them. */
    public ClassificationForest() {
      EvaluatorSample sample = new EvaluatorSample(EvaluatorSample.WIDTH);
      inlay =
          new ServedModel(
              sample.predictor(
                  new RandomForestLearner(),
                  sample.labels(),
                  Map.of(
                      "n_estimators", EvaluatorSample.TREES, "max_depth", EvaluatorSample.DEPTH)),
              sample.rows());
      DataFrame frame = SmileForests.frame(sample.features(), sample.labels());
      smile = SmileForests.classification(frame, EvaluatorSample.TREES, EvaluatorSample.DEPTH);
      tuples = new Tuples(frame);
    }

    private double smile() {
      smile.predict(tuples.next(), probabilities);
      return probabilities[1];
    }
  }

  static ServedModel boosted(EvaluatorSample sample) {
    Map<String, Integer> options =
        Map.of(
            "n_estimators",
            EvaluatorSample.TREES,
            "max_leaves",
            EvaluatorSample.LEAVES,
            "max_depth",
            EvaluatorSample.DEPTH);
    return new ServedModel(
        sample.predictor(new GradientBoostingLearner(), sample.numbers(), options), sample.rows());
  }

  static ServedModel forest(EvaluatorSample sample) {
    Map<String, Integer> options =
        Map.of("n_estimators", EvaluatorSample.TREES, "max_depth", EvaluatorSample.DEPTH);
    return new ServedModel(
        sample.predictor(new RandomForestLearner(), sample.numbers(), options), sample.rows());
  }

  @Benchmark
  public double linearInlayRow(LinearModel models) {
    return models.inlay.row();
  }

  @Benchmark
  @OperationsPerInvocation(EvaluatorSample.BATCH)
  public double[] linearInlayBatch(LinearModel models) {
    return models.inlay.batch();
  }

  @Benchmark
  public double logisticInlayRow(LogisticModel models) {
    return models.inlay.row();
  }

  @Benchmark
  @OperationsPerInvocation(EvaluatorSample.BATCH)
  public double[] logisticInlayBatch(LogisticModel models) {
    return models.inlay.batch();
  }

  @Benchmark
  public double logisticSmileRow(LogisticModel models) {
    return models.smile();
  }

  @Benchmark
  public double boostedInlayRow(BoostedModel models) {
    return models.inlay.row();
  }

  @Benchmark
  @OperationsPerInvocation(EvaluatorSample.BATCH)
  public double[] boostedInlayBatch(BoostedModel models) {
    return models.inlay.batch();
  }

  @Benchmark
  public double boostedSmileRow(BoostedModel models) {
    return models.smile.predict(models.tuples.next());
  }

  @Benchmark
  public double regressionForestInlayRow(RegressionForest models) {
    return models.inlay.row();
  }

  @Benchmark
  @OperationsPerInvocation(EvaluatorSample.BATCH)
  public double[] regressionForestInlayBatch(RegressionForest models) {
    return models.inlay.batch();
  }

  @Benchmark
  public double regressionForestSmileRow(RegressionForest models) {
    return models.smile.predict(models.tuples.next());
  }

  @Benchmark
  public double classificationForestInlayRow(ClassificationForest models) {
    return models.inlay.row();
  }

  @Benchmark
  @OperationsPerInvocation(EvaluatorSample.BATCH)
  public double[] classificationForestInlayBatch(ClassificationForest models) {
    return models.inlay.batch();
  }

  @Benchmark
  public double classificationForestSmileRow(ClassificationForest models) {
    return models.smile();
  }

  /**
   * Measures and prints.
   *
   * @param arguments {@code --small}, {@code --full} or nothing
   */
  public static void main(String[] arguments) throws RunnerException {
    Size size = Size.of(arguments);
    Report report = new Report(System.out);
    JmhRun.of(EvaluatorBenchmark.class, size, report);
    describe(report);
    report.end();
    report.judge(Target.all());
  }

  private static void describe(Report report) {
    BoostedModel boosted = new BoostedModel();
    describe(report, "boosted", boosted.inlay, SmileForests.nodes(boosted.smile.trees()));
    RegressionForest numbers = new RegressionForest();
    describe(report, "regressionForest", numbers.inlay, SmileForests.nodes(numbers.smile.trees()));
    ClassificationForest labels = new ClassificationForest();
    describe(
        report, "classificationForest", labels.inlay, SmileForests.nodes(labels.smile.trees()));
  }

  private static void describe(Report report, String name, ServedModel inlay, int smile) {
    Trees trees = (Trees) inlay.predictor().model();
    int nodes = 2 * trees.feature().length + trees.roots().length;
    int rows = EvaluatorSample.TRAINED;
    report.add(Measurement.of(name + "Inlay nodes", "nodes", rows, nodes));
    report.add(Measurement.of(name + "Smile nodes", "nodes", rows, smile));
    long bytes = inlay.predictor().evaluator().bytes();
    report.add(Measurement.of(name + "Inlay laid out", "bytes", rows, (double) bytes));
  }
}
