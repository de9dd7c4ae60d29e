// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.neighbor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.inlayml.learning.WholeSet;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.family.RadialBasis;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.FitContext;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.option.Options;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NeighborLearnersTest {
  private static final WholeSet IRIS = WholeSet.read("iris", "species");
  private static final double[][] NEW_ROWS = {
    {0.1, -0.2, 0.3, 0.4}, {2.5, 2, -3, 1}, {-1, 0.5, -1.1, -1.2}, {0.55, -0.4, 0.7, 0.6}
  };

  private static Model fit(Learner learner, TargetVector target, Map<String, ?> values) {
    Options options =
        Options.check(learner.spec().name(), learner.spec().hyperparameters(), values);
    return learner.fit(IRIS.features(), target, options, new FitContext(7, 1, Checkpoint.NONE));
  }

  private static double[] outputs(Model model, int output) {
    double[] predicted = new double[model.outputs()];
    return Arrays.stream(NEW_ROWS)
        .mapToDouble(
            row -> {
              model.predict(row, predicted);
              return predicted[output];
            })
        .toArray();
  }

  /**
   * The second class of KNeighborsClassifier(7, weights='distance') of scikit-learn 1.2.1 on
   * standardised iris, and for the third row the regressor of 3 times the first feature plus the
   * class.
   */
  @ParameterizedTest
  @CsvSource({
    "euclidean, 2, 1, 0.13823562843600434, 0, 0.2485535627272356, -3.047038731948296",
    "minkowski, 2, 1, 0.13823562843600434, 0, 0.2485535627272356, -3.047038731948296",
    "minkowski, 1, 1, 0, 0, 0.230399786984242, -3.0467311885971107",
    "manhattan, 2, 1, 0, 0, 0.230399786984242, -3.0467311885971107",
    "chebyshev, 2, 0.9344995523651034, 0.13752765480014592, 0, 0.36725498762224307, NaN",
    "cosine, 2, 0.4143106246082279, 0.1228414585640065, 0, 0.11528437728287004, -3.177885414681763",
    "minkowski, 3, 1, 0, 0, 0.25581709711157097, -3.1396090379536834"
  })
  void distances_weigh_as_in_scikit_learn(
      String metric, double power, double a, double b, double c, double d, double value) {
    Map<String, ?> options =
        Map.of("n_neighbors", 7L, "weights", "distance", "metric", metric, "p", power);
    NearestNeighborsLearner learner = new NearestNeighborsLearner();
    double[] numbers = new double[IRIS.truth().length];
    Arrays.setAll(numbers, i -> 3 * IRIS.features().columns()[0][i] + IRIS.truth()[i]);

    Model shares = fit(learner, new TargetVector(IRIS.truth(), 3), options);
    Model mean = fit(learner, new TargetVector(numbers, 0), options);

    assertThat(outputs(shares, 1)).containsExactly(new double[] {a, b, c, d}, within(1e-9));
    if (!Double.isNaN(value)) { // by chebyshev two rows are equally far, of which it takes another
      assertThat(outputs(mean, 0)[2]).isCloseTo(value, within(1e-9));
    }
  }

  @Test
  void a_neighbor_has_a_say_by_its_weight() {
    double[] weights = new double[150];
    Arrays.setAll(weights, i -> i < 100 ? 1e-6 : 1);
    TargetVector weighted = new TargetVector(Task.CLASSIFICATION, IRIS.truth(), 3, weights);
    Map<String, ?> options = Map.of("n_neighbors", 150L);

    Model model = fit(new NearestNeighborsLearner(), weighted, options);

    assertThat(outputs(model, 2)[0]).isCloseTo(50 / (50 + 100e-6), within(1e-12));
  }

  @Test
  void of_equally_near_rows_the_first_answers() {
    FeatureMatrix line = new FeatureMatrix(List.of("A"), new double[][] {{1, -1, 3, -3, 1}}, 5);
    NearestNeighborsLearner learner = new NearestNeighborsLearner();
    Options options =
        Options.check("it", learner.spec().hyperparameters(), Map.of("n_neighbors", 2L));

    Model model =
        learner.fit(
            line,
            new TargetVector(new double[] {1, 2, 4, 8, 16}, 0),
            options,
            new FitContext(1, 1, Checkpoint.NONE));

    double[] output = new double[1];
    model.predict(new double[] {0}, output);
    assertThat(output[0]).isEqualTo(1.5);
  }

  @Test
  void bells_are_as_many_as_wide_and_as_strongly_penalised_as_asked_for() {
    RadialBasisLearner learner = new RadialBasisLearner();
    TargetVector classes = new TargetVector(IRIS.truth(), 3);
    Map<String, Object> options = new HashMap<>(Map.of("n_centers", 7L, "gamma", 0.3));

    RadialBasis free = (RadialBasis) fit(learner, classes, options);
    options.put("alpha", 1000.0);
    RadialBasis bound = (RadialBasis) fit(learner, classes, options);

    assertThat(free.centers()).hasDimensions(7, 4);
    assertThat(free.rate()).isEqualTo(0.3);
    assertThat(Math.abs(bound.output().coefficients()[0][0]))
        .isLessThan(Math.abs(free.output().coefficients()[0][0]) / 10);
  }

  @Test
  void bells_tell_flowers_apart() {
    Model model = fit(new RadialBasisLearner(), new TargetVector(IRIS.truth(), 3), Map.of());

    int[] predicted = IRIS.clusters(model);

    long right = 0;
    for (int i = 0; i < predicted.length; i++) {
      right += predicted[i] == (int) IRIS.truth()[i] ? 1 : 0;
    }
    assertThat(right).isGreaterThan(142);
  }
}
