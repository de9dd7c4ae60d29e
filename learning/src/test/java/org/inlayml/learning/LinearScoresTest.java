// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Set;
import org.inlayml.learning.feature.Pipeline;
import org.inlayml.learning.feature.PipelineFitter;
import org.inlayml.learning.json.Json;
import org.inlayml.learning.learner.FitContext;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.metric.Metric;
import org.inlayml.learning.option.Options;
import org.inlayml.learning.prediction.Predictor;
import org.inlayml.learning.training.Algorithms;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Scores against scikit-learn 1.2.1 under the protocol of {@code shared/data/README.md}: the
 * estimator that the alias names, with these options, made to converge ({@code tol} 1e-9, 1e-7 for
 * the solver saga); those that draw with the mean of the seeds 0 to 9.
 */
class LinearScoresTest {
  private static double score(
      String algorithm, String options, String dataset, String target, Task task, Metric metric) {
    ReferenceSet set = ReferenceSet.read(dataset, target, task);
    Learner learner = Algorithms.LEARNERS.find(algorithm, task);
    Map<String, ?> values = Json.parseObject("{" + options.replace('\'', '"') + "}");
    Pipeline pipeline =
        PipelineFitter.fit(set.train(), learner.spec().rules(Set.of(), Set.of())).pipeline();
    Predictor predictor =
        new Predictor(
            set.target(),
            pipeline,
            learner.fit(
                pipeline.encode(set.train()),
                set.trainTruth(),
                Options.check(algorithm, learner.spec().hyperparameters(), values),
                new FitContext(7, 1, Checkpoint.NONE)));
    return set.score(predictor, metric);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "LogisticRegression|'penalty':'l1','C':0.1|breast_cancer|diagnosis|0.1082289",
        "LogisticRegression|'penalty':'l1','C':0.1|wine|class|0.2741741",
        "LogisticRegression|'penalty':'l1','C':0.1|penguins|species|0.1744706",
        "LogisticRegression|'penalty':'l1','C':0.01|mammography|class|0.0669653",
        "LogisticRegression|'penalty':'elasticnet','C':0.1|breast_cancer|diagnosis|0.0919179",
        "LogisticRegression|'penalty':'elasticnet','C':0.1|wine|class|0.2027117",
        "LogisticRegression|'penalty':'none'|mammography|class|0.0617897",
        "LinearDiscriminantAnalysis||breast_cancer|diagnosis|0.0672222",
        "LinearDiscriminantAnalysis||wine|class|0.0026897",
        "LinearDiscriminantAnalysis||penguins|species|0.0166874",
        "LinearDiscriminantAnalysis||mammography|class|0.1374190",
        "LinearDiscriminantAnalysis||bank-full|y|0.2712024",
        "lda|'shrinkage':0.3|breast_cancer|diagnosis|0.0564019",
        "lda|'shrinkage':0.3|wine|class|0.0191351"
      })
  void probabilities_are_those_of_scikit_learn(
      String algorithm, String options, String dataset, String target, double logLoss) {
    double score =
        score(
            algorithm,
            options == null ? "" : options,
            dataset,
            target,
            Task.CLASSIFICATION,
            Metric.NEG_LOG_LOSS);

    assertThat(-score).isCloseTo(logLoss, within(2e-6));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "polynomial||diabetes|target|0.2606248",
        "polynomial||wine_quality_white|quality|0.3429737",
        "polynomial|'degree':3|wine_quality_white|quality|0.2048679",
        "polynomial|'interaction_only':true,'alpha':10|wine_quality_white|quality|0.3324339",
        "PoissonRegressor||diabetes|target|0.4262260",
        "PoissonRegressor|'alpha':0.01|wine_quality_white|quality|0.2957995",
        "PoissonRegressor||california_housing|median_house_value|0.6125878",
        "GammaRegressor||diabetes|target|0.4065392",
        "GammaRegressor|'alpha':0.01|california_housing|median_house_value|0.4507417",
        "TweedieRegressor||diabetes|target|0.4149513",
        "TweedieRegressor|'power':1.5,'alpha':0.01|diabetes|target|0.4145975",
        "TweedieRegressor|'power':3,'alpha':0.0001|diabetes|target|0.3863093",
        "TweedieRegressor|'link':'log','alpha':0.01|diabetes|target|0.4351586",
        "TweedieRegressor|'power':1,'link':'identity','alpha':0.01|wine_quality_white|quality"
            + "|0.2872649",
        "TweedieRegressor|'power':2,'link':'identity','alpha':0.01|wine_quality_white|quality"
            + "|0.2602930"
      })
  void numbers_are_those_of_scikit_learn(
      String algorithm, String options, String dataset, String target, double determination) {
    double score =
        score(
            algorithm, options == null ? "" : options, dataset, target, Task.REGRESSION, Metric.R2);

    assertThat(score).isCloseTo(determination, within(2e-6));
  }

  @ParameterizedTest
  @CsvSource({
    "RidgeClassifier, breast_cancer, diagnosis, 0.999678",
    "RidgeClassifier, mammography, class, 0.908368",
    "RidgeClassifier, bank-full, y, 0.909567"
  })
  void ridge_classification_ranks_as_scikit_learn_does(
      String algorithm, String dataset, String target, double area) {
    double score = score(algorithm, "", dataset, target, Task.CLASSIFICATION, Metric.ROC_AUC);

    assertThat(score).isCloseTo(area, within(1e-5));
  }

  @ParameterizedTest
  @CsvSource({
    "SGDClassifier, mammography, class, 0.882759",
    "SGDClassifier, breast_cancer, diagnosis, 0.998712",
    "Perceptron, mammography, class, 0.846313",
    "Perceptron, breast_cancer, diagnosis, 0.999581",
    "PassiveAggressiveClassifier, mammography, class, 0.823549",
    "PassiveAggressiveClassifier, breast_cancer, diagnosis, 0.998744"
  })
  void learners_by_row_rank_no_worse_than_scikit_learn(
      String algorithm, String dataset, String target, double area) {
    double score = score(algorithm, "", dataset, target, Task.CLASSIFICATION, Metric.ROC_AUC);

    assertThat(score).isGreaterThan(area - 0.01);
  }

  @ParameterizedTest
  @CsvSource({"SGDRegressor, 0.4223947", "PassiveAggressiveRegressor, 0.3609351"})
  void learners_by_row_tell_numbers_no_worse_than_scikit_learn(String algorithm, double value) {
    double score = score(algorithm, "", "diabetes", "target", Task.REGRESSION, Metric.R2);

    assertThat(score).isGreaterThan(value - 0.01);
  }
}
