// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;
import org.inlayml.learning.family.Trees;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.metric.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import smile.base.cart.Loss;
import smile.base.cart.SplitRule;
import smile.classification.DecisionTree;
import smile.data.DataFrame;
import smile.regression.RandomForest;
import smile.regression.RegressionTree;

/** Our trees against those that Smile trains and predicts by itself, on held-out rows. */
class SmileEqualityTest {
  private static final FeatureMatrix TRAIN = Samples.features(1, 1500, 6);
  private static final Map<String, ?> BOOSTING =
      Map.of(
          "n_estimators", 40,
          "max_depth", 4,
          "max_leaves", 12,
          "min_samples_leaf", 15,
          "learning_rate", 0.1);
  private static final FeatureMatrix TEST = Samples.features(2, 500, 6);

  private static double[][] outputs(
      Learner learner, TargetVector target, Map<String, ?> hyperparameters) {
    return Samples.fit(learner, TRAIN, target, hyperparameters).predict(TEST);
  }

  private static double[] firsts(double[][] outputs) {
    return Arrays.stream(outputs).mapToDouble(o -> o[0]).toArray();
  }

  private static int largest(double[] values) {
    int largest = 0;
    for (int k = 1; k < values.length; k++) {
      largest = values[k] > values[largest] ? k : largest;
    }
    return largest;
  }

  private static DataFrame test(int classes) {
    return Samples.frame(TEST, new TargetVector(new double[TEST.rows()], classes));
  }

  /** Within 1e-12: means are rounded in another order. */
  @ParameterizedTest
  @ValueSource(ints = {30, Integer.MAX_VALUE})
  void regression_tree_is_smiles(int leaves) {
    TargetVector target = Samples.numbers(TRAIN, 3);
    RegressionTree smile =
        RegressionTree.fit(Samples.FORMULA, Samples.frame(TRAIN, target), 9, leaves, 20);

    double[][] ours =
        outputs(
            new DecisionTreeLearner(),
            target,
            leaves == Integer.MAX_VALUE
                ? Map.of("max_depth", 8, "min_samples_leaf", 20)
                : Map.of("max_depth", 8, "min_samples_leaf", 20, "max_leaves", leaves));

    assertThat(firsts(ours)).containsExactly(smile.predict(test(0)), within(1e-12));
  }

  /** Labels alone: Smile merges leaves of equal label, and we do not. */
  @ParameterizedTest
  @CsvSource({"2, gini", "2, entropy", "4, gini", "4, entropy"})
  void classification_tree_gives_smiles_labels_where_no_values_are_equal(
      int classes, String criterion) {
    TargetVector target = Samples.labels(TRAIN, 3, classes);
    DecisionTree smile =
        DecisionTree.fit(
            Samples.FORMULA,
            Samples.frame(TRAIN, target),
            SplitRule.valueOf(criterion.toUpperCase(Locale.ROOT)),
            9,
            Integer.MAX_VALUE,
            1);

    double[][] ours =
        outputs(
            new DecisionTreeLearner(),
            target,
            Map.of("max_depth", 8, "min_samples_leaf", 1, "criterion", criterion));

    assertThat(Arrays.stream(ours).mapToInt(SmileEqualityTest::largest).toArray())
        .containsExactly(smile.predict(test(classes)));
  }

  /** They draw other rows; of the same size, they are as good. */
  @Test
  void a_forest_is_as_good_as_smiles() {
    TargetVector target = Samples.numbers(TRAIN, 3);
    double[] truth = Samples.numbers(TEST, 4).values();
    RandomForest smile =
        RandomForest.fit(
            Samples.FORMULA,
            Samples.frame(TRAIN, target),
            50,
            2,
            13,
            Integer.MAX_VALUE,
            3,
            1.0,
            LongStream.range(2, 52));

    double[][] ours =
        outputs(
            new RandomForestLearner(),
            target,
            Map.of("n_estimators", 50, "max_depth", 12, "min_samples_leaf", 3));

    assertThat(Metric.R2.score(truth, firsts(ours)))
        .isGreaterThan(Metric.R2.score(truth, smile.predict(test(0))) - 0.01);
  }

  /** Within 1e-9: sums are rounded in another order. */
  @Test
  void boosted_regression_is_smiles() {
    TargetVector target = Samples.numbers(TRAIN, 3);
    double[] theirs =
        smile.regression.GradientTreeBoost.fit(
                Samples.FORMULA, Samples.frame(TRAIN, target), Loss.ls(), 40, 5, 12, 15, 0.1, 1.0)
            .predict(test(0));

    double[][] ours = outputs(new GradientBoostingLearner(), target, BOOSTING);

    assertThat(firsts(ours)).containsExactly(theirs, within(1e-9));
  }

  /**
   * Within 1e-9, for classes of equal size: Smile starts more than two classes from zero, we from
   * their shares.
   */
  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void boosted_classification_is_smiles(int classes) {
    TargetVector target = Samples.labels(TRAIN, 3, classes);
    var boosted =
        smile.classification.GradientTreeBoost.fit(
            Samples.FORMULA, Samples.frame(TRAIN, target), 40, 5, 12, 15, 0.1, 1.0);

    double[][] ours = outputs(new GradientBoostingLearner(), target, BOOSTING);

    DataFrame test = test(classes);
    for (int row = 0; row < TEST.rows(); row++) {
      double[] theirs = new double[classes];
      boosted.predict(test.get(row), theirs);
      assertThat(ours[row]).as("row %s", row).containsExactly(theirs, within(1e-9));
    }
  }

  @Test
  void splits_a_one_hot_column_that_smiles_tree_overlooks() {
    double[] column = {0, 0, 0, 0, 1, 1, 1, 1};
    FeatureMatrix features = Samples.matrix(column);
    int overlooked = 0;
    for (int odd = 0; odd < 16; odd++) {
      double[] labels = {0, 0, 0, 0, 1, 1, 1, 1};
      labels[odd / 4] = 1; // one row of each value has the label of the other value
      labels[4 + odd % 4] = 0;
      TargetVector target = new TargetVector(labels, 2);

      DecisionTree smile =
          DecisionTree.fit(
              Samples.FORMULA, Samples.frame(features, target), SplitRule.GINI, 9, 8, 2);
      Trees ours =
          Samples.fit(new DecisionTreeLearner(), features, target, Map.of("min_samples_leaf", 2));

      overlooked += smile.root().leafs() == 1 ? 1 : 0;
      assertThat(ours.threshold()).as("odd rows %s", odd).containsExactly(0.5);
    }
    assertThat(overlooked).isPositive();
  }
}
