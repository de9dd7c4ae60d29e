// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.inlayml.learning.Errors.assertMlError;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.MlException;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.feature.Pipeline;
import org.inlayml.learning.feature.PipelineFitter;
import org.inlayml.learning.learner.FitContext;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.metric.Metric;
import org.inlayml.learning.option.Options;
import org.inlayml.learning.prediction.Predictor;
import org.inlayml.learning.table.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every learner that is listed with a task that has no truth. */
@ParameterizedClass
@MethodSource("cases")
class UnsupervisedContractTest {
  static Stream<Arguments> cases() {
    return Stream.of(Task.values())
        .filter(task -> !task.isSupervised())
        .flatMap(task -> Algorithms.LEARNERS.of(task).stream().map(l -> Arguments.of(l, task)));
  }

  private final Learner learner;
  private final Task task;
  private final Options defaults;
  private final TrainingRequest request;

  UnsupervisedContractTest(Learner learner, Task task) {
    this.learner = learner;
    this.task = task;
    defaults = Options.defaults(learner.spec().hyperparameters());
    request = Requests.of(task).request();
  }

  private TrainingRows rows(long seed, int rows) {
    return TrainingRows.of(MadeUp.groups(seed, rows), request);
  }

  private Predictor fit(TrainingRows rows) {
    return fit(rows, new FitContext(7, 1, Checkpoint.NONE));
  }

  private Predictor fit(TrainingRows rows, FitContext context) {
    return fit(rows, context, Set.of("A"));
  }

  private Predictor fit(TrainingRows rows, FitContext context, Set<String> keep) {
    Pipeline pipeline =
        PipelineFitter.fit(rows.features(), learner.spec().rules(keep, Set.of())).pipeline();
    Model model = learner.fit(pipeline.encode(rows.features()), rows.truth(), defaults, context);
    return new Predictor(rows.target(model), pipeline, model);
  }

  private void assertGivesOutputs(Predictor predictor, Table table) {
    for (double[] outputs : predictor.predict(table)) {
      assertThat(Arrays.stream(outputs).allMatch(Double::isFinite)).isTrue();
      if (task == Task.DECOMPOSITION) {
        continue;
      }
      assertThat(Arrays.stream(outputs).min().orElseThrow()).isNotNegative();
      if (task == Task.ANOMALY_DETECTION || Arrays.stream(outputs).anyMatch(o -> o > 0)) {
        assertThat(Arrays.stream(outputs).sum()).isCloseTo(1, within(1e-9));
      }
    }
  }

  @Test
  void equal_seeds_give_equal_models_for_any_number_of_threads() {
    TrainingRows rows = rows(1, 240);

    Predictor one = fit(rows, new FitContext(11, 1, Checkpoint.NONE));
    Predictor again = fit(rows, new FitContext(11, 1, Checkpoint.NONE));
    Predictor three = fit(rows, new FitContext(11, 3, Checkpoint.NONE));

    assertThat(again.model()).usingRecursiveComparison().isEqualTo(one.model());
    assertThat(three.model()).usingRecursiveComparison().isEqualTo(one.model());
  }

  @Test
  void groups_strangers_and_directions_are_found() {
    TrainingRows rows = rows(2, 600);

    Predictor predictor = fit(rows);

    double[][] outputs = predictor.predict(rows.features());
    assertGivesOutputs(predictor, rows.features());
    switch (task) {
      case CLUSTERING -> assertThat(purity(predictor, outputs)).isGreaterThan(0.95);
      case ANOMALY_DETECTION -> {
        double[] strange =
            IntStream.range(0, outputs.length)
                .mapToDouble(row -> MadeUp.group(row) < 0 ? 1 : 0)
                .toArray();
        assertThat(Metric.ROC_AUC.score(strange, outputs)).isGreaterThan(0.95);
      }
      case DECOMPOSITION -> {
        assertThat(variance(outputs, 0)).isPositive();
        for (int k = 1; k < outputs[0].length; k++) {
          assertThat(variance(outputs, k)).isLessThanOrEqualTo(variance(outputs, k - 1) + 1e-9);
        }
      }
      case CLASSIFICATION, REGRESSION -> throw new AssertionError(task);
    }
  }

  /** The share of the rows of groups whose cluster has its most rows from the same group. */
  private static double purity(Predictor predictor, double[][] outputs) {
    int[][] counts = new int[outputs[0].length][3];
    int members = 0;
    for (int row = 0; row < outputs.length; row++) {
      int cluster = Predictor.mostProbable(outputs[row]);
      if (MadeUp.group(row) >= 0) {
        assertThat(predictor.target().label(outputs[row])).isEqualTo(Integer.toString(cluster));
        counts[cluster][MadeUp.group(row)]++;
        members++;
      }
    }
    return (double) Arrays.stream(counts).mapToInt(c -> Arrays.stream(c).max().orElseThrow()).sum()
        / members;
  }

  private static double variance(double[][] outputs, int k) {
    double mean = Arrays.stream(outputs).mapToDouble(o -> o[k]).average().orElseThrow();
    return Arrays.stream(outputs).mapToDouble(o -> (o[k] - mean) * (o[k] - mean)).sum();
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
  void a_constant_column_that_is_kept_does_no_harm() {
    TrainingRows rows = rows(8, 200);

    Predictor predictor = fit(rows, new FitContext(7, 1, Checkpoint.NONE), Set.of("A", "CONSTANT"));

    assertThat(predictor.pipeline().encodedNames()).contains("CONSTANT");
    assertGivesOutputs(predictor, rows.features());
  }

  /** A learner may need more rows, but says so. */
  @Test
  void few_rows_are_learnt_from_or_refused_by_name() {
    TrainingRows all = rows(9, 60);
    for (int count : new int[] {1, 2, 3, 20}) {
      TrainingRows few = all.select(IntStream.range(0, count).toArray());
      try {
        assertGivesOutputs(fit(few), all.features());
      } catch (MlException e) {
        assertThat(e.error()).isNotEqualTo(MlError.INTERNAL);
        assertThat(count).as(e.getMessage()).isLessThan(20);
      }
    }
  }

  @Test
  void a_thousand_columns_are_learnt_from() {
    Table wide = MadeUp.wide(10, 60, 1_000, 0).without(Set.of("Y"));
    TrainingRows rows = TrainingRows.of(wide, request);
    if (learner.spec().name().equals("dbscan")) {
      return; // in so many dimensions all rows are noise, of which it has a test of its own
    }

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
  void a_checkpoint_stops_it() {
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
  void memory_is_positive_and_grows_with_rows_and_columns() {
    assertThat(learner.memory(1, 1, 0, defaults)).isPositive();
    for (int more : new int[] {10, 1_000}) {
      long one = learner.memory(1_000, 100, 0, defaults);
      assertThat(learner.memory(1_000L * more, 100, 0, defaults)).isGreaterThanOrEqualTo(one);
      assertThat(learner.memory(1_000, 100 * more, 0, defaults)).isGreaterThan(one);
    }
    assertThat(learner.memory(Integer.MAX_VALUE, 65_536, 0, defaults))
        .isGreaterThan(learner.memory(1_000_000, 4_096, 0, defaults));
  }
}
