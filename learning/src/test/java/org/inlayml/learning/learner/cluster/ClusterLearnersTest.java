// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.inlayml.learning.Errors.assertMlError;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.inlayml.learning.WholeSet;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.family.Centroids;
import org.inlayml.learning.family.CorePoints;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.FitContext;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.learner.Workers;
import org.inlayml.learning.learner.cluster.Linkage.Rule;
import org.inlayml.learning.neighborhood.Distance;
import org.inlayml.learning.neighborhood.Points;
import org.inlayml.learning.option.Options;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reference values are those of scikit-learn 1.2.1 on all rows, standardised. */
class ClusterLearnersTest {
  private static final WholeSet IRIS = WholeSet.read("iris", "species");
  private static final FitContext CONTEXT = new FitContext(7, 1, Checkpoint.NONE);

  private static Model fit(Learner learner, FeatureMatrix features, Map<String, ?> values) {
    return fit(learner, features, new double[0], values, CONTEXT);
  }

  private static Model fit(
      Learner learner,
      FeatureMatrix features,
      double[] weights,
      Map<String, ?> values,
      FitContext context) {
    Options options =
        Options.check(learner.spec().name(), learner.spec().hyperparameters(), values);
    double[] unknown = TargetVector.unknown(Task.CLUSTERING, features.rows()).values();
    return learner.fit(
        features, new TargetVector(Task.CLUSTERING, unknown, 0, weights), options, context);
  }

