// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.boosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.inlayml.learning.Errors.assertMlError;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.family.Link;
import org.inlayml.learning.family.Trees;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.FitContext;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;
import org.junit.jupiter.api.Test;

class HistGradientBoostingTest {
  private static final Learner LEARNER = new HistGradientBoostingLearner();

  private final SplittableRandom random = new SplittableRandom(3);

  private static Trees fit(FeatureMatrix features, TargetVector target, Map<String, ?> options) {
    return fit(features, target, options, new FitContext(7, 1, Checkpoint.NONE));
  }

  private static Trees fit(
      FeatureMatrix features, TargetVector target, Map<String, ?> options, FitContext context) {
    Options checked = Options.check("it", LEARNER.spec().hyperparameters(), options);
    return (Trees) LEARNER.fit(features, target, checked, context);
  }

  private FeatureMatrix features(int rows, int width) {
    double[][] columns = new double[width][];
    Arrays.setAll(columns, j -> random.doubles(rows, -1, 1).toArray());
    return matrix(Set.of(), columns);
  }

  private static FeatureMatrix matrix(Set<Integer> categories, double[]... columns) {
    List<String> names = IntStream.range(0, columns.length).mapToObj(j -> "F" + j).toList();
    return new FeatureMatrix(names, columns, columns[0].length, categories);
  }

  /** A bent function of the first three features with noise. */
  private TargetVector numbers(FeatureMatrix features) {
    double[][] x = features.columns();
    double[] values = new double[features.rows()];
    Arrays.setAll(values, i -> 3 * x[0][i] + 4 * x[1][i] * x[2][i] + random.nextDouble(-0.5, 0.5));
    return new TargetVector(values, 0);
  }

  private TargetVector classes(FeatureMatrix features, int classes) {
    double[] numbers = numbers(features).values();
    double[] sorted = numbers.clone();
    Arrays.sort(sorted);
    double[] labels = new double[numbers.length];
    for (int i = 0; i < labels.length; i++) {
      int place = Arrays.binarySearch(sorted, numbers[i]);
      labels[i] = (int) ((long) place * classes / sorted.length);
    }
    return new TargetVector(labels, classes);
  }

  private static double[] values(Trees trees, FeatureMatrix features) {
    return Arrays.stream(trees.predict(features)).mapToDouble(row -> row[0]).toArray();
  }

  private static double error(Trees trees, FeatureMatrix features, TargetVector target) {
    double[] predicted = values(trees, features);
    double error = 0;
    for (int i = 0; i < predicted.length; i++) {
      double off = predicted[i] - target.values()[i];
      error += off * off / predicted.length;
    }
    return error;
  }

  private static void assertSame(Trees one, Trees other) {
    assertThat(other).usingRecursiveComparison().isEqualTo(one);
  }

  @Test
  void bits_are_the_same_for_any_number_of_threads() {
    FeatureMatrix features = features(12_000, 11);
    Map<String, ?> options = Map.of("max_iter", 5, "subsample", 0.8, "colsample_bytree", 0.7);
    for (int classes : new int[] {0, 2, 3}) {
      TargetVector target = classes == 0 ? numbers(features) : classes(features, classes);

      Trees one = fit(features, target, options);

      for (int threads : new int[] {2, 3}) {
        assertSame(
            one, fit(features, target, options, new FitContext(7, threads, Checkpoint.NONE)));
      }
    }
  }

  @Test
  void going_on_from_a_model_gives_what_more_rounds_at_once_give() {
    FeatureMatrix features = features(600, 5);
    for (int classes : new int[] {0, 2, 3}) {
      TargetVector target = classes == 0 ? numbers(features) : classes(features, classes);
      Map<String, Object> options = new HashMap<>(Map.of("subsample", 0.7));
      options.put("max_iter", 12);
      Trees whole = fit(features, target, options);
      options.put("max_iter", 8);
      Trees first = fit(features, target, options);
      options.put("max_iter", 4);

      Trees both =
          fit(features, target, options, new FitContext(7, 1, Checkpoint.NONE, Optional.of(first)));

      assertSame(whole, both);
    }
  }

  @Test
  void a_model_of_another_loss_is_not_gone_on_from() {
    FeatureMatrix features = features(60, 2);
    TargetVector target = new TargetVector(random.doubles(60).toArray(), 0);
    Trees squared = fit(features, target, Map.of());

    assertMlError(
            MlError.INVALID_OPTION,
            () ->
                fit(
                    features,
                    target,
                    Map.of("loss", "poisson"),
                    new FitContext(7, 1, Checkpoint.NONE, Optional.of(squared))))
        .contains("the model to go on from");
  }

