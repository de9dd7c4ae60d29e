// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.metric.Metric;
import org.inlayml.learning.prediction.Predictor;
import org.inlayml.learning.training.Algorithms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Scores with our own features and default hyperparameters against those of scikit-learn 1.2.1, by
 * the protocol of {@code shared/data/README.md}.
 */
class ReferenceProtocolTest {
  private static double score(ReferenceSet set, String algorithm, Metric metric) {
    Learner learner = Algorithms.LEARNERS.find(algorithm, set.target().task());
    return set.score(set.fit(learner), metric);
  }

  @ParameterizedTest
  @CsvSource({
    "diabetes, target",
    "diabetes_raw, target",
    "wine_quality_white, quality",
    "california_housing, median_house_value"
  })
  void linear_learners_have_the_errors_of_scikit_learn(String dataset, String target) {
    ReferenceSet set = ReferenceSet.read(dataset, target, Task.REGRESSION);

    for (String algorithm : new String[] {"LinearRegression", "Ridge", "Lasso"}) {
      double error = -score(set, algorithm, Metric.NEG_ROOT_MEAN_SQUARED_ERROR);

      assertThat(error)
          .as("%s on %s", algorithm, dataset)
          .isCloseTo(ReferenceSet.score(dataset, algorithm, "rmse"), withinPercentage(1e-4));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "iris, species",
    "wine, class",
    "breast_cancer, diagnosis",
    "penguins, species",
    "mammography, class",
    "adult, income",
    "bank-full, y"
  })
  void logistic_has_the_scores_of_scikit_learn(String dataset, String target) {
    ReferenceSet set = ReferenceSet.read(dataset, target, Task.CLASSIFICATION);
    String algorithm = "LogisticRegression";

    Predictor predictor = set.fit(Algorithms.LEARNERS.find(algorithm, Task.CLASSIFICATION));

    assertThat(-set.score(predictor, Metric.NEG_LOG_LOSS))
        .isCloseTo(ReferenceSet.score(dataset, algorithm, "log_loss"), within(2e-5));
    assertThat(set.score(predictor, Metric.ACCURACY))
        .isCloseTo(ReferenceSet.score(dataset, algorithm, "accuracy"), within(2e-4));
    assertThat(set.score(predictor, Metric.ROC_AUC))
        .isCloseTo(ReferenceSet.score(dataset, algorithm, "roc_auc"), within(1e-4));
  }

  @Test
  void bank_marketing() {
    ReferenceSet set = ReferenceSet.read("bank-full", "y", Task.CLASSIFICATION);

    // scikit-learn: .9104, .8593 at depth 5, .9277, .9375 with histograms
    assertThat(score(set, "logistic", Metric.ROC_AUC)).isCloseTo(0.9104, within(0.005));
    assertThat(score(set, "decision_tree", Metric.ROC_AUC)).isGreaterThan(0.89);
    assertThat(score(set, "random_forest", Metric.ROC_AUC)).isGreaterThan(0.9275);
    assertThat(score(set, "gradient_boosting", Metric.ROC_AUC)).isGreaterThan(0.93);
  }

  @Test
  void telco_churn() {
    ReferenceSet set =
        ReferenceSet.read("telco_churn", "Churn", Task.CLASSIFICATION).without("customerID");

    // scikit-learn: .8469 with TotalCharges as categories
    assertThat(score(set, "logistic", Metric.ROC_AUC)).isGreaterThanOrEqualTo(0.842);
  }

  @Test
  void california_housing() {
    ReferenceSet set =
        ReferenceSet.read("california_housing", "median_house_value", Task.REGRESSION);

    // scikit-learn: .6597, .8275, .8302
    assertThat(score(set, "decision_tree", Metric.R2)).isGreaterThan(0.72);
    assertThat(score(set, "random_forest", Metric.R2)).isGreaterThan(0.825);
    assertThat(score(set, "gradient_boosting", Metric.R2)).isGreaterThan(0.83);
  }

  @ParameterizedTest
  @CsvSource({"iris, species", "wine, class", "breast_cancer, diagnosis"})
  void small_classifications(String dataset, String target) {
    ReferenceSet set = ReferenceSet.read(dataset, target, Task.CLASSIFICATION);

    assertThat(score(set, "logistic", Metric.ACCURACY)).isGreaterThanOrEqualTo(0.96);
    assertThat(score(set, "random_forest", Metric.ACCURACY)).isGreaterThanOrEqualTo(0.95);
    assertThat(score(set, "gradient_boosting", Metric.ACCURACY)).isGreaterThanOrEqualTo(0.96);
  }

  /** SVM(rbf,C=1) of reference_scores.csv. */
  @ParameterizedTest
  @CsvSource({
    "iris, species, 1",
    "wine, class, 1",
    "breast_cancer, diagnosis, 0.991228",
    "penguins, species, 1"
  })
  void svm_has_the_scores_of_scikit_learn(String dataset, String target, double accuracy) {
    ReferenceSet set = ReferenceSet.read(dataset, target, Task.CLASSIFICATION);

    Predictor predictor = set.fit(Algorithms.LEARNERS.find("SVC", Task.CLASSIFICATION));

    assertThat(set.score(predictor, Metric.ACCURACY)).isGreaterThan(accuracy - 0.01);
    if (dataset.equals("breast_cancer")) {
      assertThat(set.score(predictor, Metric.ROC_AUC)).isCloseTo(0.999356, within(1e-4));
    }
  }

  /** With our own features, texts as categories: other bins and sets make a small difference. */
  @ParameterizedTest
  @CsvSource({
    "bank-full, y, 0.936",
    "adult, income, 0.926",
    "mammography, class, 0.9",
    "breast_cancer, diagnosis, 0.99",
    "iris, species, 0.99",
    "wine, class, 0.99",
    "penguins, species, 0.99"
  })
  void histogram_boosting_ranks_as_well_as_scikit_learn(
      String dataset, String target, double least) {
    ReferenceSet set = ReferenceSet.read(dataset, target, Task.CLASSIFICATION);
    String algorithm = "HistGradientBoosting";

    Predictor predictor =
        set.fit(Algorithms.LEARNERS.find(algorithm + "Classifier", Task.CLASSIFICATION));

    assertThat(set.score(predictor, Metric.ROC_AUC))
        .isGreaterThan(least)
        .isGreaterThan(ReferenceSet.score(dataset, algorithm, "roc_auc") - 0.01);
    assertThat(set.score(predictor, Metric.ACCURACY))
        .isGreaterThan(ReferenceSet.score(dataset, algorithm, "accuracy") - 0.01);
  }

  @ParameterizedTest
  @CsvSource({
    "california_housing, median_house_value",
    "diabetes, target",
    "wine_quality_white, quality"
  })
  void histogram_boosting_errs_no_more_than_scikit_learn(String dataset, String target) {
    ReferenceSet set = ReferenceSet.read(dataset, target, Task.REGRESSION);
    String algorithm = "HistGradientBoosting";

    double score =
        set.score(
            set.fit(Algorithms.LEARNERS.find(algorithm + "Regressor", Task.REGRESSION)), Metric.R2);

    assertThat(score).isGreaterThan(ReferenceSet.score(dataset, algorithm, "r2") - 0.01);
  }
}
