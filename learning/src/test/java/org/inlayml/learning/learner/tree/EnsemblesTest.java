// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.inlayml.learning.Errors.assertMlError;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.family.Trees;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.FitContext;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.learner.Trait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Weights, going on from a model, and what the ensembles draw. */
class EnsemblesTest {
  private static final FeatureMatrix FEATURES = Samples.features(1, 300, 5);

  private static Stream<Arguments> goingOn() {
    return Stream.of(
            new RandomForestLearner(),
            new ExtraTreesLearner(),
            new BaggingLearner(),
            new GradientBoostingLearner())
        .flatMap(l -> Stream.of(0, 2, 3).map(classes -> Arguments.of(l, classes)));
  }

  private static TargetVector target(int classes) {
    return classes == 0 ? Samples.numbers(FEATURES, 3) : Samples.labels(FEATURES, 3, classes);
  }

  private static Model goOn(Learner learner, TargetVector target, int trees, Model previous) {
    FitContext context = new FitContext(7, 1, FitContext.Checkpoint.NONE, Optional.of(previous));
    return learner.fit(
        FEATURES, target, Samples.options(learner, Map.of("n_estimators", trees)), context);
  }

  @ParameterizedTest
  @MethodSource("goingOn")
  void going_on_ends_where_one_fit_does(Learner learner, int classes) {
    TargetVector target = target(classes);
    Model some = Samples.fitAny(learner, FEATURES, target, Map.of("n_estimators", 6));
    Model all = Samples.fitAny(learner, FEATURES, target, Map.of("n_estimators", 15));

    Model grown = goOn(learner, target, 15, some);

    double[][] expected = all.predict(FEATURES);
    double[][] outputs = grown.predict(FEATURES);
    for (int row = 0; row < outputs.length; row++) {
      assertThat(outputs[row]).containsExactly(expected[row], within(1e-12));
    }
    assertThat(learner.spec().has(Trait.WARM_START)).isTrue();
    assertMlError(MlError.INVALID_OPTION, () -> goOn(learner, target, 5, some))
        .isEqualTo(
            "option 'n_estimators' has the value 5, but expects at least the 6 of the model to go"
                + " on from.");
  }

  private static Stream<Arguments> deterministic() {
    return Stream.of(0, 3)
        .flatMap(
            classes ->
                Stream.of(
                    Arguments.of(new DecisionTreeLearner(), classes),
                    Arguments.of(new GradientBoostingLearner(), classes)));
  }

  @ParameterizedTest
  @MethodSource("deterministic")
  void weights_are_as_repeated_rows(Learner learner, int classes) {
    TargetVector target = target(classes);
    double[] weights = IntStream.range(0, 300).mapToDouble(i -> 1 + i % 3).toArray();
    int[] repeated =
        IntStream.range(0, 300)
            .flatMap(i -> IntStream.generate(() -> i).limit(1 + i % 3))
            .toArray();
    Map<String, ?> options = Map.of("min_samples_leaf", 1, "max_depth", 3);

    double[][] byWeight =
        Samples.fitAny(
                learner,
                FEATURES,
                new TargetVector(target.task(), target.values(), classes, weights),
                options)
            .predict(FEATURES);
    double[][] byRepetition =
        Samples.fitAny(learner, FEATURES.select(repeated), target.select(repeated), options)
            .predict(FEATURES);

    for (int row = 0; row < byWeight.length; row++) {
      assertThat(byWeight[row]).containsExactly(byRepetition[row], within(1e-9));
    }
  }

  /** The labels depend on which rows count. */
  @Test
  void every_weighted_learner_heeds_weights() {
    FeatureMatrix one = Samples.matrix(IntStream.range(0, 100).mapToDouble(i -> i).toArray());
    double[] values = IntStream.range(0, 100).mapToDouble(i -> i % 2).toArray();
    double[] weights = IntStream.range(0, 100).mapToDouble(i -> i % 2 == 0 ? 100 : 1).toArray();
    TargetVector target = new TargetVector(Task.CLASSIFICATION, values, 2, weights);
    for (Learner learner :
        List.of(
            new DecisionTreeLearner(),
            new RandomForestLearner(),
            new ExtraTreesLearner(),
            new BaggingLearner(),
            new AdaBoostLearner(),
            new GradientBoostingLearner())) {
      assertThat(learner.spec().has(Trait.WEIGHTED)).isTrue();
      // A second tree of AdaBoost would mind the rows that count less.
      Map<String, ?> options =
          learner instanceof AdaBoostLearner
              ? Map.of("min_samples_leaf", 20, "max_depth", 2, "n_estimators", 1)
              : Map.of("min_samples_leaf", 20, "max_depth", 2);

      Model model = learner.fit(one, target, Samples.options(learner, options), Samples.ONE_THREAD);

      double[][] outputs = model.predict(one);
      assertThat(Arrays.stream(outputs).mapToDouble(o -> o[0]).average().orElseThrow())
          .as(learner.spec().name())
          .isGreaterThan(0.75);
    }
  }

  @Test
  void a_tree_of_a_bag_knows_the_features_drawn_for_it_alone() {
    Trees bag =
        Samples.fit(
            new BaggingLearner(),
            FEATURES,
            target(2),
            Map.of("max_features", 0.4, "n_estimators", 1));

    assertThat(Arrays.stream(bag.feature()).distinct().count()).isEqualTo(2);
  }