  @Test
  void weights_are_as_repeated_rows() {
    FeatureMatrix once = features(500, 3);
    double[] y = numbers(once).values();
    double[] weights = random.ints(500, 1, 4).asDoubleStream().toArray();
    int[] repeated =
        IntStream.range(0, 500)
            .flatMap(i -> IntStream.range(0, (int) weights[i]).map(k -> i))
            .toArray();
    // one bin a value, so that repeating moves none, and leaves that are not told by their rows
    Map<String, ?> rounded = Map.of("min_samples_leaf", 1, "max_leaf_nodes", 8, "max_iter", 30);
    FeatureMatrix coarse = coarse(once);
    for (String loss : new String[] {"squared_error", "absolute_error", "quantile"}) {
      Map<String, Object> options = new HashMap<>(rounded);
      options.put("loss", loss);
      options.put("l2_regularization", 1);
      TargetVector weighted = new TargetVector(Task.REGRESSION, y, 0, weights);
      TargetVector alike = new TargetVector(y, 0).select(repeated);

      double[] one = values(fit(coarse, weighted, options), coarse);
      double[] other = values(fit(coarse.select(repeated), alike, options), coarse);

      for (int i = 0; i < one.length; i++) {
        assertThat(one[i]).as(loss).isCloseTo(other[i], within(1e-2));
      }
    }
  }

  private static FeatureMatrix coarse(FeatureMatrix features) {
    double[][] columns = new double[features.width()][];
    Arrays.setAll(
        columns,
        j -> Arrays.stream(features.columns()[j]).map(v -> Math.rint(v * 10) / 10).toArray());
    return matrix(Set.of(), columns);
  }

  @Test
  void constraints_hold_on_a_grid() {
    FeatureMatrix features = features(2_000, 3);
    TargetVector target = numbers(features);
    double low = Arrays.stream(target.values()).min().orElseThrow();
    double[] positive = Arrays.stream(target.values()).map(v -> v - low).toArray();
    Map<String, ?> wanted = Map.of("F1", 1, "f2", "-1", "F0", 0);
    for (String loss : new String[] {"squared_error", "absolute_error", "quantile", "poisson"}) {
      Map<String, Object> options = new HashMap<>(Map.of("monotonic_cst", wanted, "loss", loss));
      options.put("max_iter", 30);

      assertMonotone(fit(features, new TargetVector(positive, 0), options), loss);
    }
    assertMonotone(
        fit(features, classes(features, 2), Map.of("monotonic_cst", wanted)).withoutLink(),
        "log_loss");
  }

  private static void assertMonotone(Trees trees, String loss) {
    double[] output = new double[1];
    for (double other = -1; other <= 1; other += 0.25) {
      for (double fixed = -1; fixed <= 1; fixed += 0.25) {
        double rising = Double.NEGATIVE_INFINITY;
        double falling = Double.POSITIVE_INFINITY;
        for (double x = -1; x <= 1; x += 0.01) {
          trees.predict(new double[] {other, x, fixed}, output);
          assertThat(output[0]).as(loss).isGreaterThanOrEqualTo(rising - 1e-9);
          rising = output[0];
          trees.predict(new double[] {other, fixed, x}, output);
          assertThat(output[0]).as(loss).isLessThanOrEqualTo(falling + 1e-9);
          falling = output[0];
        }
      }
    }
  }

  @Test
  void constraints_name_features_that_are_there_and_are_numbers() {
    FeatureMatrix features = matrix(Set.of(1), new double[40], new double[40]);
    TargetVector target = new TargetVector(new double[40], 0);

    assertMlError(
            MlError.UNKNOWN_COLUMN,
            () -> fit(features, target, Map.of("monotonic_cst", Map.of("FF0", 1))))
        .contains("Did you mean 'F0'?");
    assertMlError(
            MlError.INVALID_OPTION,
            () -> fit(features, target, Map.of("monotonic_cst", Map.of("F1", 1))))
        .contains("columns of numbers");
    assertMlError(
            MlError.INVALID_OPTION,
            () -> fit(features, target, Map.of("monotonic_cst", Map.of("F0", 2))))
        .contains("each with -1, 0 or 1");
    assertMlError(
            MlError.INVALID_OPTION,
            () ->
                fit(
                    features,
                    new TargetVector(new double[40], 3),
                    Map.of("monotonic_cst", Map.of("F0", 1))))
        .contains("two classes at most");
  }

  @Test
  void quantiles_lie_above_their_share_of_new_rows() {
    FeatureMatrix features = features(4_000, 3);
    TargetVector target = numbers(features);
    FeatureMatrix fresh = features(4_000, 3);
    double[] truth = numbers(fresh).values();
    for (double quantile : new double[] {0.1, 0.5, 0.9}) {
      Map<String, ?> options =
          Map.of("loss", "quantile", "quantile", quantile, "max_leaf_nodes", 8);

      double[] predicted = values(fit(features, target, options), fresh);

      long below = IntStream.range(0, 4_000).filter(i -> truth[i] <= predicted[i]).count();
      assertThat(below / 4_000.0).isCloseTo(quantile, within(0.04));
    }
  }

