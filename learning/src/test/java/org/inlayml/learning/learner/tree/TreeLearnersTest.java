// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.MlException;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.FitContext;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.TargetVector;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every tree learner. */
class TreeLearnersTest {
  private static List<Learner> learners() {
    return List.of(
        new DecisionTreeLearner(),
        new RandomForestLearner(),
        new ExtraTreesLearner(),
        new BaggingLearner(),
        new AdaBoostLearner(),
        new GradientBoostingLearner());
  }

  /** Each learner with 0 (regression), 2 and 3 classes. */
  private static Stream<Arguments> cases() {
    return learners().stream()
        .flatMap(l -> Stream.of(0, 2, 3).map(classes -> Arguments.of(l, classes)));
  }

  private static TargetVector target(FeatureMatrix features, int classes) {
    return classes == 0 ? Samples.numbers(features, 3) : Samples.labels(features, 3, classes);
  }

  private static Model fit(Learner learner, FeatureMatrix features, TargetVector target) {
    return Samples.fitAny(learner, features, target, Map.of());
  }

  private static void assertGivesOutputs(Model model, FeatureMatrix features, int classes) {
    assertThat(model.inputs()).isEqualTo(features.width());
    assertThat(model.outputs()).isEqualTo(Math.max(1, classes));
    for (double[] outputs : model.predict(features)) {
      assertThat(Arrays.stream(outputs).allMatch(Double::isFinite)).isTrue();
      if (classes > 0) {
        assertThat(Arrays.stream(outputs).sum()).isCloseTo(1, within(1e-12));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gives_equal_models_for_any_number_of_threads(Learner learner, int classes) {
    FeatureMatrix features = Samples.features(1, 300, 5);
    TargetVector target = target(features, classes);
    var options = Samples.options(learner, Map.of());

    Model one =
        learner.fit(features, target, options, new FitContext(11, 1, FitContext.Checkpoint.NONE));
    Model four =
        learner.fit(features, target, options, new FitContext(11, 4, FitContext.Checkpoint.NONE));

    assertThat(four).usingRecursiveComparison().isEqualTo(one);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void learns_from_a_few_rows(Learner learner, int classes) {
    for (int rows = 1; rows <= 5; rows++) {
      FeatureMatrix features = Samples.features(rows, rows, 1);
      double[] values = new double[rows];
      Arrays.setAll(values, row -> classes == 0 ? row * 0.1 : row % classes);

      Model model = fit(learner, features, new TargetVector(values, classes));

      assertGivesOutputs(model, features, classes);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gives_the_mean_where_features_are_constant(Learner learner, int classes) {
    FeatureMatrix features = Samples.matrix(new double[12], new double[12]);
    double[] values = new double[12];
    Arrays.setAll(values, row -> classes == 0 ? 0.1 : row % classes);

    Model model = fit(learner, features, new TargetVector(values, classes));

    assertGivesOutputs(model, features, classes);
    assertThat(Samples.trees(model).feature()).isEmpty();
    double expected = classes == 0 ? 0.1 : 1.0 / classes;
    boolean draws = learner instanceof RandomForestLearner || learner instanceof BaggingLearner;
    double tolerance = draws && classes > 0 ? 0.2 : 1e-12;
    assertThat(model.predict(features)[0][0]).isCloseTo(expected, within(tolerance));
  }

  @ParameterizedTest
  @MethodSource("learners")
  void does_not_split_rows_of_one_value_that_is_no_binary_fraction(Learner learner) {
    FeatureMatrix features = Samples.features(1, 100, 3);
    double[] values = new double[100];
    Arrays.fill(values, 0.1);

    Model model = fit(learner, features, new TargetVector(values, 0));

    assertThat(Samples.trees(model).feature()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("learners")
  void keeps_the_place_of_a_class_that_does_not_occur(Learner learner) {
    FeatureMatrix features = Samples.features(1, 200, 3);
    TargetVector two = target(features, 2);
    double[] values = Arrays.stream(two.values()).map(label -> label == 0 ? 0 : 3).toArray();

    Model model = fit(learner, features, new TargetVector(values, 5));

    assertGivesOutputs(model, features, 5);
    double[][] outputs = model.predict(features);
    int right = 0;
    for (int row = 0; row < outputs.length; row++) {
      double[] o = outputs[row];
      right += (o[3] > o[0]) == (values[row] == 3) ? 1 : 0;
      assertThat(Math.max(o[0], o[3])).isGreaterThan(Math.max(o[1], Math.max(o[2], o[4])));
    }
    assertThat(right).isGreaterThan(160);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void learns_from_a_thousand_features(Learner learner, int classes) {
    FeatureMatrix features = Samples.features(1, 60, 1000);
    TargetVector target = target(features, classes);

    Model model = Samples.fitAny(learner, features, target, Map.of("max_depth", 3));

    assertGivesOutputs(model, features, classes);
  }

  @ParameterizedTest
  @MethodSource("learners")
  void splits_values_of_any_unit(Learner learner) {
    for (double unit : new double[] {1e-300, 1e-9, 1, 1e300}) {
      double[] column = new double[100];
      double[] values = new double[100];
      Arrays.setAll(column, row -> (row - 50) * 1e6 * unit);
      Arrays.setAll(values, row -> row < 50 ? 0 : 1);

      Model model = fit(learner, Samples.matrix(column), new TargetVector(values, 0));

      // a threshold that is drawn may lie anywhere
      double tolerance = learner instanceof ExtraTreesLearner ? 0.2 : 0.01;
      double[] outputs = new double[1];
      model.predict(new double[] {-20e6 * unit}, outputs);
      assertThat(outputs[0]).as("unit %s", unit).isCloseTo(0, within(tolerance));
      model.predict(new double[] {20e6 * unit}, outputs);
      assertThat(outputs[0]).as("unit %s", unit).isCloseTo(1, within(tolerance));
    }
  }

  @ParameterizedTest
  @MethodSource("learners")
  void does_not_begin_when_cancelled_before(Learner learner) {
    FeatureMatrix features = Samples.features(1, 10, 3);
    TargetVector target = target(features, 0);
    var options = Samples.options(learner, Map.of());
    FitContext context =
        new FitContext(
            1,
            2,
            share -> {
              throw MlError.CANCELLED.with("training");
            });

    assertThatThrownBy(() -> learner.fit(features, target, options, context))
        .isInstanceOf(MlException.class)
        .hasMessage("ML100120: training was cancelled.");
  }

  @ParameterizedTest
  @MethodSource("learners")
  void stops_in_the_middle_and_leaves_no_thread(Learner learner) {
    FeatureMatrix features = Samples.features(1, 60_000, 40);
    TargetVector target = target(features, 0);
    var options =
        Samples.options(
            learner,
            learner instanceof DecisionTreeLearner
                ? Map.of("min_samples_leaf", 1)
                : Map.of("n_estimators", 2000));
    AtomicInteger asked = new AtomicInteger();
    FitContext context =
        new FitContext(
            1,
            2,
            share -> {
              if (asked.incrementAndGet() == 4) {
                throw MlError.CANCELLED.with("training");
              }
            });

    assertThatThrownBy(() -> learner.fit(features, target, options, context))
        .asInstanceOf(type(MlException.class))
        .extracting(MlException::error)
        .isEqualTo(MlError.CANCELLED);

    assertThat(asked).hasValue(4);
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .doesNotContain("inlay-training");
  }

  @ParameterizedTest
  @MethodSource("learners")
  void rejects_an_option_of_no_such_name(Learner learner) {
    assertThatThrownBy(() -> Samples.options(learner, Map.of("max_dept", 3)))
        .isInstanceOf(MlException.class)
        .hasMessageContaining("option 'max_dept' is not known to " + learner.spec().name())
        .hasMessageContaining("Did you mean 'max_depth'?");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void estimates_more_memory_for_more_rows_columns_and_classes(Learner learner, int classes) {
    var options = Samples.options(learner, Map.of());

    long small = learner.memory(1000, 10, classes, options);

    assertThat(learner.memory(100_000, 10, classes, options)).isGreaterThan(small * 10);
    assertThat(learner.memory(1000, 1000, classes, options)).isGreaterThan(small);
    assertThat(small).isGreaterThan(1000L * 10 * Integer.BYTES);
  }
}
