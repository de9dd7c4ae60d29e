// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.inlayml.learning.learner.linear.Fitting.fit;
import static org.inlayml.learning.learner.linear.Fitting.options;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.MlException;
import org.inlayml.learning.family.Linear;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.FitContext;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.learner.Trait;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every learner of this package. */
class LinearContractTest {
  private final FeatureMatrix features = Fitting.madeUpFeatures(700, 14, 31);

  static Stream<Arguments> learners() {
    return Stream.of(
        Arguments.of(new LinearLearner(), 0),
        Arguments.of(new RidgeLearner(), 0),
        Arguments.of(new LassoLearner(), 0),
        Arguments.of(new ElasticNetLearner(), 0),
        Arguments.of(new LeastAngleLearner(), 0),
        Arguments.of(new LassoLeastAngleLearner(), 0),
        Arguments.of(new OrthogonalMatchingPursuitLearner(), 0),
        Arguments.of(new BayesianRidgeLearner(), 0),
        Arguments.of(new RelevanceLearner(), 0),
        Arguments.of(new HuberLearner(), 0),
        Arguments.of(new QuantileLearner(), 0),
        Arguments.of(new LogisticLearner(), 2),
        Arguments.of(new LogisticLearner(), 3));
  }

  private TargetVector target(int classes) {
    return classes == 0
        ? Fitting.madeUpNumbers(features, 32)
        : Fitting.madeUpClasses(features, classes, 32);
  }

  @ParameterizedTest
  @MethodSource("learners")
  void gives_the_same_bits_for_any_number_of_threads_and_any_seed(Learner learner, int classes) {
    Linear one =
        fit(learner, features, target(classes), Map.of(), new FitContext(1, 1, Checkpoint.NONE));
    Linear four =
        fit(learner, features, target(classes), Map.of(), new FitContext(2, 4, Checkpoint.NONE));

    assertThat(four.coefficients()).isDeepEqualTo(one.coefficients());
    assertThat(four.intercepts()).containsExactly(one.intercepts());
  }

  @ParameterizedTest
  @MethodSource("learners")
  void can_be_stopped_at_every_checkpoint_and_reports_shares(Learner learner, int classes) {
    AtomicInteger all = new AtomicInteger();
    fit(
        learner,
        features,
        target(classes),
        Map.of(),
        new FitContext(
            1,
            1,
            share -> {
              assertThat(share).isBetween(0.0, 1.0);
              all.incrementAndGet();
            }));
    assertThat(all.get()).isGreaterThan(2);

    for (int last : new int[] {1, 2, all.get()}) {
      AtomicInteger left = new AtomicInteger(last);
      Checkpoint cancelling =
          share -> {
            if (left.decrementAndGet() == 0) {
              throw MlError.CANCELLED.with("the training");
            }
          };
      assertThatThrownBy(
              () ->
                  fit(
                      learner,
                      features,
                      target(classes),
                      Map.of(),
                      new FitContext(1, 1, cancelling)))
          .isInstanceOf(MlException.class)
          .hasMessage("ML100120: the training was cancelled.");
    }
  }

  @ParameterizedTest
  @MethodSource("learners")
  void leaves_features_and_target_as_they_were(Learner learner, int classes) {
    TargetVector target = target(classes);
    double[] values = target.values().clone();

    fit(learner, features, target, Map.of());

    assertThat(features.columns()).isDeepEqualTo(Fitting.madeUpFeatures(700, 14, 31).columns());
    assertThat(target.values()).containsExactly(values);
  }

  @ParameterizedTest
  @MethodSource("learners")
  void allocates_no_more_than_it_estimates(Learner learner, int classes) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    FeatureMatrix tall = Fitting.madeUpFeatures(20_000, 40, 33);
    FeatureMatrix wide = Fitting.madeUpFeatures(60, 900, 34);
    for (FeatureMatrix shape : new FeatureMatrix[] {tall, wide}) {
      TargetVector target =
          classes == 0
              ? Fitting.madeUpNumbers(shape, 35)
              : Fitting.madeUpClasses(shape, classes, 35);
      FitContext context = new FitContext(1, 1, Checkpoint.NONE);
      fit(learner, shape, target, Map.of(), context);

      long before = threads.getCurrentThreadAllocatedBytes();
      fit(learner, shape, target, Map.of(), context);
      long allocated = threads.getCurrentThreadAllocatedBytes() - before;

      long estimate =
          learner.memory(shape.rows(), shape.width(), classes, options(learner, Map.of()));
      assertThat(allocated).isLessThan(estimate + 100_000).isGreaterThan(estimate / 4);
    }
  }

  @ParameterizedTest
  @MethodSource("learners")
  void describes_itself(Learner learner, int classes) {
    assertThat(learner.spec().tasks())
        .containsExactly(classes == 0 ? Task.REGRESSION : Task.CLASSIFICATION);
    assertThat(learner.spec().has(Trait.SCALED)).isTrue();
    assertThat(learner.spec().has(Trait.ORDINAL)).isFalse();
    assertThat(learner.spec().hyperparameters())
        .allSatisfy(option -> assertThat(option.documentation()).endsWith("."))
        .allSatisfy(
            option ->
                assertThat(
                        option.defaultValue().isPresent()
                            || option.documentation().contains("absent"))
                    .isTrue());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "alpha|-1|a number from 0 to infinity",
        "l1_ratio|1.5|a number from 0 to 1",
        "max_iter|0|a whole number from 1 to 1000000",
        "tol|2|a number from 0 to 1"
      })
  void refuses_what_is_out_of_range(String name, String value, String expectation) {
    assertThatThrownBy(() -> options(new ElasticNetLearner(), Map.of(name, value)))
        .isInstanceOfSatisfying(
            MlException.class,
            e -> {
              assertThat(e.error()).isEqualTo(MlError.INVALID_OPTION);
              assertThat(e.error().sqlState()).isEqualTo("ML003");
            })
        .hasMessage(
            "ML100003: option '%s' has the value '%s', but expects %s.", name, value, expectation);
  }
}
