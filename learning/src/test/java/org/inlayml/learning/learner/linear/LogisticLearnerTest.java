// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.inlayml.learning.learner.linear.Fitting.features;
import static org.inlayml.learning.learner.linear.Fitting.fit;
import static org.inlayml.learning.learner.linear.Fitting.predict;
import static org.inlayml.learning.learner.linear.Fitting.row;

import java.util.Map;
import org.inlayml.learning.family.Linear;
import org.inlayml.learning.family.Link;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.TargetVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import smile.classification.LogisticRegression;

class LogisticLearnerTest {
  private final LogisticLearner learner = new LogisticLearner();

  @Test
  void knows_the_odds_where_no_feature_says_anything() {
    FeatureMatrix features = features(row(5, 5, 5, 5));

    Linear model = fit(learner, features, new TargetVector(row(1, 0, 1, 1), 2), Map.of());

    assertThat(model.link()).isEqualTo(Link.LOGISTIC);
    assertThat(model.coefficients()[0]).containsExactly(0);
    assertThat(model.intercepts()[0]).isCloseTo(Math.log(3), within(1e-4));
    assertThat(predict(model, features)[0]).containsExactly(row(0.25, 0.75), within(1e-5));
  }

  @Test
  void knows_the_shares_of_three_classes_where_no_feature_says_anything() {
    FeatureMatrix features = features(row(5, 5, 5, 5));

    Linear model = fit(learner, features, new TargetVector(row(2, 0, 1, 2), 3), Map.of());

    assertThat(model.link()).isEqualTo(Link.SOFTMAX);
    assertThat(predict(model, features)[0]).containsExactly(row(0.25, 0.25, 0.5), within(1e-5));
    assertThat(model.intercepts()[0] + model.intercepts()[1] + model.intercepts()[2])
        .isCloseTo(0, within(1e-15));
  }

  @ParameterizedTest
  @CsvSource({
    "300, 8, 2, 1",
    "300, 8, 3, 1",
    "20, 30, 2, 10",
    "25, 30, 4, 0.1",
    "5000, 6, 3, 100",
    "30000, 6, 2, 1",
    "30000, 6, 3, 1",
    "300, 8, 2, 1e-6"
  })
  void makes_the_gradient_zero(int rows, int width, int classes, double weight) {
    FeatureMatrix features = Fitting.madeUpFeatures(rows, width, 21);
    TargetVector target = Fitting.madeUpClasses(features, classes, 22);

    Linear model = fit(learner, features, target, Map.of("C", weight));

    double[][] outputs = predict(model, features);
    for (int k = 0; k < model.coefficients().length; k++) {
      int type = classes == 2 ? 1 : k;
      double surplus = 0;
      for (int i = 0; i < rows; i++) {
        surplus += outputs[i][type] - (target.values()[i] == type ? 1 : 0);
      }
      assertThat(surplus).as("intercept %s", k).isCloseTo(0, within(2e-4));
      for (int j = 0; j < width; j++) {
        double[] column = features.columns()[j];
        double mean = CentredFeatures.mean(column, rows);
        double slope = model.coefficients()[k][j] / weight;
        for (int i = 0; i < rows; i++) {
          double error = outputs[i][type] - (target.values()[i] == type ? 1 : 0);
          slope += (column[i] - mean) * error;
        }
        assertThat(slope).as("class %s, feature %s", type, j).isCloseTo(0, within(2e-4));
      }
    }
  }

  @Test
  void agrees_with_smile_on_two_classes() {
    FeatureMatrix features = Fitting.madeUpFeatures(400, 6, 23);
    TargetVector target = Fitting.madeUpClasses(features, 2, 24);
    double[][] rows = features.toRows();

    Linear model = fit(learner, features, target, Map.of("C", 0.5));
    LogisticRegression smile = LogisticRegression.fit(rows, target.labels(), 2, 1e-12, 5000);

    double[][] outputs = predict(model, features);
    double[] posterior = new double[2];
    for (int i = 0; i < rows.length; i++) {
      smile.predict(rows[i], posterior);
      assertThat(outputs[i]).as("row %s", i).containsExactly(posterior, within(1e-5));
    }
  }

  @Test
  void equal_columns_share_the_weight() {
    FeatureMatrix features = Fitting.madeUpFeatures(200, 3, 25);
    TargetVector target = Fitting.madeUpClasses(features, 3, 26);
    double[] x = features.columns()[0];

    Linear model = fit(learner, features(x, x), target, Map.of());

    for (double[] coefficients : model.coefficients()) {
      assertThat(coefficients[0]).isCloseTo(coefficients[1], within(1e-12));
    }
  }

  @Test
  void ends_with_finite_numbers_where_classes_are_separable_and_hardly_penalised() {
    FeatureMatrix features = features(row(-3, -2, -1, 1, 2, 3));
    TargetVector target = new TargetVector(row(0, 0, 0, 1, 1, 1), 2);

    Linear model = fit(learner, features, target, Map.of("C", 1e12));

    assertThat(model.coefficients()[0][0]).isBetween(5.0, 100.0);
    for (int i = 0; i < 6; i++) {
      assertThat(predict(model, features)[i][i / 3]).as("row %s", i).isGreaterThan(0.99);
    }
  }

  @Test
  void gives_a_class_that_never_occurs_hardly_any_probability() {
    FeatureMatrix features = features(row(-3, -2, 1, -1, 2, 3));
    TargetVector target = new TargetVector(row(0, 0, 0, 2, 2, 2), 3);

    Linear model = fit(learner, features, target, Map.of());

    for (double[] output : predict(model, features)) {
      assertThat(output[1]).isBetween(0.0, 1e-4);
    }
  }

  @Test
  void passes_through_the_origin_without_intercept() {
    FeatureMatrix features = features(row(1, 2, 3, -1));
    TargetVector target = new TargetVector(row(1, 1, 0, 0), 2);

    Linear model = fit(learner, features, target, Map.of("fit_intercept", false));

    assertThat(model.intercepts()).containsExactly(0);
    assertThat(model.coefficients()[0][0]).isPositive();
  }

  @Test
  void takes_no_more_steps_than_allowed() {
    FeatureMatrix features = Fitting.madeUpFeatures(200, 3, 27);
    TargetVector target = Fitting.madeUpClasses(features, 2, 28);

    double once = fit(learner, features, target, Map.of("max_iter", 1)).coefficients()[0][0];
    double often = fit(learner, features, target, Map.of()).coefficients()[0][0];

    assertThat(Math.abs(once)).isLessThan(0.9 * Math.abs(often));
  }
}
