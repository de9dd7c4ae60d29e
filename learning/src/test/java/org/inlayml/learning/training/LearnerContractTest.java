// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.inlayml.learning.Errors.assertMlError;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.feature.FitRules;
import org.inlayml.learning.feature.Pipeline;
import org.inlayml.learning.feature.PipelineFitter;
import org.inlayml.learning.learner.FitContext;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.learner.Trait;
import org.inlayml.learning.metric.Metric;
import org.inlayml.learning.option.Options;
import org.inlayml.learning.prediction.Predictor;
import org.inlayml.learning.prediction.Target;
import org.inlayml.learning.table.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What holds for every learner that is listed, with each task that it can do. Engines extend it for
 * theirs.
 */
@ParameterizedClass
@MethodSource("cases")
public class LearnerContractTest {
  /** They do not aim at the mean, and need not beat it where the truth has two heaps. */
  private static final Set<String> NOT_AT_THE_MEAN = Set.of("linear_svm", "quantile", "ransac");

  /** A learner with a number of classes, 0 for a regression. */
  static Stream<Arguments> cases() {
    return Algorithms.LEARNERS.all().stream()
        .flatMap(
            learner ->
                Stream.of(0, 2, 3)
                    .filter(n -> learner.spec().tasks().contains(task(n)))
                    .map(n -> Arguments.of(learner, n)));
  }

  private static Task task(int classes) {
    return classes == 0 ? Task.REGRESSION : Task.CLASSIFICATION;
  }

  private final Learner learner;
  private final int classes;
  private final Options options;
  private final TrainingRequest request;

  protected LearnerContractTest(Learner learner, int classes) {
    this.learner = learner;
    this.classes = classes;
    options = options(learner);
    request = Requests.of(task(classes), "Y").request();
  }

  /** What a learner is told, always the same. */
  protected Options options(Learner learner) {
    return Options.defaults(learner.spec().hyperparameters());
  }

  private TrainingRows rows(long seed, int rows) {
    return rows(table(seed, rows, false));
  }

  private Table table(long seed, int rows, boolean bent) {
    return learner.spec().has(Trait.COUNTS)
        ? MadeUp.counts(seed, rows, classes)
        : MadeUp.table(seed, rows, classes, bent);
  }

  /** The rows of a table, with a truth that the learner can learn. */
  private TrainingRows rows(Table table) {
    TrainingRows rows = TrainingRows.of(table, request);
    if (!learner.spec().has(Trait.POSITIVE)) {
      return rows;
    }
    double[] values =
        Arrays.stream(rows.truth().values()).map(value -> Math.exp(value / 20)).toArray();
    return new TrainingRows(
        rows.features(), rows.column(), new TargetVector(values, 0), rows.notes());
  }

  private Predictor fit(TrainingRows rows) {
    return fit(rows, 7, 1);
  }

  private Predictor fit(TrainingRows rows, long seed, int threads) {
    return fit(rows, new FitContext(seed, threads, Checkpoint.NONE));
  }

  private Predictor fit(TrainingRows rows, FitContext context) {
    FitRules rules = learner.spec().rules(Set.of("A"), Set.of());
    Pipeline pipeline = PipelineFitter.fit(rows.features(), rules).pipeline();
    Model model = learner.fit(pipeline.encode(rows.features()), rows.truth(), options, context);
    return new Predictor(rows.target(model), pipeline, model);
  }

  private void assertGivesOutputs(Predictor predictor, Table table) {
    for (double[] outputs : predictor.predict(table)) {
      assertThat(outputs).hasSize(Math.max(1, predictor.target().classes().size()));
      assertThat(Arrays.stream(outputs).allMatch(Double::isFinite)).isTrue();
      if (classes > 0) {
        assertThat(Arrays.stream(outputs).min().orElseThrow()).isNotNegative();
        assertThat(Arrays.stream(outputs).sum()).isCloseTo(1, within(1e-9));
      }
    }
  }

  @Test
  void equal_seeds_give_equal_models_for_any_number_of_threads() {
    TrainingRows rows = rows(1, 240);

    Predictor one = fit(rows, 11, 1);
    Predictor again = fit(rows, 11, 1);
    Predictor three = fit(rows, 11, 3);

    assertThat(again.model()).usingRecursiveComparison().isEqualTo(one.model());
    assertThat(three.model()).usingRecursiveComparison().isEqualTo(one.model());
  }

