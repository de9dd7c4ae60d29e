// SPDX-License-Identifier: Apache-2.0
package org.inlayml.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.inlayml.learning.Errors.assertMlError;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.inlayml.learning.ReferenceSet;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.family.Trees;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.FitContext;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.metric.Metric;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;
import org.inlayml.learning.training.Algorithms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every learner that trains in native code, besides the contract of learners. */
public abstract class EngineContract {
  private final Learner learner;

  /** For each option that can show an effect of its own: a value and what else must be given. */
  private final Map<String, Map<String, Object>> effects;

  protected EngineContract(Learner learner, Map<String, Map<String, Object>> effects) {
    this.learner = learner;
    this.effects = effects;
  }

  /** Numbers above 0 and classes, which three of four features tell, with noise. */
  public record Sample(FeatureMatrix features, TargetVector target) {
    public static Sample of(long seed, int rows, int classes) {
      SplittableRandom random = new SplittableRandom(seed);
      double[][] columns = new double[4][rows];
      double[] values = new double[rows];
      for (int row = 0; row < rows; row++) {
        columns[0][row] = random.nextDouble(-3, 3);
        columns[1][row] = Math.rint(random.nextDouble(-20, 20));
        columns[2][row] = random.nextDouble() * 1e-4;
        columns[3][row] = random.nextInt(10) == 0 ? -Double.MAX_VALUE : random.nextDouble(1e6);
        double truth = Math.sin(columns[0][row]) + columns[1][row] / 20 + 5e3 * columns[2][row];
        truth = Math.max(0.01, 2 + truth + random.nextDouble(-1, 1));
        values[row] = classes == 0 ? truth : Math.min(classes - 1, Math.floor(truth / 4 * classes));
      }
      return new Sample(
          new FeatureMatrix(List.of("A", "B", "C", "D"), columns, rows),
          new TargetVector(values, classes));
    }

    public Sample weighted(double... weights) {
      double[] all = new double[target.rows()];
      Arrays.setAll(all, row -> weights[row % weights.length]);
      return new Sample(
          features, new TargetVector(target.task(), target.values(), target.classes(), all));
    }
  }

  private Options options(Map<String, Object> given) {
    return Options.check(learner.spec().name(), learner.spec().hyperparameters(), given);
  }

  private Trees fit(Sample sample, Map<String, Object> given, FitContext context) {
    return (Trees) learner.fit(sample.features(), sample.target(), options(given), context);
  }

  /** In this process, with few rounds, unless told otherwise. */
  private Trees fit(Sample sample, Map<String, Object> given) {
    Map<String, Object> all = new HashMap<>(Map.of("n_estimators", 10, "process", "in_process"));
    all.putAll(given);
    return fit(sample, all, new FitContext(7, 1, Checkpoint.NONE));
  }

  private static double[] first(Trees trees, FeatureMatrix features) {
    double[] answers = new double[features.rows()];
    double[] row = new double[features.width()];
    double[] outputs = new double[trees.outputs()];
    for (int i = 0; i < answers.length; i++) {
      for (int feature = 0; feature < row.length; feature++) {
        row[feature] = features.columns()[feature][i];
      }
      trees.predict(row, outputs);
      answers[i] = outputs[0];
    }
    return answers;
  }