  /** Clouds of unit width around corners that are 20 apart. */
  private static FeatureMatrix clouds(int rows, int clouds) {
    SplittableRandom random = new SplittableRandom(clouds);
    double[][] columns = new double[3][rows];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < 3; j++) {
        columns[j][i] = 20 * (i % clouds >> j & 1) + random.nextDouble(-1, 1);
      }
    }
    return new FeatureMatrix(List.of("A", "B", "C"), columns, rows);
  }

  @Test
  void weighted_means_have_the_squares_of_scikit_learn_and_are_those_of_repeated_rows() {
    double[] weights = new double[150];
    Arrays.setAll(weights, i -> i < 50 ? 3 : 1);
    Map<String, ?> options = Map.of("n_clusters", 3L, "n_init", 20L);
    int[] repeated = IntStream.range(0, 250).map(i -> i < 150 ? i : (i - 150) % 50).toArray();

    Centroids weighted =
        (Centroids) fit(new KMeansLearner(), IRIS.features(), weights, options, CONTEXT);
    Centroids twice =
        (Centroids) fit(new KMeansLearner(), IRIS.features().select(repeated), options);

    double[] firsts = Arrays.stream(weighted.centers()).mapToDouble(c -> c[0]).sorted().toArray();
    assertThat(firsts)
        .containsExactly(
            new double[] {-1.0145789685148416, -0.050219890957464625, 1.135970269074202},
            within(0.02));
    assertThat(IRIS.inertia(twice)).isCloseTo(IRIS.inertia(weighted), within(0.5));
  }

  @Test
  void bounds_change_nothing_of_what_comparing_all_gives() {
    ClusterRows rows = ClusterRows.of(IRIS.features(), TargetVector.unknown(Task.CLUSTERING, 150));
    double[][] first = Seeding.plain(rows, 6, new SplittableRandom(3));
    double[][] plain = Arrays.stream(first).map(double[]::clone).toArray(double[][]::new);

    double[][] bounded = new Lloyd(rows, first, () -> {}).run(100, 0).centers();

    for (int round = 0; round < 100; round++) {
      int[] labels = IRIS.clusters(new Centroids(plain));
      for (int k = 0; k < plain.length; k++) {
        for (int j = 0; j < 4; j++) {
          int cluster = k;
          double[] column = IRIS.features().columns()[j];
          plain[k][j] =
              IntStream.range(0, 150)
                  .filter(i -> labels[i] == cluster)
                  .mapToDouble(i -> column[i])
                  .average()
                  .orElseThrow();
        }
      }
    }
    for (int k = 0; k < plain.length; k++) {
      assertThat(bounded[k]).containsExactly(plain[k], within(1e-9));
    }
  }

  @Test
  void options_of_means_bound_the_work() {
    KMeansLearner learner = new KMeansLearner();
    Map<String, ?> once = Map.of("n_clusters", 5L, "n_init", 1L, "max_iter", 1L, "init", "random");
    Map<String, ?> loose = Map.of("n_clusters", 5L, "n_init", 1L, "tol", 1.0, "init", "random");

    double best = IRIS.inertia((Centroids) fit(learner, IRIS.features(), Map.of("n_clusters", 5L)));

    assertThat(IRIS.inertia((Centroids) fit(learner, IRIS.features(), once))).isGreaterThan(best);
    assertThat(IRIS.inertia((Centroids) fit(learner, IRIS.features(), loose))).isGreaterThan(best);
  }

  @Test
  void goes_on_from_the_centres_of_before() {
    KMeansLearner learner = new KMeansLearner();
    Centroids rough =
        (Centroids)
            fit(
                learner,
                IRIS.features(),
                Map.of("n_clusters", 3L, "n_init", 1L, "max_iter", 1L, "init", "random"));
    FitContext on = new FitContext(7, 1, Checkpoint.NONE, Optional.of(rough));

    Centroids better =
        (Centroids) fit(learner, IRIS.features(), new double[0], Map.of("tol", 0.0), on);

    assertThat(better.outputs()).isEqualTo(3);
    assertThat(IRIS.inertia(better)).isLessThan(IRIS.inertia(rough));
    assertMlError(
            MlError.INVALID_OPTION,
            () -> fit(learner, IRIS.features(), new double[0], Map.of("n_clusters", 4L), on))
        .contains("3, as many as the model to go on from has");
  }

  @Test
  void fewer_clusters_come_out_where_fewer_rows_differ() {
    double[] column = {1, 2, 1, 2, 2};
    FeatureMatrix two = new FeatureMatrix(List.of("A"), new double[][] {column}, 5);

    assertThat(fit(new KMeansLearner(), two, Map.of()).outputs()).isEqualTo(2);
    assertThat(fit(new MiniBatchLearner(), two, Map.of()).outputs()).isEqualTo(2);
    assertThat(fit(new HierarchicalLearner(), two, Map.of("n_clusters", 9L)).outputs())
        .isEqualTo(5);
  }

  @Test
  void small_batches_come_near_to_all_rows() {
    FeatureMatrix rows = clouds(3_000, 5);
    Map<String, ?> options =
        Map.of("n_clusters", 5L, "batch_size", 100L, "n_init", 5L, "max_iter", 20L);

    Centroids model = (Centroids) fit(new MiniBatchLearner(), rows, options);

    WholeSet set = new WholeSet(rows, IntStream.range(0, 3_000).mapToDouble(i -> i % 5).toArray());
    assertThat(set.randIndex(model)).isEqualTo(1);
    assertThat(set.inertia(model)).isLessThan(3_100); // a third for each of three features
  }

  @ParameterizedTest
  @CsvSource({"bic, 2", "bic, 5", "bic, 8", "silhouette, 2", "silhouette, 5", "silhouette, 8"})
  void the_number_of_clusters_is_found(String criterion, int clouds) {
    FeatureMatrix rows = clouds(400, clouds);

    Model model =
        fit(new SplittingLearner(), rows, Map.of("criterion", criterion, "max_clusters", 12L));
    Model bounded =
        fit(
            new SplittingLearner(),
            rows,
            Map.of("criterion", criterion, "max_clusters", 2L, "max_iter", 50L, "tol", 0.0));

    assertThat(model.outputs()).isEqualTo(clouds);
    assertThat(bounded.outputs()).isLessThanOrEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"0.5, 5, 40, 53", "0.8, 5, 48, 90", "0.6, 10, 37, 30"})
  void dense_clusters_have_the_core_rows_of_scikit_learn(
      double radius, long least, int first, int second) {
    CorePoints model =
        (CorePoints)
            fit(new DensityLearner(), IRIS.features(), Map.of("eps", radius, "min_samples", least));

    assertThat(Arrays.stream(model.clusters()).filter(c -> c == 0).count()).isEqualTo(first);
    assertThat(Arrays.stream(model.clusters()).filter(c -> c == 1).count()).isEqualTo(second);
    assertThat(model.outputs()).isEqualTo(2);
    double[] far = new double[2];
    model.predict(new double[] {9, 9, 9, 9}, far);
    assertThat(far).containsExactly(0, 0);
  }

  @Test
  void a_heavy_row_is_a_core_by_itself_and_no_core_is_an_error() {
    FeatureMatrix far = new FeatureMatrix(List.of("A"), new double[][] {{0, 10, 20, 30}}, 4);
    double[] weights = {1, 5, 1, 7};

    Model model = fit(new DensityLearner(), far, weights, Map.of(), CONTEXT);

    assertThat(model.outputs()).isEqualTo(2);
    assertMlError(
            MlError.INVALID_OPTION,
            () -> fit(new DensityLearner(), far, Map.of("metric", "manhattan", "p", 1)))
        .contains("'eps'", "0.5", "min_samples");
  }

  @ParameterizedTest
  @CsvSource({
    "iris, species, ward, 3, 0.6153229932145449",
    "iris, species, complete, 3, 0.5726305793711641",
    "iris, species, average, 3, 0.5621364251426576",
    "iris, species, single, 3, 0.5583714437541352",
    "wine, class, ward, 3, 0.7899332213582837",
    "wine, class, average, 3, -0.005441973296580639",
    "breast_cancer, diagnosis, ward, 2, 0.5750409366326297",
    "breast_cancer, diagnosis, average, 2, 0.0072761828173037914"
  })
  void merged_clusters_are_those_of_scikit_learn(
      String dataset, String target, String linkage, int clusters, double randIndex) {
    WholeSet set = WholeSet.read(dataset, target);
    Points points = Points.of(set.features(), Distance.EUCLIDEAN);
    Rule rule = Rule.valueOf(linkage.toUpperCase(Locale.ROOT));

    int[] labels = Workers.run(CONTEXT, workers -> Linkage.labels(points, rule, clusters, workers));

    assertThat(set.randIndex(labels)).isCloseTo(randIndex, within(1e-9));
  }

  @Test
  void new_rows_belong_to_the_nearest_mean_or_with_single_linkage_to_the_nearest_row() {
    HierarchicalLearner learner = new HierarchicalLearner();
    double[] line = {0, 1, 2, 3, 4, 5, 6, 7, 10};
    FeatureMatrix rows = new FeatureMatrix(List.of("A"), new double[][] {line}, 9);
    double[] outputs = new double[2];

    fit(learner, rows, Map.of("linkage", "single")).predict(new double[] {8.4}, outputs);
    assertThat(outputs).containsExactly(1, 0);
    fit(learner, rows, Map.of("linkage", "complete", "metric", "manhattan"))
        .predict(new double[] {8.4}, outputs);
    assertThat(outputs[1]).isEqualTo(1);
    assertMlError(
            MlError.INVALID_OPTION, () -> fit(learner, rows, Map.of("metric", "minkowski", "p", 3)))
        .contains("'metric'", "ward");
  }

  @Test
  void merging_says_that_memory_grows_with_the_square_of_the_rows() {
    HierarchicalLearner learner = new HierarchicalLearner();
    Options options = Options.defaults(learner.spec().hyperparameters());

    assertThat(learner.memory(100_000, 10, 0, options)).isGreaterThan(40_000_000_000L);
  }
}