  /**
   * Learners that draw rows draw others, which changes about as much as another seed: most where
   * few trees are grown to their ends. All others differ by rounding and what comes of it.
   */
  @Test
  void the_order_of_the_rows_hardly_matters() {
    TrainingRows rows = rows(2, 400);
    Split shuffled = Split.of(400, 0.5, 3);
    int[] order =
        IntStream.concat(Arrays.stream(shuffled.test()), Arrays.stream(shuffled.training()))
            .toArray();

    double[][] one = fit(rows).predict(rows.features());
    double[][] other = fit(rows.select(order)).predict(rows.features());

    double limit =
        learner.spec().has(Trait.DRAWS)
            ? Math.max(0.1, 1.5 * deviation(one, fit(rows, 8, 1).predict(rows.features())))
            : 1e-3;
    assertThat(deviation(one, other)).isLessThan(limit);
  }

  private double deviation(double[][] one, double[][] other) {
    double unit = classes > 0 ? 1 : 10;
    double deviation = 0;
    for (int row = 0; row < one.length; row++) {
      for (int k = 0; k < one[row].length; k++) {
        deviation += Math.abs(one[row][k] - other[row][k]) / unit / one.length / one[row].length;
      }
    }
    return deviation;
  }

  @Test
  void beats_the_constant_answer_on_straight_and_bent_truths() {
    boolean both = classes > 0 || !NOT_AT_THE_MEAN.contains(learner.spec().name());
    for (boolean bent : both ? new boolean[] {false, true} : new boolean[] {false}) {
      TrainingRows rows = rows(table(4, 1_000, bent));
      Split split = Split.of(1_000, 0.3, 5);
      TrainingRows test = rows.select(split.test());

      Predictor predictor = fit(rows.select(split.training()));

      // densities of the wrong form, and shares of a few rows, are sure of too much, but right more
      // often than the constant
      boolean isSure = bent || learner.spec().name().equals("k_nearest_neighbors");
      Metric metric = isSure ? Metric.ACCURACY : Metric.NEG_LOG_LOSS;
      double[][] answer = constant(rows.select(split.training()), test.rows());
      double constant = score(metric, test, answer);
      assertThat(score(metric, test, predictor.predict(test.features())))
          .as(bent ? "bent" : "straight")
          .isGreaterThan(constant);
    }
  }

  private double[][] constant(TrainingRows fitted, int rows) {
    double[] answer = new double[Math.max(1, classes)];
    for (double value : fitted.truth().values()) {
      answer[classes > 0 ? (int) value : 0] += (classes > 0 ? 1 : value) / fitted.rows();
    }
    double[][] outputs = new double[rows][];
    Arrays.fill(outputs, answer);
    return outputs;
  }

  private double score(Metric metric, TrainingRows truth, double[][] outputs) {
    double[] values = truth.truth().values();
    return classes > 0
        ? metric.score(values, outputs)
        : Metric.R2.score(values, Arrays.stream(outputs).mapToDouble(o -> o[0]).toArray());
  }

  @Test
  void missing_values_and_unseen_categories_are_predicted() {
    Predictor predictor = fit(rows(6, 200));
    Predictor.Scratch empty = predictor.scratch();
    Predictor.Scratch odd = predictor.scratch();
    for (int i = 0; i < odd.row().features(); i++) {
      odd.row().setText(i, "never seen");
      odd.row().setNumber(i, i % 2 == 0 ? 1e300 : -1e300);
    }

    for (Predictor.Scratch scratch : List.of(empty, odd)) {
      double[] outputs = predictor.predict(scratch);

      assertThat(Arrays.stream(outputs).allMatch(Double::isFinite)).isTrue();
    }
  }

  @Test
  void a_class_that_does_not_occur_keeps_its_place() {
    TrainingRows rows = rows(7, 300);
    if (classes == 0) {
      return; // a regression has no classes
    }
    List<String> labels = new ArrayList<>(rows.column().orElseThrow().classes());
    labels.add(0, "absent");
    Target target = new Target("Y", rows.column().orElseThrow().type(), labels);
    double[] values = Arrays.stream(rows.truth().values()).map(label -> label + 1).toArray();

    Predictor predictor =
        fit(
            new TrainingRows(
                rows.features(),
                Optional.of(target),
                new TargetVector(values, classes + 1),
                List.of()));

    assertGivesOutputs(predictor, rows.features());
    double[] absent =
        Arrays.stream(predictor.predict(rows.features())).mapToDouble(o -> o[0]).toArray();
    assertThat(Arrays.stream(absent).average().orElseThrow()).isLessThan(0.1);
  }

