// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.inlayml.learning.Errors.assertMlError;
import static org.inlayml.learning.Iris.fit;
import static org.inlayml.learning.Iris.matrix;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.inlayml.learning.Iris;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.family.Activation;
import org.inlayml.learning.family.Layers;
import org.inlayml.learning.family.Link;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.FitContext;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.learner.TargetVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NeuralNetworkLearnerTest {
  private final NeuralNetworkLearner learner = new NeuralNetworkLearner();
  private final FeatureMatrix features = madeUp(600);
  private final TargetVector numbers = truth(0);

  private static FeatureMatrix madeUp(int rows) {
    SplittableRandom random = new SplittableRandom(4);
    double[][] columns = new double[3][];
    for (int j = 0; j < columns.length; j++) {
      columns[j] = random.doubles(rows, -1.7, 1.7).toArray();
    }
    return matrix(columns);
  }

  /** A product, or which of so many ranges it lies in. */
  private TargetVector truth(int classes) {
    double[] values = new double[features.rows()];
    for (int i = 0; i < values.length; i++) {
      double product = features.columns()[0][i] * features.columns()[1][i];
      values[i] =
          switch (classes) {
            case 0 -> 1_000 + 50 * product;
            case 2 -> product > 0 ? 1 : 0;
            default -> product < -0.5 ? 0 : product < 0.5 ? 1 : 2;
          };
    }
    return new TargetVector(values, classes);
  }

  private Layers learnt(TargetVector target, Map<String, ?> options) {
    return (Layers) fit(learner, features, target, options);
  }

  private double accuracy(Layers model, TargetVector target) {
    double[][] outputs = model.predict(features);
    double right = 0;
    for (int i = 0; i < outputs.length; i++) {
      int best = 0;
      for (int k = 1; k < outputs[i].length; k++) {
        best = outputs[i][k] > outputs[i][best] ? k : best;
      }
      right += best == target.values()[i] ? 1 : 0;
    }
    return right / outputs.length;
  }

  private double explained(Layers model) {
    double mean = Arrays.stream(numbers.values()).average().orElseThrow();
    double[][] outputs = model.predict(features);
    double left = 0;
    double all = 0;
    for (int i = 0; i < outputs.length; i++) {
      left += Math.pow(outputs[i][0] - numbers.values()[i], 2);
      all += Math.pow(mean - numbers.values()[i], 2);
    }
    return 1 - left / all;
  }

  @ParameterizedTest
  @CsvSource({"relu, adam, .001", "tanh, adam, .01", "logistic, adam, .02", "relu, sgd, .1"})
  void learns_products_with_every_activation_and_optimizer(
      String activation, String optimizer, double rate) {
    Map<String, Object> options =
        Map.of(
            "activation",
            activation,
            "optimizer",
            optimizer,
            "learning_rate",
            rate,
            "batch_size",
            50);

    assertThat(explained(learnt(numbers, options))).isGreaterThan(0.95);
    assertThat(accuracy(learnt(truth(2), options), truth(2))).isGreaterThan(0.93);
    assertThat(accuracy(learnt(truth(3), options), truth(3))).isGreaterThan(0.9);
  }

  @Test
  void has_the_layers_asked_for() {
    Layers model = learnt(truth(3), Map.of("layers", List.of(7L, 5L), "epochs", 1));

    assertThat(lengths(model)).containsExactly(7, 5, 3);
    assertThat(model.activation()).isEqualTo(Activation.RELU);
    assertThat(model.link()).isEqualTo(Link.SOFTMAX);
    assertThat(lengths(learnt(truth(2), Map.of("layers", 4, "epochs", 1)))).containsExactly(4, 1);
  }

  private static int[] lengths(Layers model) {
    return Arrays.stream(model.biases()).mapToInt(b -> b.length).toArray();
  }

  /** Without a bend it is a line, which the slope of the mean squared error has to find. */
  @Test
  void without_bends_it_is_linear_regression() {
    double[] values = new double[features.rows()];
    Arrays.setAll(values, i -> 3 * features.columns()[0][i] - features.columns()[2][i] + 5);
    TargetVector line = new TargetVector(values, 0);

    Layers model =
        learnt(
            line,
            Map.of(
                "activation", "identity", "alpha", 0, "epochs", 500, "tol", 0, "batch_size", 60));

    double[][] outputs = model.predict(features);
    for (int i = 0; i < values.length; i++) {
      assertThat(outputs[i][0]).isCloseTo(values[i], within(1e-2));
    }
  }

  /** The slope of the loss by every weight against the loss a little to either side. */
  @ParameterizedTest
  @EnumSource(Activation.class)
  void gradients_are_the_slopes_of_the_loss(Activation activation) {
    for (int classes : new int[] {0, 2, 3}) {
      Examples examples = Examples.of(features, Iris.weighted(truth(classes)));
      Link link = classes == 0 ? Link.IDENTITY : classes == 2 ? Link.LOGISTIC : Link.SOFTMAX;
      int[] sizes = {3, 6, 4, classes == 3 ? 3 : 1};
      Network network = Network.drawn(sizes, activation, link, new SplittableRandom(9));
      Network gradient = network.zeros();
      Batch batch = new Batch(examples, sizes, Math.max(1, classes), 20);
      batch.take(new int[] {5, 3, 99, 7, 8, 200, 11, 12, 13, 2}, 1, 9);
      batch.forward(network);
      batch.backward(network, gradient, 0);

      for (int p = 0; p < network.parameters().size(); p++) {
        double[] parameter = network.parameters().get(p);
        for (int i = 0; i < parameter.length; i++) {
          double middle = parameter[i];
          parameter[i] = middle + 1e-6;
          batch.forward(network);
          double above = batch.backward(network, network.zeros(), 0) / 9;
          parameter[i] = middle - 1e-6;
          batch.forward(network);
          double below = batch.backward(network, network.zeros(), 0) / 9;
          parameter[i] = middle;
          assertThat(gradient.parameters().get(p)[i])
              .isCloseTo((above - below) / 2e-6, within(1e-6));
        }
      }
    }
  }

  @Test
  void a_penalty_makes_weights_small() {
    assertThat(size(learnt(truth(2), Map.of("alpha", 100))))
        .isLessThan(0.2 * size(learnt(truth(2), Map.of())));
  }

  private static double size(Layers model) {
    return Arrays.stream(model.weights()[1]).flatMapToDouble(Arrays::stream).map(w -> w * w).sum();
  }

  @Test
  void stops_when_nothing_gets_better() {
    AtomicInteger epochs = new AtomicInteger();
    Checkpoint counting =
        share -> {
          epochs.incrementAndGet();
          assertThat(share).isBetween(0.0, 1.0);
        };
    FitContext context = new FitContext(7, 1, counting);
    double[] noisy = truth(2).values();
    for (int i = 0; i < noisy.length; i += 4) {
      noisy[i] = 1 - noisy[i];
    }
    TargetVector target = new TargetVector(noisy, 2);

    fit(learner, features, target, Map.of("tol", 1e9, "n_iter_no_change", 5), context);
    int few = epochs.getAndSet(0);
    fit(
        learner,
        features,
        target,
        Map.of("early_stopping", true, "validation_fraction", 0.5, "learning_rate", 0.01),
        context);
    int held = epochs.getAndSet(0);
    fit(learner, features, target, Map.of("tol", 0, "learning_rate", 0.01), context);

    assertThat(few).isLessThan(40);
    assertThat(held).isGreaterThan(few).isLessThan(epochs.get());
  }

  /** Of 15 rows held out all are right long before the network has learnt what it can. */
  @Test
  void a_few_rows_held_out_do_not_stop_it_too_early() {
    for (int seed = 0; seed < 5; seed++) {
      Layers model =
          (Layers)
              fit(
                  learner,
                  Iris.features(),
                  Iris.classes(),
                  Map.of("early_stopping", true),
                  new FitContext(seed, 1, Checkpoint.NONE));

      double[][] outputs = model.predict(Iris.features());
      double loss = 0;
      for (int i = 0; i < outputs.length; i++) {
        loss -= Math.log(outputs[i][i / 50]) / outputs.length;
      }
      assertThat(loss).isLessThan(0.4);
    }
  }

  @Test
  void rows_without_weight_teach_little() {
    double[] weights = new double[features.rows()];
    Arrays.setAll(weights, i -> i < 300 ? 1 : 1e-9);
    double[] values = truth(2).values().clone();
    for (int i = 300; i < values.length; i++) {
      values[i] = 1 - values[i];
    }
    TargetVector target = new TargetVector(truth(2).task(), values, 2, weights);

    assertThat(accuracy(learnt(target, Map.of("epochs", 400)), truth(2))).isGreaterThan(0.85);
  }

  @Test
  void goes_on_from_a_model() {
    Map<String, Object> options = Map.of("epochs", 15, "activation", "tanh");
    for (TargetVector target : List.of(numbers, truth(3))) {
      Layers first = learnt(target, options);
      Layers same =
          (Layers)
              goOn(
                  first, target, Map.of("epochs", 1, "learning_rate", 1e-12, "activation", "tanh"));
      double[][] expected = first.predict(features);
      double[][] actual = same.predict(features);
      for (int i = 0; i < expected.length; i++) {
        assertThat(actual[i]).containsExactly(expected[i], within(1e-5));
      }
    }
    Layers first = learnt(numbers, options);
    assertThat(explained((Layers) goOn(first, numbers, options))).isGreaterThan(explained(first));
  }

  private Object goOn(Layers first, TargetVector target, Map<String, ?> options) {
    return fit(
        learner,
        features,
        target,
        options,
        new FitContext(7, 1, Checkpoint.NONE, Optional.of(first)));
  }

  @Test
  void goes_on_with_the_same_shape_only() {
    Layers first = learnt(numbers, Map.of("epochs", 1, "layers", List.of(9L, 8L)));

    assertMlError(MlError.INVALID_OPTION, () -> goOn(first, numbers, Map.of()))
        .isEqualTo(
            "option 'layers' has the value [100], but expects those of the model to go on from,"
                + " [9, 8].");
    assertMlError(
            MlError.INVALID_OPTION,
            () -> goOn(first, numbers, Map.of("layers", List.of(9L, 8L), "activation", "logistic")))
        .isEqualTo(
            "option 'activation' has the value 'logistic', but expects that of the model to go on"
                + " from, 'relu'.");
  }

  @Test
  void weights_beyond_all_numbers_are_refused() {
    assertMlError(
            MlError.INVALID_OPTION,
            () -> learnt(numbers, Map.of("optimizer", "sgd", "learning_rate", 1e6, "momentum", 1)))
        .startsWith("option 'learning_rate' has the value ")
        .contains("a smaller one");
  }

  @Test
  void a_target_of_any_size_and_one_value_are_learnt() {
    double[] huge = Arrays.stream(numbers.values()).map(v -> v * 1e300).toArray();
    double[] equal = new double[huge.length];
    Arrays.fill(equal, 12.5);

    double[][] outputs = learnt(new TargetVector(huge, 0), Map.of()).predict(features);
    assertThat(outputs[0][0] / huge[0]).isCloseTo(1, within(0.1));
    outputs = learnt(new TargetVector(equal, 0), Map.of()).predict(features);
    assertThat(outputs[0][0]).isCloseTo(12.5, within(0.1));
  }
}
