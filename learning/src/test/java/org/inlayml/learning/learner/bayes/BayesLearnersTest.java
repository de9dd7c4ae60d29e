// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.bayes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.inlayml.learning.Errors.assertMlError;
import static org.inlayml.learning.Iris.fit;
import static org.inlayml.learning.Iris.matrix;
import static org.inlayml.learning.Iris.outputs;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.inlayml.learning.Iris;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.FitContext;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.learner.Trait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Numbers of scikit-learn 1.2.1: predict_proba of rows 0, 70 and 133 of iris, fitted on all. */
class BayesLearnersTest {
  private static final Learner GAUSSIAN = new GaussianNaiveBayesLearner();
  private static final Learner MULTINOMIAL = new MultinomialNaiveBayesLearner();
  private static final Learner BERNOULLI = new BernoulliNaiveBayesLearner();
  private static final Learner QUADRATIC = new QuadraticDiscriminantLearner();

  private final FeatureMatrix features = Iris.features();

  static Stream<Learner> learners() {
    return Stream.of(GAUSSIAN, MULTINOMIAL, BERNOULLI, QUADRATIC);
  }

  private void assertGives(
      Learner learner, TargetVector target, Map<String, ?> options, double[]... expected) {
    double[][] outputs = outputs(fit(learner, features, target, options));
    for (int i = 0; i < expected.length; i++) {
      assertThat(outputs[i]).containsExactly(expected[i], within(1e-9));
    }
  }

  private static double[] row(double... values) {
    return values;
  }

  @Test
  void gaussian_agrees_with_scikit_learn() {
    assertGives(
        GAUSSIAN,
        Iris.classes(),
        Map.of(),
        row(1, 0, 0),
        row(0, 0.1544940849, 0.8455059151),
        row(0, 0.7126451442, 0.2873548558));
    assertGives(
        GAUSSIAN,
        Iris.weighted(),
        Map.of(),
        row(1, 0, 0),
        row(0, 0.1372809176, 0.8627190824),
        row(0, 0.7114516577, 0.2885483423));
    assertGives(
        GAUSSIAN,
        Iris.classes(),
        Map.of("priors", List.of(0.2, 0.3, 0.5), "var_smoothing", 0.1),
        row(0.9999792944, 2.07037e-05, 1.9e-09),
        row(6e-10, 0.455956726, 0.5440432733),
        row(0, 0.3813368065, 0.6186631935));
  }

  @Test
  void multinomial_agrees_with_scikit_learn() {
    assertGives(
        MULTINOMIAL,
        Iris.classes(),
        Map.of(),
        row(0.7519953637, 0.1609294806, 0.0870751557),
        row(0.0244347163, 0.4828269491, 0.4927383345),
        row(0.0252153952, 0.4905211374, 0.4842634673));
    assertGives(
        MULTINOMIAL,
        Iris.weighted(),
        Map.of("alpha", 0.5, "fit_prior", false),
        row(0.7498513629, 0.1621801616, 0.0879684755),
        row(0.0237843972, 0.4830722478, 0.4931433549),
        row(0.0243925354, 0.4886977337, 0.4869097308));
    assertGives(
        MULTINOMIAL,
        Iris.weighted(),
        Map.of("alpha", 2),
        row(0.7457253539, 0.1665825583, 0.0876920877),
        row(0.025082374, 0.4906931763, 0.4842244497),
        row(0.025487961, 0.4962524049, 0.4782596341));
  }

  @Test
  void bernoulli_agrees_with_scikit_learn() {
    assertGives(
        BERNOULLI,
        Iris.classes(),
        Map.of("binarize", 1.5),
        row(0.9748490946, 0.023138833, 0.0020120724),
        row(0.0050578035, 0.1105491329, 0.8843930636),
        row(0.21875, 0.71875, 0.0625));
    assertGives(
        BERNOULLI,
        Iris.weighted(),
        Map.of("binarize", 1.5, "alpha", 0.5, "fit_prior", false),
        row(0.9947523804, 0.0048248604, 0.0004227592),
        row(0.0010700431, 0.0955740438, 0.9033559131),
        row(0.216222358, 0.7224608539, 0.0613167881));
    assertGives(
        BERNOULLI,
        Iris.weighted(),
        Map.of("binarize", 1.5, "alpha", 0.5),
        row(0.9945963222, 0.0049809849, 0.0004226929),
        row(0.0010667276, 0.0983763792, 0.9005568932),
        row(0.2112589016, 0.7288318577, 0.0599092407));
  }

  @Test
  void quadratic_agrees_with_scikit_learn() {
    assertGives(
        QUADRATIC,
        Iris.classes(),
        Map.of(),
        row(1, 0, 0),
        row(0, 0.3359441831, 0.6640558169),
        row(0, 0.6049611315, 0.3950388685));
    assertGives(
        QUADRATIC,
        Iris.classes(),
        Map.of("reg_param", 0.3, "priors", List.of(0.1, 0.6, 0.3)),
        row(0.9999650038, 3.49955e-05, 7e-10),
        row(1e-10, 0.718074499, 0.2819255009),
        row(0, 0.646185435, 0.353814565));
  }

