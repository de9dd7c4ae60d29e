// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;
import static org.inlayml.learning.Errors.assertMlError;
import static org.inlayml.learning.feature.Columns.numbers;
import static org.inlayml.learning.feature.Columns.texts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.family.Linear;
import org.inlayml.learning.family.TwoSidedTrees;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.learner.Trait;
import org.inlayml.learning.table.Column;
import org.inlayml.learning.table.ColumnType;
import org.inlayml.learning.table.NumberColumn;
import org.inlayml.learning.table.Table;
import org.inlayml.learning.table.TextColumn;
import org.junit.jupiter.api.Test;

class TrainerTest {
  private static final Table STRAIGHT = MadeUp.table(1, 400, 0, false);
  private static final Table BENT = MadeUp.table(2, 400, 2, true);
  private static final Requests REGRESSION = Requests.of(Task.REGRESSION, "Y");
  private static final Requests CLASSIFICATION = Requests.of(Task.CLASSIFICATION, "Y");

  private static Training train(Table table, Requests requests) {
    return Trainer.train(table, requests.request(), Checkpoint.NONE);
  }

  private static Table with(Table table, Column... more) {
    List<Column> columns = new ArrayList<>(table.columns());
    columns.addAll(List.of(more));
    return new Table(table.name(), table.rows(), columns);
  }

  @Test
  void the_best_of_all_learners_by_the_metric_is_taken() {
    for (Training training :
        List.of(train(STRAIGHT, REGRESSION), train(BENT, CLASSIFICATION.metric("roc_auc")))) {
      ModelCard card = training.card();

      assertThat(card.candidateScores().keySet())
          .containsExactlyElementsOf(
              Algorithms.LEARNERS.of(training.predictor().target().task()).stream()
                  .filter(l -> l.spec().has(Trait.COMPARED))
                  .map(l -> l.spec().name())
                  .toList());
      double best = Collections.max(card.candidateScores().values());
      assertThat(card.candidateScores().get(card.algorithm())).isEqualTo(best);
      assertThat(card.trainingScore()).hasValue(best);
      assertThat(best).isGreaterThan(card.baselineScore().orElseThrow());
    }
  }

  @Test
  void straight_truths_get_straight_models_and_bent_ones_trees() {
    assertThat(train(STRAIGHT, REGRESSION).predictor().model()).isInstanceOf(Linear.class);
    assertThat(train(BENT, CLASSIFICATION).predictor().model()).isInstanceOf(TwoSidedTrees.class);
  }

  @Test
  void only_sigmoids_that_were_fitted_are_noted() {
    Requests descent = CLASSIFICATION.algorithms("SGDClassifier");

    ModelCard hinge = train(BENT, descent).card();
    ModelCard logLoss =
        train(MadeUp.table(2, 400, 3, true), descent.hyperparameters(Map.of("loss", "log_loss")))
            .card();

    assertThat(hinge.notes()).anyMatch(note -> note.contains("sigmoids"));
    assertThat(hinge.hyperparameters()).contains(entry("early_stopping", false));
    assertThat(logLoss.notes()).noneMatch(note -> note.contains("sigmoids"));
  }

  @Test
  void fewer_clusters_than_asked_for_are_told() {
    double[] values = IntStream.range(0, 60).mapToDouble(i -> i % 3).toArray();
    Table three = new Table("T", 60, List.of(new NumberColumn("A", ColumnType.NUMBER, values)));
    Requests clusters = Requests.of(Task.CLUSTERING).algorithms("kmeans");

    assertThat(train(three, clusters).card().notes())
        .contains("the clusters are 3, not 8, since no more rows differ");
    assertThat(train(three, clusters.hyperparameters(Map.of("n_clusters", 3L))).card().notes())
        .isEmpty();
  }

