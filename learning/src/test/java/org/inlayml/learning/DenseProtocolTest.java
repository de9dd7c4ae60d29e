// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.inlayml.learning.family.Gaussians;
import org.inlayml.learning.family.GaussiansKernel;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.feature.FitRules;
import org.inlayml.learning.feature.Pipeline;
import org.inlayml.learning.feature.PipelineFitter;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.metric.Metric;
import org.inlayml.learning.prediction.Predictor;
import org.inlayml.learning.table.NumberColumn;
import org.inlayml.learning.table.Table;
import org.inlayml.learning.training.Algorithms;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scores of densities, networks and mixtures against scikit-learn 1.2.1's on public data. */
class DenseProtocolTest {
  private static Pipeline pipeline(Learner learner, Table table) {
    FitRules rules = learner.spec().rules(Set.of(), Set.of());
    return PipelineFitter.fit(table, rules).pipeline();
  }

  private static Predictor fit(ReferenceSet set, String algorithm, Map<String, ?> options) {
    Learner learner = Algorithms.LEARNERS.find(algorithm, set.target().task());
    Pipeline pipeline = pipeline(learner, set.train());
    return new Predictor(
        set.target(),
        pipeline,
        Iris.fit(learner, pipeline.encode(set.train()), set.trainTruth(), options));
  }

  @ParameterizedTest
  @CsvSource({
    "iris, species",
    "wine, class",
    "breast_cancer, diagnosis",
    "mammography, class",
    "bank-full, y",
    "adult, income"
  })
  void gaussian_naive_bayes_is_as_right_as_that_of_scikit_learn(String dataset, String target) {
    ReferenceSet set = ReferenceSet.read(dataset, target, Task.CLASSIFICATION);

    double accuracy = set.score(fit(set, "GaussianNB", Map.of()), Metric.ACCURACY);

    assertThat(accuracy)
        .isCloseTo(ReferenceSet.score(dataset, "GaussianNB", "accuracy"), within(1e-6));
  }

  @ParameterizedTest
  @CsvSource({
    "wine, class, false",
    "breast_cancer, diagnosis, false",
    "mammography, class, true",
    "bank-full, y, true"
  })
  void networks_classify_as_well_as_those_of_scikit_learn(
      String dataset, String target, boolean early) {
    ReferenceSet set = ReferenceSet.read(dataset, target, Task.CLASSIFICATION);
    Map<String, Object> options = early ? Map.of("early_stopping", true) : Map.of("epochs", 500);

    Predictor predictor = fit(set, "MLPClassifier", options);

    for (Metric metric : new Metric[] {Metric.ACCURACY, Metric.ROC_AUC}) {
      assertThat(set.score(predictor, metric))
          .as(metric.sqlName())
          .isGreaterThan(ReferenceSet.score(dataset, "MLP", metric.sqlName()) - 0.01);
    }
  }

  @ParameterizedTest
  @CsvSource({"wine_quality_white, quality", "california_housing, median_house_value"})
  void networks_estimate_as_well_as_those_of_scikit_learn(String dataset, String target) {
    ReferenceSet set = ReferenceSet.read(dataset, target, Task.REGRESSION);

    Predictor predictor = fit(set, "MLPRegressor", Map.of("early_stopping", true));

    assertThat(set.score(predictor, Metric.R2))
        .isGreaterThan(ReferenceSet.score(dataset, "MLP", "r2") - 0.01);
  }

  /** The mean logarithm of the density of all rows; scikit-learn's own seeds differ by .03. */
  @ParameterizedTest
  @CsvSource({"iris, species, 3", "wine, class, 3", "breast_cancer, diagnosis, 2"})
  void mixtures_are_as_likely_as_those_of_scikit_learn(String dataset, String target, int groups) {
    Learner learner = Algorithms.LEARNERS.find("GaussianMixture", Task.CLUSTERING);
    FeatureMatrix features = allRows(learner, dataset, target);

    Gaussians model =
        (Gaussians)
            Iris.fit(
                learner,
                features,
                TargetVector.unknown(Task.CLUSTERING, features.rows()),
                Map.of("n_components", groups, "n_init", 3, "reg_covar", 1e-4));

    assertThat(likelihood(model, features))
        .isGreaterThan(
            ReferenceSet.score(dataset, "GaussianMixture", "mean_log_likelihood") - 0.04);
  }

  private static FeatureMatrix allRows(Learner learner, String dataset, String target) {
    Table rows = ReferenceSet.all(dataset).without(Set.of(target));
    return pipeline(learner, rows).encode(rows);
  }

  private static double likelihood(Gaussians model, FeatureMatrix rows) {
    GaussiansKernel kernel = new GaussiansKernel(model);
    double[][] column = new double[rows.width()][1];
    double[][] logarithms = new double[model.outputs()][1];
    double sum = 0;
    for (int i = 0; i < rows.rows(); i++) {
      for (int j = 0; j < column.length; j++) {
        column[j][0] = rows.columns()[j][i];
      }
      kernel.logarithms(column, 1, logarithms, 0);
      double most = Arrays.stream(logarithms).mapToDouble(l -> l[0]).max().orElseThrow();
      sum +=
          most + Math.log(Arrays.stream(logarithms).mapToDouble(l -> Math.exp(l[0] - most)).sum());
    }
    return sum / rows.rows() + Gaussians.densityConstant(rows.width());
  }

  /** By Mahalanobis' distance scikit-learn reaches .8602, by an isolation forest .8644. */
  @ParameterizedTest
  @CsvSource({"mammography, class, 0.87"})
  void components_tell_anomalies(String dataset, String target, double least) {
    Learner learner = Algorithms.LEARNERS.find("PCA", Task.ANOMALY_DETECTION);
    FeatureMatrix features = allRows(learner, dataset, target);
    TargetVector unknown = TargetVector.unknown(Task.ANOMALY_DETECTION, features.rows());

    Model model = Iris.fit(learner, features, unknown, Map.of());

    double[] strange =
        ReferenceSet.all(dataset).column(target) instanceof NumberColumn numbers
            ? numbers.values()
            : new double[0];
    assertThat(Metric.ROC_AUC.score(strange, model.predict(features))).isGreaterThan(least);
  }
}
