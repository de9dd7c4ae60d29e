// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.inlayml.learning.error.MlException;
import org.inlayml.learning.family.Trees;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.FitContext;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.option.Options;
import org.junit.jupiter.api.Test;

class TreeOptionsTest {
  private static final FeatureMatrix FEATURES = Samples.features(1, 400, 4);
  private static final TargetVector NUMBERS = Samples.numbers(FEATURES, 3);
  private static final TargetVector LABELS = Samples.labels(FEATURES, 3, 3);

  private static Trees fit(Learner learner, TargetVector target, Map<String, ?> values) {
    return Samples.fit(learner, FEATURES, target, values);
  }

  @Test
  void a_depth_of_one_gives_stumps() {
    Trees tree = fit(new DecisionTreeLearner(), NUMBERS, Map.of("max_depth", 1));
    Trees forest =
        fit(new RandomForestLearner(), LABELS, Map.of("max_depth", 1, "n_estimators", 5));
    Trees boosted =
        fit(new GradientBoostingLearner(), LABELS, Map.of("max_depth", 1, "n_estimators", 5));

    assertThat(tree.feature()).hasSize(1);
    assertThat(forest.feature()).hasSize(5);
    assertThat(boosted.feature()).hasSize(5 * 3);
    assertThat(Arrays.stream(boosted.left()).allMatch(child -> child < 0)).isTrue();
  }

  @Test
  void leaves_are_no_more_than_allowed_and_the_best_splits_come_first() {
    Trees two = fit(new DecisionTreeLearner(), NUMBERS, Map.of("max_leaves", 2));
    Trees seven = fit(new DecisionTreeLearner(), NUMBERS, Map.of("max_leaves", 7));

    assertThat(two.values()).hasSize(2);
    assertThat(seven.values()).hasSize(7);
    assertThat(seven.threshold()[0]).isEqualTo(two.threshold()[0]);
  }

  @Test
  void leaves_have_no_fewer_rows_than_allowed() {
    Trees tree = fit(new DecisionTreeLearner(), NUMBERS, Map.of("min_samples_leaf", 40));

    double[][] outputs = tree.predict(FEATURES);
    for (double value : tree.values()) {
      assertThat(Arrays.stream(outputs).filter(o -> o[0] == value).count())
          .isGreaterThanOrEqualTo(40);
    }
    assertThat(tree.values()).hasSizeGreaterThan(4);
  }

  @Test
  void estimators_are_trees_or_rounds_of_trees() {
    assertThat(fit(new RandomForestLearner(), LABELS, Map.of("n_estimators", 12)).roots())
        .hasSize(12);
    assertThat(fit(new GradientBoostingLearner(), LABELS, Map.of("n_estimators", 12)).roots())
        .hasSize(36);
  }

  @Test
  void one_feature_a_split_spreads_the_roots_over_all_features() {
    Trees all =
        fit(new RandomForestLearner(), NUMBERS, Map.of("max_features", 1, "n_estimators", 30));
    Trees one =
        fit(new RandomForestLearner(), NUMBERS, Map.of("max_features", 0, "n_estimators", 30));

    assertThat(Arrays.stream(all.roots()).map(root -> all.feature()[root]).distinct().toArray())
        .hasSizeLessThan(4);
    assertThat(Arrays.stream(one.roots()).map(root -> one.feature()[root]).distinct().toArray())
        .hasSize(4);
  }

  @Test
  void rate_and_subsample_change_the_boosted_model() {
    Learner learner = new GradientBoostingLearner();
    Trees usual = fit(learner, NUMBERS, Map.of("n_estimators", 3, "learning_rate", 1));
    Trees slow = fit(learner, NUMBERS, Map.of("n_estimators", 3, "learning_rate", 0.5));
    Trees sampled = fit(learner, NUMBERS, Map.of("n_estimators", 3, "subsample", 0.5));

    assertThat(slow.values()[0]).isEqualTo(usual.values()[0] / 2);
    assertThat(sampled.threshold()).isNotEqualTo(usual.threshold());
  }

  @Test
  void criterion_changes_the_tree() {
    Trees gini = fit(new DecisionTreeLearner(), LABELS, Map.of("criterion", "gini"));
    Trees entropy = fit(new DecisionTreeLearner(), LABELS, Map.of("criterion", "ENTROPY"));

    assertThat(entropy.threshold()).isNotEqualTo(gini.threshold());
  }

  @Test
  void another_seed_gives_another_forest() {
    Learner learner = new RandomForestLearner();
    var options = Samples.options(learner, Map.of("n_estimators", 3));

    Trees other =
        (Trees)
            learner.fit(
                FEATURES, NUMBERS, options, new FitContext(8, 1, FitContext.Checkpoint.NONE));

    assertThat(other.threshold())
        .isNotEqualTo(fit(learner, NUMBERS, Map.of("n_estimators", 3)).threshold());
  }

  @Test
  void rejects_values_out_of_range() {
    Learner learner = new GradientBoostingLearner();

    assertThatThrownBy(() -> fit(learner, NUMBERS, Map.of("max_depth", 0)))
        .isInstanceOf(MlException.class)
        .hasMessage(
            "ML100003: option 'max_depth' has the value 0, but expects a whole number from 1 to"
                + " 200.");
    assertThatThrownBy(() -> fit(learner, NUMBERS, Map.of("learning_rate", 0)))
        .isInstanceOf(MlException.class)
        .hasMessageContaining("option 'learning_rate' has the value 0");
  }

  @Test
  void the_middle_of_two_neighbouring_numbers_is_the_lower() {
    assertThat(Cut.between(1, Math.nextUp(1.0))).isEqualTo(1);
    assertThat(Cut.between(1, 2)).isEqualTo(1.5);
    assertThat(Cut.between(0x1p1023, 0x1.8p1023)).isEqualTo(0x1.4p1023);
  }

  @Test
  void forests_of_numbers_split_small_nodes_where_no_leaf_is_asked_for() {
    for (Learner learner : List.of(new RandomForestLearner(), new ExtraTreesLearner())) {
      int usual = fit(learner, NUMBERS, Map.of("n_estimators", 3)).feature().length;
      int full =
          fit(learner, NUMBERS, Map.of("n_estimators", 3, "min_samples_leaf", 1)).feature().length;
      int alike =
          fit(
                  learner,
                  NUMBERS,
                  Map.of("n_estimators", 3, "min_samples_leaf", 1, "min_samples_split", 4))
              .feature()
              .length;

      assertThat(usual).as(learner.spec().name()).isEqualTo(alike).isLessThan(full);
      assertThat(fit(learner, LABELS, Map.of("n_estimators", 3)).feature())
          .hasSameSizeAs(
              fit(learner, LABELS, Map.of("n_estimators", 3, "min_samples_leaf", 3)).feature());
    }
  }

  @Test
  void memory_counts_the_buffers_of_trees_that_draw_their_splits() {
    Learner learner = new ExtraTreesLearner();
    Options stump =
        Options.check(
            "it", learner.spec().hyperparameters(), Map.of("n_estimators", 1, "max_depth", 1));

    long more = learner.memory(2_000_000, 20, 0, stump) - learner.memory(1_000_000, 20, 0, stump);

    assertThat(more).isGreaterThan(70_000_000);
  }
}