  @Test
  void one_learner_named_is_scored_and_its_hyperparameters_are_kept() {
    ModelCard card =
        train(
                BENT,
                CLASSIFICATION
                    .algorithms("DecisionTreeClassifier")
                    .hyperparameters(Map.of("MAX_DEPTH", 2L)))
            .card();

    assertThat(card.algorithm()).isEqualTo("decision_tree");
    assertThat(card.candidateScores()).containsOnlyKeys("decision_tree");
    assertThat(card.hyperparameters())
        .contains(entry("max_depth", 2), entry("min_samples_leaf", 20));
    assertThat(card.optimizationMetric()).contains("neg_log_loss");
    assertThat(card.rows()).isEqualTo(400);
    assertThat(card.rowsTried()).isEqualTo(320);
    assertThat(card.columns()).containsExactly("A", "B", "FLAG", "COLOUR", "MOMENT", "CONSTANT");
    assertThat(card.importance()).containsOnlyKeys("A", "B", "FLAG", "COLOUR", "MOMENT");
  }

  @Test
  void learners_excluded_are_not_tried() {
    assertThat(
            train(BENT, CLASSIFICATION.excluded("random_forest", "HistGradientBoostingClassifier"))
                .card()
                .candidateScores())
        .containsOnlyKeys("logistic", "decision_tree");
    assertMlError(
            MlError.NO_ALGORITHM_LEFT,
            () -> train(BENT, CLASSIFICATION.algorithms("logistic").excluded("LOGISTIC")))
        .isEqualTo(
            "every algorithm for classification is excluded. Leave at least one of: logistic,"
                + " decision_tree, random_forest, hist_gradient_boosting.");
  }

  @Test
  void what_is_asked_wrongly_is_refused_before_any_work() {
    Checkpoint never =
        share -> {
          throw new IllegalStateException("work has begun");
        };

    assertMlError(
            MlError.UNKNOWN_ALGORITHM,
            () -> Trainer.train(BENT, CLASSIFICATION.algorithms("logistics").request(), never))
        .startsWith(
            "algorithm 'logistics' is not known for classification. Did you mean 'logistic'?");
    assertMlError(
            MlError.UNKNOWN_ALGORITHM,
            () -> Trainer.train(BENT, CLASSIFICATION.algorithms("lasso").request(), never))
        .startsWith("algorithm 'lasso' is not known for classification. ");
    assertMlError(
            MlError.UNKNOWN_OPTION,
            () ->
                Trainer.train(
                    BENT,
                    CLASSIFICATION
                        .algorithms("logistic")
                        .hyperparameters(Map.of("depth", 1L))
                        .request(),
                    never))
        .startsWith("option 'depth' is not known to algorithm logistic. ");
    assertMlError(
            MlError.UNKNOWN_METRIC,
            () -> Trainer.train(BENT, CLASSIFICATION.metric("r2").request(), never))
        .startsWith("metric 'r2' cannot score a binary classification. Metrics for it: accuracy,");
  }

  @Test
  void the_baseline_is_the_constant_answer() {
    Table table =
        new Table(
            "T",
            100,
            List.of(
                numbers("A", ColumnType.NUMBER, new SplittableRandom(3).doubles(100).toArray()),
                numbers(
                    "Y",
                    ColumnType.INTEGER,
                    IntStream.range(0, 100).mapToDouble(i -> i % 4 == 0 ? 1 : 0).toArray())));

    ModelCard card = train(table, CLASSIFICATION.algorithms("logistic")).card();

    double entropy = -0.25 * Math.log(0.25) - 0.75 * Math.log(0.75);
    assertThat(card.baselineScore().orElseThrow()).isCloseTo(-entropy, within(1e-12));
    assertThat(
            train(table, CLASSIFICATION.algorithms("logistic").metric("roc_auc"))
                .card()
                .baselineScore())
        .hasValue(0.5);
  }

  @Test
  void fewer_than_twenty_rows_are_not_held_out_and_the_simplest_learner_is_taken() {
    Training training = train(MadeUp.table(3, 19, 2, false), CLASSIFICATION);

    ModelCard card = training.card();
    assertThat(card.algorithm()).isEqualTo("logistic");
    assertThat(card.trainingScore()).isEmpty();
    assertThat(card.baselineScore()).isEmpty();
    assertThat(card.candidateScores()).isEmpty();
    assertThat(card.rowsTried()).isEqualTo(19);
    assertThat(card.notes())
        .contains(
            "with fewer than 20 rows none was held out; there is no score, and the simplest"
                + " algorithm was taken");
    assertThatCode(() -> training.goldenRows().check("m", training.predictor()))
        .doesNotThrowAnyException();
  }