  @Test
  void the_absolute_error_is_not_moved_by_outliers() {
    FeatureMatrix features = features(2_000, 3);
    double[] clean = numbers(features).values();
    double[] dirty = clean.clone();
    for (int i = 0; i < dirty.length; i += 20) {
      dirty[i] = 1e6;
    }

    Trees trees = fit(features, new TargetVector(dirty, 0), Map.of("loss", "absolute_error"));

    assertThat(error(trees, features, new TargetVector(clean, 0))).isLessThan(0.5);
  }

  @Test
  void poisson_answers_are_means_of_counts() {
    FeatureMatrix features = features(4_000, 2);
    double[] counts = new double[4_000];
    double[] means = new double[4_000];
    for (int i = 0; i < counts.length; i++) {
      means[i] = StrictMath.exp(1 + features.columns()[0][i]);
      double limit = StrictMath.exp(-means[i]);
      for (double product = random.nextDouble(); product > limit; counts[i]++) {
        product *= random.nextDouble();
      }
    }

    Trees trees =
        fit(
            features,
            new TargetVector(counts, 0),
            Map.of("loss", "poisson", "max_leaf_nodes", 8, "max_iter", 60));

    assertThat(trees.link()).isEqualTo(Link.EXPONENTIAL);
    assertThat(error(trees, features, new TargetVector(means, 0))).isLessThan(0.1);
    counts[0] = -1;
    assertMlError(
            MlError.INVALID_OPTION,
            () -> fit(features, new TargetVector(counts, 0), Map.of("loss", "poisson")))
        .contains("numbers from 0 on");
  }

  @Test
  void a_loss_is_of_numbers_or_of_classes() {
    FeatureMatrix features = features(50, 2);

    assertMlError(
        MlError.INVALID_OPTION,
        () -> fit(features, new TargetVector(new double[50], 0), Map.of("loss", "log_loss")));
    assertMlError(
        MlError.INVALID_OPTION,
        () -> fit(features, new TargetVector(new double[50], 2), Map.of("loss", "quantile")));
  }

  @Test
  void categories_are_parted_where_only_sets_tell() {
    int rows = 3_000;
    double[] codes = random.ints(rows, -1, 30).asDoubleStream().toArray();
    double[] y = Arrays.stream(codes).map(code -> ((int) code + 1) * 7 % 31 % 2).toArray();
    TargetVector target = new TargetVector(y, 0);
    Map<String, ?> one = Map.of("max_iter", 1, "learning_rate", 1, "max_leaf_nodes", 2);
    double[][] indicators = new double[31][rows];
    for (int i = 0; i < rows; i++) {
      indicators[(int) codes[i] + 1][i] = 1;
    }
    FeatureMatrix coded = matrix(Set.of(0), codes);
    FeatureMatrix ordered = matrix(Set.of(), codes);
    FeatureMatrix oneHot = matrix(Set.of(), indicators);

    Trees trees = fit(coded, target, one);

    assertThat(trees.hasSets()).isTrue();
    assertThat(error(trees, coded, target)).isLessThan(1e-12);
    assertThat(error(fit(ordered, target, one), ordered, target)).isGreaterThan(0.2);
    assertThat(error(fit(oneHot, target, one), oneHot, target)).isGreaterThan(0.2);
  }

  @Test
  void a_category_not_seen_goes_where_more_rows_go() {
    int rows = 400;
    double[] codes =
        IntStream.range(0, rows).mapToDouble(i -> i % 4 == 0 ? 0 : 1 + i % 3).toArray();
    double[] y = Arrays.stream(codes).map(code -> code == 0 ? 5 : 1).toArray();
    FeatureMatrix coded = matrix(Set.of(0), codes);
    Map<String, ?> one = Map.of("max_iter", 1, "learning_rate", 1, "max_leaf_nodes", 2);
    Trees trees = fit(coded, new TargetVector(y, 0), one);

    for (double unseen : new double[] {-1, 77, 254}) {
      double[] output = new double[1];
      trees.predict(new double[] {unseen}, output);
      assertThat(output[0]).isCloseTo(1, within(1e-9));
    }
  }

  @Test
  void missing_numbers_tell() {
    int rows = 1_000;
    double[] column = random.doubles(rows, -1, 1).toArray();
    double[] y = new double[rows];
    for (int i = 0; i < rows; i += 3) {
      column[i] = FeatureMatrix.MISSING;
      y[i] = 1;
    }
    FeatureMatrix features = matrix(Set.of(), column);
    TargetVector target = new TargetVector(y, 0);

    Trees trees =
        fit(features, target, Map.of("max_iter", 1, "learning_rate", 1, "max_leaf_nodes", 2));

    assertThat(error(trees, features, target)).isLessThan(1e-12);
    assertThat(trees.threshold()).containsExactly(FeatureMatrix.MISSING);
  }