  @Test
  void samples_are_as_large_as_asked_for_and_drawn_with_replacement_if_asked_for() {
    for (Learner learner :
        List.of(new RandomForestLearner(), new ExtraTreesLearner(), new BaggingLearner())) {
      Trees all = leaves(learner, Map.of("bootstrap", false));
      Trees drawn = leaves(learner, Map.of("bootstrap", true));
      Trees few = leaves(learner, Map.of("bootstrap", false, "max_samples", 0.1));

      assertThat(all.values()).as(learner.spec().name()).hasSize(300);
      assertThat(drawn.values()).hasSizeBetween(170, 210);
      assertThat(few.values()).hasSize(30);
    }
  }

  /** One tree with a leaf a row. */
  private static Trees leaves(Learner learner, Map<String, ?> options) {
    Map<String, Object> all = new LinkedHashMap<>(options);
    all.putAll(Map.of("n_estimators", 1, "min_samples_leaf", 1, "max_depth", 200));
    return Samples.fit(learner, FEATURES, target(0), all);
  }

  @Test
  void drawn_thresholds_lie_between_values_and_differ_from_seed_to_seed() {
    Learner learner = new ExtraTreesLearner();
    TargetVector target = target(3);
    var options = Samples.options(learner, Map.of("n_estimators", 1));

    Trees one = (Trees) learner.fit(FEATURES, target, options, Samples.ONE_THREAD);
    Trees other =
        (Trees)
            learner.fit(
                FEATURES, target, options, new FitContext(8, 1, FitContext.Checkpoint.NONE));

    assertThat(one.threshold()).isNotEqualTo(other.threshold());
    assertThat(Arrays.stream(one.threshold()).allMatch(t -> t > 0 && t < 1)).isTrue();
  }

  @Test
  void an_ada_boost_without_errors_is_a_single_tree() {
    FeatureMatrix step = Samples.matrix(IntStream.range(0, 40).mapToDouble(i -> i).toArray());
    double[] values = IntStream.range(0, 40).mapToDouble(i -> i < 13 ? 0 : 1).toArray();
    for (String algorithm : List.of("SAMME", "SAMME.R")) {
      Trees model =
          Samples.fit(
              new AdaBoostLearner(),
              step,
              new TargetVector(values, 2),
              Map.of("algorithm", algorithm));

      assertThat(model.threshold()).as(algorithm).containsExactly(12.5);
    }
  }

  /** Its weights come to differ so much that a small remainder of a large sum would be noise. */
  @Test
  void an_ada_boost_of_deeper_trees_does_not_depend_on_the_order_of_rows() {
    TargetVector target = target(3);
    int[] backwards = IntStream.range(0, 300).map(i -> 299 - i).toArray();
    Map<String, ?> options = Map.of("max_depth", 2);

    double[][] one =
        Samples.fitAny(new AdaBoostLearner(), FEATURES, target, options).predict(FEATURES);
    double[][] other =
        Samples.fitAny(
                new AdaBoostLearner(),
                FEATURES.select(backwards),
                target.select(backwards),
                options)
            .predict(FEATURES);

    for (int row = 0; row < one.length; row++) {
      assertThat(other[row]).containsExactly(one[row], within(1e-6));
    }
  }

  @Test
  void criteria_and_losses_of_the_other_task_are_refused() {
    assertMlError(
            MlError.INVALID_OPTION,
            () -> Samples.fitAny(new DecisionTreeLearner(), FEATURES, target(0), criterion("gini")))
        .isEqualTo(
            "option 'criterion' has the value 'gini', but expects squared_error or poisson in a"
                + " regression.");
    assertMlError(
            MlError.INVALID_OPTION,
            () ->
                Samples.fitAny(
                    new ExtraTreesLearner(), FEATURES, target(2), criterion("squared_error")))
        .endsWith("but expects gini, entropy or log_loss in a classification.");
    assertMlError(
            MlError.INVALID_OPTION,
            () ->
                Samples.fitAny(
                    new RandomForestLearner(),
                    FEATURES,
                    new TargetVector(new double[300], 0),
                    criterion("poisson")))
        .endsWith("but expects a target that is never negative and not always 0.");
    assertMlError(
            MlError.INVALID_OPTION,
            () ->
                Samples.fitAny(
                    new GradientBoostingLearner(), FEATURES, target(2), Map.of("loss", "huber")))
        .endsWith("but expects log_loss in a classification.");
    assertMlError(
            MlError.INVALID_OPTION,
            () ->
                Samples.fitAny(
                    new GradientBoostingLearner(), FEATURES, target(0), Map.of("loss", "log_loss")))
        .endsWith("but expects squared_error, absolute_error, huber or quantile in a regression.");
  }

  private static Map<String, ?> criterion(String name) {
    return Map.of("criterion", name);
  }

  @Test
  void nodes_of_too_few_rows_are_not_split() {
    Trees tree =
        Samples.fit(
            new DecisionTreeLearner(),
            FEATURES,
            target(0),
            Map.of("min_samples_split", 301, "min_samples_leaf", 1));

    assertThat(tree.feature()).isEmpty();
  }
}