  @Test
  void two_rows_are_enough_and_one_is_not() {
    int[] labels = ((TextColumn) BENT.column("Y")).codes();
    int other =
        IntStream.range(0, 400).filter(i -> labels[i] != labels[0]).findFirst().orElseThrow();
    Table two = BENT.select(new int[] {0, other});

    assertThat(train(two, CLASSIFICATION).predictor().target().classes())
        .containsExactly("class 0", "class 1");
    assertMlError(MlError.NO_FEATURES, () -> train(STRAIGHT.select(new int[] {0}), REGRESSION))
        .startsWith("no feature column is left for 'PUBLIC.MADE_UP'. Dropped: A (constant), ");
  }

  @Test
  void a_share_of_nothing_holds_nothing_out() {
    ModelCard card = train(STRAIGHT, REGRESSION.algorithms("linear").validationShare(0)).card();

    assertThat(card.trainingScore()).isEmpty();
    assertThat(card.notes()).noneMatch(note -> note.contains("held out"));
  }

  @Test
  void columns_that_tell_nothing_are_dropped_with_a_note_unless_included() {
    String[] unique = IntStream.range(0, 400).mapToObj(i -> "text " + i).toArray(String[]::new);
    double[] numbers = IntStream.range(0, 400).mapToDouble(i -> i).toArray();
    Table table =
        with(STRAIGHT, texts("UNIQUE", unique), numbers("KEY", ColumnType.INTEGER, numbers));
    Requests linear = REGRESSION.algorithms("linear");

    ModelCard usual = train(table, linear.primaryKey("KEY")).card();
    ModelCard included = train(table, linear.primaryKey("KEY").include("key", "constant")).card();
    ModelCard excluded = train(table, linear.exclude("UNIQUE", "KEY", "CONSTANT")).card();

    assertThat(usual.notes())
        .containsExactly(
            "column 'CONSTANT' is not used: constant",
            "column 'UNIQUE' is not used: nearly every value is unique",
            "column 'KEY' is not used: primary key");
    assertThat(usual.dropped()).hasSize(3);
    assertThat(included.importance()).containsKeys("KEY", "CONSTANT");
    assertThat(included.dropped()).extracting("name").containsExactly("UNIQUE");
    assertThat(excluded.columns()).doesNotContain("UNIQUE", "KEY", "CONSTANT");
    assertThat(excluded.notes()).isEmpty();
  }

  @Test
  void a_table_without_features_is_refused() {
    Table target = new Table("T", 400, List.of(STRAIGHT.column("Y")));

    assertMlError(MlError.NO_FEATURES, () -> train(target, REGRESSION))
        .isEqualTo(
            "no feature column is left for 'T'. Dropped: there are no columns besides the target.");
  }

  @Test
  void more_than_fifty_thousand_rows_are_compared_on_a_sample_that_keeps_the_class_shares() {
    int rows = 60_000;
    SplittableRandom random = new SplittableRandom(4);
    double[] rare = IntStream.range(0, rows).mapToDouble(i -> i % 6_000 == 0 ? 1 : 0).toArray();
    Table table =
        new Table(
            "T",
            rows,
            List.of(
                numbers("A", ColumnType.NUMBER, random.doubles(rows).toArray()),
                numbers("Y", ColumnType.INTEGER, rare)));

    ModelCard card =
        train(table, CLASSIFICATION.algorithms("logistic").metric("neg_log_loss")).card();

    // ten rows of the rare class: eight in the sample, two of them held out
    double share = 2 / 10_000.0;
    double loss = -share * Math.log(share) - (1 - share) * Math.log(1 - share);
    assertThat(card.rowsTried()).isEqualTo(40_000);
    assertThat(card.rows()).isEqualTo(60_000);
    assertThat(card.notes()).contains("algorithms were compared on a sample of 50000 rows");
    assertThat(card.baselineScore().orElseThrow()).isCloseTo(-loss, within(1e-4));
  }