  @Test
  void early_stopping_ends_rounds_that_do_not_help() {
    FeatureMatrix features = features(1_000, 3);
    TargetVector noise = new TargetVector(random.doubles(1_000).toArray(), 0);
    Map<String, Object> options = new HashMap<>(Map.of("max_iter", 200));
    assertThat(fit(features, noise, options).roots()).hasSize(200);

    options.put("early_stopping", true);
    int stopped = fit(features, noise, options).roots().length;
    options.put("n_iter_no_change", 200);
    int patient = fit(features, noise, options).roots().length;
    options.put("validation_fraction", 0.5);
    options.put("tol", 0.5);

    assertThat(stopped).isLessThan(50);
    assertThat(patient).isBetween(stopped, 199);
    assertThat(fit(features, noise, options).roots()).hasSizeLessThan(200);
    FeatureMatrix many = features(10_001, 1);
    TargetVector more = new TargetVector(random.doubles(10_001).toArray(), 0);
    assertThat(fit(many, more, Map.of("max_iter", 60)).roots()).hasSizeLessThan(60);
    assertThat(fit(many, more, Map.of("max_iter", 60, "early_stopping", "false")).roots())
        .hasSize(60);
  }

  @Test
  void trees_keep_their_limits() {
    FeatureMatrix features = features(1_000, 4);
    TargetVector target = numbers(features);
    Map<String, Object> options = new HashMap<>(Map.of("max_iter", 1));

    assertThat(fit(features, target, options).values()).hasSize(31);
    options.put("max_leaf_nodes", 7);
    assertThat(fit(features, target, options).values()).hasSize(7);
    options.put("max_depth", 2);
    assertThat(fit(features, target, options).values()).hasSize(4);
    options.put("max_depth", 1_000);
    options.put("min_samples_leaf", 300);
    assertThat(fit(features, target, options).values().length).isBetween(2, 3);
    options.put("min_samples_leaf", 1);
    options.put("max_bins", 2);
    double[] thresholds = fit(features, target, options).threshold();
    assertThat(Arrays.stream(thresholds).distinct().count()).isLessThanOrEqualTo(4);
  }

  @Test
  void a_penalty_shortens_steps() {
    FeatureMatrix features = features(200, 3);
    TargetVector target = numbers(features);
    Map<String, ?> none = Map.of("max_iter", 1);
    Map<String, ?> large = Map.of("max_iter", 1, "l2_regularization", 1e6);

    assertThat(spread(fit(features, target, large).values()))
        .isLessThan(1e-3 * spread(fit(features, target, none).values()));
  }

  private static double spread(double[] values) {
    return Arrays.stream(values).max().orElseThrow() - Arrays.stream(values).min().orElseThrow();
  }

  @Test
  void a_stop_is_heeded_soon_and_asked_for_often() {
    FeatureMatrix features = features(30_000, 20);
    TargetVector target = numbers(features);
    AtomicInteger asked = new AtomicInteger();

    assertMlError(
        MlError.CANCELLED,
        () ->
            fit(
                features,
                target,
                Map.of("max_iter", 10_000, "early_stopping", false),
                new FitContext(
                    7,
                    2,
                    share -> {
                      if (asked.incrementAndGet() == 5) {
                        assertThat(share).isLessThan(0.1);
                        throw MlError.CANCELLED.with("training");
                      }
                    })));

    assertThat(asked).hasValue(5);
  }

  @Test
  void huge_and_equal_numbers_do_no_harm() {
    double[] huge = random.doubles(300, -1e300, 1e300).toArray();
    FeatureMatrix features = matrix(Set.of(), huge, new double[300]);

    double[] values = values(fit(features, new TargetVector(huge, 0), Map.of()), features);
    double[] constant =
        values(fit(features, new TargetVector(new double[300], 0), Map.of()), features);

    assertThat(Arrays.stream(values).allMatch(Double::isFinite)).isTrue();
    assertThat(constant).containsOnly(0);
  }

  @Test
  void memory_grows_with_leaves_and_rounds() {
    List<Option<?>> known = LEARNER.spec().hyperparameters();
    Options small = Options.check("it", known, Map.of("max_iter", 1, "max_leaf_nodes", 2));

    assertThat(LEARNER.memory(100_000, 20, 2, small))
        .isLessThan(LEARNER.memory(100_000, 20, 2, Options.defaults(known)))
        .isGreaterThan(100_000L * 24);
  }
}