  @ParameterizedTest
  @MethodSource("learners")
  void a_weight_counts_as_so_many_rows(Learner learner) {
    int[] repeated = Iris.repeated();

    Model weighted = fit(learner, features, Iris.weighted(), Map.of());
    Model more = fit(learner, features.select(repeated), Iris.classes().select(repeated), Map.of());

    double[][] expected = outputs(more);
    double[][] actual = outputs(weighted);
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i]).containsExactly(expected[i], within(1e-9));
    }
  }

  @ParameterizedTest
  @MethodSource("learners")
  void rows_in_two_parts_teach_what_they_teach_at_once(Learner learner) {
    if (!learner.spec().has(Trait.WARM_START)) {
      return; // of covariances nothing is kept but their inverse
    }
    int[] even = IntStream.range(0, 75).map(i -> 2 * i).toArray();
    int[] odd = IntStream.range(0, 75).map(i -> 2 * i + 1).toArray();
    Map<String, Object> options = learner == BERNOULLI ? Map.of("binarize", 1.5) : Map.of();

    Model first = fit(learner, features.select(even), Iris.classes().select(even), options);
    Model both =
        fit(
            learner,
            features.select(odd),
            Iris.classes().select(odd),
            options,
            new FitContext(7, 1, Checkpoint.NONE, Optional.of(first)));

    double[][] expected = outputs(fit(learner, features, Iris.classes(), options));
    double[][] actual = outputs(both);
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i]).containsExactly(expected[i], within(1e-7));
    }
  }

  @Test
  void negative_counts_are_refused_with_what_to_do() {
    FeatureMatrix negative = matrix(new double[] {1, 2}, new double[] {0, -1});

    assertMlError(
            MlError.INVALID_VALUE,
            () -> fit(MULTINOMIAL, negative, new TargetVector(new double[] {0, 1}, 2), Map.of()))
        .startsWith("column 'F1' expects counts from 0 on for multinomial_naive_bayes (")
        .endsWith("take gaussian_naive_bayes), but a value given is negative.");
  }

  @Test
  void priors_have_to_suit_the_classes() {
    for (List<Double> priors : List.of(List.of(0.5, 0.5), List.of(0.5, 0.5, 0.5))) {
      assertMlError(
              MlError.INVALID_OPTION,
              () -> fit(GAUSSIAN, features, Iris.classes(), Map.of("priors", priors)))
          .contains("as many numbers as there are classes, 3, that add to 1");
    }
    TargetVector two =
        new TargetVector(
            Arrays.stream(Iris.classes().values()).map(k -> k / 2).map(Math::rint).toArray(), 3);
    assertMlError(
            MlError.INVALID_OPTION,
            () -> fit(QUADRATIC, features, two, Map.of("priors", List.of(0.0, 0.0, 1.0))))
        .contains("numbers above 0 for classes that occur");
  }

  @Test
  void nothing_varies_and_nothing_breaks() {
    FeatureMatrix constant = matrix(new double[] {1, 1, 1}, new double[] {0, 0, 0});
    TargetVector target = new TargetVector(new double[] {0, 1, 1}, 2);
    double[] outputs = new double[2];
    for (Learner learner : List.of(GAUSSIAN, QUADRATIC)) {
      fit(learner, constant, target, Map.of()).predict(new double[] {1, 0}, outputs);

      assertThat(outputs)
          .as(learner.spec().name())
          .containsExactly(new double[] {1 / 3.0, 2 / 3.0}, within(1e-9));
    }
  }

  @Test
  void an_alpha_of_0_makes_nothing_impossible() {
    FeatureMatrix counts = matrix(new double[] {1, 0}, new double[] {0, 1});
    TargetVector target = new TargetVector(new double[] {0, 1}, 2);
    double[] outputs = new double[2];

    fit(MULTINOMIAL, counts, target, Map.of("alpha", 0)).predict(new double[] {1, 1}, outputs);

    assertThat(outputs).containsExactly(new double[] {0.5, 0.5}, within(1e-9));
  }

  @Test
  void numbers_beyond_squaring_are_refused() {
    FeatureMatrix huge = matrix(new double[] {1e300, -1e300, 1});
    TargetVector target = new TargetVector(new double[] {0, 0, 1}, 2);

    for (Learner learner : List.of(GAUSSIAN, QUADRATIC)) {
      assertMlError(MlError.INVALID_VALUE, () -> fit(learner, huge, target, Map.of()))
          .contains("numbers below 1e150");
    }
  }

  /** Three columns of which the third is the sum of the others: no covariance has an inverse. */
  @Test
  void collinear_features_do_not_spoil_what_the_others_tell() {
    double[] sum = new double[150];
    Arrays.setAll(sum, i -> features.columns()[0][i] + features.columns()[1][i]);
    FeatureMatrix with =
        matrix(
            features.columns()[0],
            features.columns()[1],
            features.columns()[2],
            features.columns()[3],
            sum);

    double[][] expected = fit(QUADRATIC, features, Iris.classes(), Map.of()).predict(features);
    double[][] actual = fit(QUADRATIC, with, Iris.classes(), Map.of()).predict(with);
    double[][] coarse = fit(QUADRATIC, with, Iris.classes(), Map.of("tol", 0.1)).predict(with);

    for (int i = 0; i < 150; i++) {
      assertThat(actual[i]).containsExactly(expected[i], within(1e-4));
      assertThat(coarse[i]).containsExactly(expected[i], within(1e-4));
    }
  }
}