  @Test
  void rows_without_a_truth_are_noted() {
    double[] truth = new SplittableRandom(6).doubles(400).toArray();
    Arrays.fill(truth, 0, 100, Double.NaN);
    Table table = with(STRAIGHT, numbers("Z", ColumnType.NUMBER, truth));

    ModelCard card = train(table, Requests.of(Task.REGRESSION, "Z").algorithms("ridge")).card();

    assertThat(card.rows()).isEqualTo(300);
    assertThat(card.notes()).contains("100 rows were left out, since their target 'Z' is NULL");
  }

  @Test
  void a_budget_of_memory_is_kept() {
    assertMlError(
            MlError.NOT_ENOUGH_MEMORY,
            () -> train(STRAIGHT, REGRESSION.algorithms("ridge").memory(1_000)))
        .isEqualTo(
            "training ridge needs about 0 MB, but 0 MB are allowed. Use fewer rows or columns, or"
                + " a larger heap.");
    assertMlError(MlError.NOT_ENOUGH_MEMORY, () -> train(STRAIGHT, REGRESSION.memory(1_000)))
        .startsWith("training hist_gradient_boosting needs about ");
  }

  @Test
  void learners_beyond_the_budget_are_left_out_with_a_note() {
    Requests two = REGRESSION.algorithms("linear", "random_forest");

    ModelCard card = train(MadeUp.table(1, 2_000, 0, true), two.memory(1_500_000)).card();

    assertThat(card.candidateScores()).containsOnlyKeys("linear");
    assertThat(card.notes())
        .anyMatch(note -> note.startsWith("random_forest was not compared: ML003024: training "));
  }

  @Test
  void a_checkpoint_stops_it_and_is_told_rising_shares() {
    List<Double> shares = new ArrayList<>();
    Trainer.train(STRAIGHT, REGRESSION.request(), shares::add);
    assertThat(shares).allMatch(share -> share >= 0 && share <= 1);

    assertMlError(
            MlError.DEADLINE_PASSED,
            () ->
                Trainer.train(
                    STRAIGHT,
                    REGRESSION.request(),
                    share -> {
                      if (share >= 0.5) {
                        throw MlError.DEADLINE_PASSED.with("ML_TRAIN", 3);
                      }
                    }))
        .isEqualTo("ML_TRAIN did not finish within max_seconds = 3.");
  }

  @Test
  void its_stages_follow_each_other_and_say_what_it_does() {
    Stages stages = new Stages();

    String best = Trainer.train(STRAIGHT, REGRESSION.request(), stages).card().algorithm();

    assertThat(stages.names)
        .startsWith("comparing linear")
        .contains("comparing random_forest")
        .endsWith("fitting " + best, "measuring importance");
    assertThat(stages.bytes).isPositive();
    assertThat(stages.end).isEqualTo(1);
  }

  /** Keeps what it is told. */
  private static final class Stages implements Checkpoint {
    private final List<String> names = new ArrayList<>();
    private double end;
    private long bytes;

    @Override
    public void reached(double share) {
      assertThat(share).isBetween(0.0, end);
    }

    @Override
    public Checkpoint stage(String name, double from, double to) {
      names.add(name);
      assertThat(from).as(name).isCloseTo(end, within(1e-12));
      assertThat(to).as(name).isGreaterThan(from);
      end = to;
      Checkpoint stage = Checkpoint.super.stage(name, from, to);
      return new Checkpoint() {
        @Override
        public void reached(double share) {
          stage.reached(share);
        }

        @Override
        public void takes(long estimate) {
          bytes = estimate;
        }
      };
    }
  }

  @Test
  void equal_requests_give_equal_models() {
    Training one = train(BENT, CLASSIFICATION);
    Training other = train(BENT, CLASSIFICATION);

    assertThat(other.predictor()).usingRecursiveComparison().isEqualTo(one.predictor());
    assertThat(other.card()).isEqualTo(one.card());
  }

  @Test
  void importance_tells_features_that_matter_from_others() {
    Map<String, Double> importance = train(STRAIGHT, REGRESSION).card().importance();

    assertThat(importance.get("A")).isGreaterThan(0.5);
    assertThat(importance.get("MOMENT")).isBetween(-0.02, 0.05);
  }
}