  @Test
  void it_is_found_by_name_and_before_others_by_its_aliases() {
    for (Task task : learner.spec().tasks()) {
      assertThat(Algorithms.LEARNERS.find(learner.spec().name(), task))
          .isInstanceOf(learner.getClass());
      for (String alias : learner.spec().aliases()) {
        assertThat(Algorithms.LEARNERS.find(alias, task)).isInstanceOf(learner.getClass());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 3})
  void a_process_of_its_own_learns_what_this_one_does(int classes) {
    List<File> before = Leftovers.folders();
    Sample sample = Sample.of(1, 3_000, classes).weighted(1, 2, 0.5);
    Map<String, Object> stops = Map.of("early_stopping_rounds", 3, "subsample", 0.7);

    Trees here = fit(sample, stops);
    Map<String, Object> there = new HashMap<>(stops);
    there.put("n_estimators", 10);
    Trees child = fit(sample, there, new FitContext(7, 2, Checkpoint.NONE));

    assertThat(child).usingRecursiveComparison().isEqualTo(here);
    Leftovers.assertNone(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"child", "in_process"})
  void it_stops_when_the_checkpoint_says_so_and_leaves_nothing(String process) {
    List<File> before = Leftovers.folders();

    assertMlError(
        MlError.DEADLINE_PASSED,
        () ->
            fit(
                Sample.of(2, 20_000, 2),
                Map.of("n_estimators", 10_000, "process", process),
                new FitContext(
                    7,
                    1,
                    share -> {
                      if (share > 0) {
                        assertThat(share).isLessThan(0.9);
                        throw MlError.DEADLINE_PASSED.with("training", 1);
                      }
                    })));

    Leftovers.assertNone(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"child", "in_process"})
  void what_native_code_refuses_is_an_error_of_ours(String process) {
    Sample sample = Sample.of(3, 100, 0);
    sample.target().values()[5] = -1;
    String counts = learner.spec().name().equals("xgboost") ? "count:poisson" : "poisson";

    assertMlError(
            MlError.NATIVE_TRAINING_FAILED,
            () -> fit(sample, Map.of("objective", counts, "process", process)))
        .startsWith("algorithm '" + learner.spec().name() + "' could not train in native code: ")
        .containsIgnoringCase("label")
        .doesNotContain("Stack trace", "\n");
  }

  @Test
  void early_stopping_keeps_the_best_round() {
    Sample sample = Sample.of(4, 1_000, 0);
    Sample unseen = Sample.of(5, 1_000, 0);
    Map<String, Object> many = Map.of("n_estimators", 300, "learning_rate", 0.3);
    Map<String, Object> stops = new HashMap<>(many);
    stops.putAll(Map.of("early_stopping_rounds", 5, "validation_fraction", 0.3));

    Trees all = fit(sample, many);
    Trees stopped = fit(sample, stops);

    assertThat(all.roots()).hasSize(300);
    assertThat(stopped.roots()).hasSizeBetween(3, 100);
    assertThat(fit(sample, stops)).usingRecursiveComparison().isEqualTo(stopped);
    double[] truth = unseen.target().values();
    assertThat(Metric.R2.score(truth, first(stopped, unseen.features())))
        .isGreaterThan(Metric.R2.score(truth, first(all, unseen.features())));
  }

  @Test
  void weights_that_are_all_1_change_nothing_and_tiny_ones_take_rows_out() {
    Sample sample = Sample.of(6, 1_000, 0);
    assertThat(fit(sample.weighted(1), Map.of()))
        .usingRecursiveComparison()
        .isEqualTo(fit(sample, Map.of()));

    double[] contrary = sample.target().values().clone();
    for (int row = 1; row < contrary.length; row += 2) {
      contrary[row] = 100;
    }
    Sample spoilt = new Sample(sample.features(), new TargetVector(contrary, 0));

    Trees trees = fit(spoilt.weighted(1, 1e-6), Map.of("n_estimators", 50));

    assertThat(Metric.R2.score(sample.target().values(), first(trees, sample.features())))
        .isGreaterThan(0.5);
  }

  @Test
  void constraints_hold() {
    Sample sample = Sample.of(7, 2_000, 0);
    int rows = 2_000;
    double[][] columns = new double[4][rows];
    for (int row = 0; row < rows; row++) {
      columns[0][row] = -3 + 6.0 * row / rows;
      columns[1][row] = 3;
    }
    FeatureMatrix line = new FeatureMatrix(List.of("A", "B", "C", "D"), columns, rows);
    Map<String, Object> constraints = Map.of("monotone_constraints", Map.of("a", 1L));

    double[] free = first(fit(sample, Map.of("n_estimators", 50)), line);
    Map<String, Object> given = new HashMap<>(constraints);
    given.put("n_estimators", 50);
    double[] bound = first(fit(sample, given), line);

    assertThat(bound).isSorted();
    double[] sorted = free.clone();
    Arrays.sort(sorted);
    assertThat(free).isNotEqualTo(sorted);
  }

  @Test
  void options_that_do_not_fit_are_refused() {
    Sample classes = Sample.of(8, 100, 2);
    Sample numbers = Sample.of(8, 100, 0);
    boolean xgboost = learner.spec().name().equals("xgboost");

    assertMlError(
            MlError.INVALID_OPTION,
            () -> fit(classes, Map.of("objective", xgboost ? "reg:gamma" : "gamma")))
        .contains("expects one for a target of two classes");
    assertMlError(
            MlError.INVALID_OPTION,
            () -> fit(numbers, Map.of("objective", xgboost ? "multi:softprob" : "multiclass")))
        .contains("expects one for a target of a number");
    assertMlError(
        MlError.CONFLICTING_OPTIONS,
        () ->
            fit(
                numbers,
                Map.of(xgboost ? "booster" : "boosting", "dart", "early_stopping_rounds", 3)));
    assertMlError(
        MlError.INVALID_OPTION,
        () -> fit(numbers, Map.of("monotone_constraints", Map.of("Z", 1L))));
  }

  @Test
  void every_option_has_an_effect() {
    Set<String> untested = new HashSet<>();
    for (Option<?> option : learner.spec().hyperparameters()) {
      untested.add(option.name());
    }
    untested.removeAll(Set.of("process", "monotone_constraints"));
    for (Map.Entry<String, Map<String, Object>> effect : effects.entrySet()) {
      untested.remove(effect.getKey());
      Map<String, Object> without = new HashMap<>(effect.getValue());
      without.remove(effect.getKey());
      int classes = (int) without.getOrDefault("classes", 0);
      without.remove("classes");
      Map<String, Object> with = new HashMap<>(effect.getValue());
      with.remove("classes");
      Sample sample = Sample.of(9, 600, classes);

      assertThat(
              Arrays.equals(
                  first(fit(sample, with), sample.features()),
                  first(fit(sample, without), sample.features())))
          .as(effect.getKey())
          .isFalse();
    }
    assertThat(untested).isEmpty();
  }

  @Test
  void every_option_is_documented_with_its_default() throws IOException {
    String document =
        Files.readString(Path.of(System.getProperty("inlay.root"), "docs", "engines.md"), UTF_8);
    String part = document.substring(document.indexOf("\n## " + learner.spec().name()));
    int end = part.indexOf("\n## ", 1);
    List<String> lines = (end < 0 ? part : part.substring(0, end)).lines().toList();

    for (Option<?> option : learner.spec().hyperparameters()) {
      String value = option.defaultValue().map(Object::toString).orElse("");
      assertThat(lines)
          .contains(
              "| `"
                  + option.name()
                  + "` | "
                  + option.expectation()
                  + " | "
                  + value
                  + " | "
                  + option.documentation()
                  + " |");
    }
  }

  @Test
  void it_is_about_as_good_as_the_boosting_of_scikit_learn() {
    String reference = "HistGradientBoosting";
    for (String[] set : new String[][] {{"adult", "income"}, {"bank-full", "y"}}) {
      ReferenceSet rows = ReferenceSet.read(set[0], set[1], Task.CLASSIFICATION);
      assertThat(rows.score(rows.fit(learner), Metric.ROC_AUC))
          .as(set[0])
          .isGreaterThan(ReferenceSet.score(set[0], reference, "roc_auc") - 0.01);
    }
    ReferenceSet houses =
        ReferenceSet.read("california_housing", "median_house_value", Task.REGRESSION);
    assertThat(-houses.score(houses.fit(learner), Metric.NEG_ROOT_MEAN_SQUARED_ERROR))
        .isLessThan(1.02 * ReferenceSet.score("california_housing", reference, "rmse"));
  }
}