  @Test
  void a_constant_column_that_is_kept_does_no_harm() {
    TrainingRows rows = rows(8, 200);
    FitRules rules = learner.spec().rules(Set.of("CONSTANT"), Set.of());
    Pipeline pipeline = PipelineFitter.fit(rows.features(), rules).pipeline();

    Model model =
        learner.fit(
            pipeline.encode(rows.features()),
            rows.truth(),
            options,
            new FitContext(7, 1, Checkpoint.NONE));

    assertThat(pipeline.encodedNames()).contains("CONSTANT");
    assertGivesOutputs(new Predictor(rows.target(model), pipeline, model), rows.features());
  }

  @Test
  void one_row_and_two_rows_are_learnt_from() {
    TrainingRows all = rows(9, 60);
    for (int count : new int[] {1, 2, 3}) {
      TrainingRows few = all.select(IntStream.range(0, count).toArray());
      TargetVector truth =
          new TargetVector(
              IntStream.range(0, count)
                  .mapToDouble(i -> classes > 0 ? i % classes : i + 1)
                  .toArray(),
              classes);

      Predictor predictor = fit(new TrainingRows(few.features(), all.column(), truth, List.of()));

      assertGivesOutputs(predictor, all.features());
    }
  }

  @Test
  void a_thousand_columns_are_learnt_from() {
    TrainingRows rows = rows(MadeUp.wide(10, 60, 1_000, classes));

    Predictor predictor = fit(rows);

    assertThat(predictor.model().inputs()).isEqualTo(1_000);
    assertGivesOutputs(predictor, rows.features());
  }

  @Test
  void threads_predict_at_once_and_alike() throws InterruptedException, ExecutionException {
    TrainingRows rows = rows(11, 300);
    Predictor predictor = fit(rows);
    double[][] expected = predictor.predict(rows.features());
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<double[][]>> answers = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        answers.add(threads.submit(() -> predictor.predict(rows.features())));
      }
      for (Future<double[][]> answer : answers) {
        assertThat(answer.get()).isDeepEqualTo(expected);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void a_checkpoint_stops_it_at_the_beginning_and_at_the_end() {
    TrainingRows rows = rows(12, 200);
    AtomicInteger all = new AtomicInteger();
    fit(
        rows,
        new FitContext(
            7,
            2,
            share -> {
              assertThat(share).isBetween(0.0, 1.0);
              all.incrementAndGet();
            }));

    assertThat(all.get()).isGreaterThan(1);
    // a learner may ask more often the longer it takes
    for (int times : new int[] {1, 2}) {
      assertMlError(
              MlError.DEADLINE_PASSED, () -> fit(rows, new FitContext(7, 2, stopAfter(times))))
          .isEqualTo("training did not finish within max_seconds = 1.");
    }
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .doesNotContain("inlay-training");
  }

  private static Checkpoint stopAfter(int times) {
    AtomicInteger left = new AtomicInteger(times);
    return share -> {
      if (left.decrementAndGet() == 0) {
        throw MlError.DEADLINE_PASSED.with("training", 1);
      }
    };
  }

  @Test
  void memory_is_positive_and_grows_with_rows_columns_and_classes() {
    assertThat(learner.memory(1, 1, classes, options)).isPositive();
    for (int more : new int[] {10, 1_000}) {
      long one = learner.memory(1_000, 100, classes, options);
      assertThat(learner.memory(1_000L * more, 100, classes, options)).isGreaterThanOrEqualTo(one);
      assertThat(learner.memory(1_000, 100 * more, classes, options)).isGreaterThan(one);
      if (classes > 0) {
        assertThat(learner.memory(1_000, 100, classes * more, options)).isGreaterThan(one);
      }
    }
  }

  @Test
  void memory_of_the_largest_table_does_not_overflow() {
    assertThat(learner.memory(Integer.MAX_VALUE, 65_536, classes, options))
        .isGreaterThan(learner.memory(1_000_000, 4_096, classes, options));
  }

  @Test
  void the_truth_is_not_changed() {
    TrainingRows rows = rows(13, 100);
    double[] before = rows.truth().values().clone();

    fit(rows);

    assertThat(rows.truth().values()).containsExactly(before);
  }

  @Test
  void defaults_are_what_an_empty_object_gives() {
    Options empty =
        Options.check(learner.spec().name(), learner.spec().hyperparameters(), Map.of());

    assertThat(empty.inForce())
        .isEqualTo(Options.defaults(learner.spec().hyperparameters()).inForce());
  }
}
