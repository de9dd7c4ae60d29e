// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.network;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.family.Activation;
import org.inlayml.learning.family.Layers;
import org.inlayml.learning.family.Link;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.feature.FeatureMatrix;
import org.inlayml.learning.learner.FitContext;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.LearnerSpec;
import org.inlayml.learning.learner.TargetVector;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.learner.Trait;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;

/**
 * A network of dense layers, as scikit-learn's MLPClassifier and MLPRegressor; a target that is a
 * number is standardised within. Works in one thread, since its steps follow each other. Stateless,
 * thread-safe.
 *
 * <p>Errors: {@code INVALID_OPTION} where the weights grow beyond all numbers, or where the layers
 * are not those of the model to go on from.
 */
public final class NeuralNetworkLearner implements Learner {
  private static final Option<List<Integer>> LAYERS =
      Option.integers("layers", 1, 10_000)
          .defaultsTo(List.of(100))
          .doc("How many units each hidden layer has.");

  private static final Option<String> ACTIVATION =
      Option.choice("activation", "relu", "tanh", "logistic", "identity")
          .defaultsTo("relu")
          .doc("What the units of hidden layers make of their sums.");

  private static final Option<String> OPTIMIZER =
      Option.choice("optimizer", "adam", "sgd")
          .defaultsTo("adam")
          .doc("How weights follow the gradient: Adam, or plain descent with momentum.");

  private static final Option<Double> LEARNING_RATE =
      Option.numberBetween("learning_rate", 0, Double.POSITIVE_INFINITY)
          .defaultsTo(0.001)
          .doc("How far a step goes.");

  private static final Option<Double> MOMENTUM =
      Option.number("momentum", 0, 1)
          .defaultsTo(0.9)
          .doc("The share of a step that is taken again in the next; of optimizer sgd only.");

  private static final Option<Integer> BATCH_SIZE =
      Option.integer("batch_size", 1, 100_000)
          .defaultsTo(200)
          .doc("After how many rows weights change; at most all.");

  private static final Option<Integer> EPOCHS =
      Option.integer("epochs", 1, 100_000)
          .defaultsTo(200)
          .doc("How often all rows are gone through, at most.");

  private static final Option<Double> ALPHA =
      Option.number("alpha", 0, Double.POSITIVE_INFINITY)
          .defaultsTo(1e-4)
          .doc("Weight of the penalty on the squares of the weights.");

  private static final Option<Double> TOLERANCE =
      Option.number("tol", 0, Double.POSITIVE_INFINITY)
          .defaultsTo(1e-4)
          .doc("By how much an epoch has to be better than the best before to count as a success.");

  private static final Option<Integer> PATIENCE =
      Option.integer("n_iter_no_change", 1, 100_000)
          .defaultsTo(10)
          .doc("After more than so many epochs in a row without success it stops.");

  private static final Option<Boolean> EARLY_STOPPING =
      Option.flag("early_stopping")
          .defaultsTo(false)
          .doc("Whether rows held out say what a success is, and which weights are kept.");

  private static final Option<Double> VALIDATION_FRACTION =
      Option.numberBetween("validation_fraction", 0, 1)
          .defaultsTo(0.1)
          .doc("The share of the rows held out; of early_stopping only.");

  private static final LearnerSpec SPEC =
      new LearnerSpec(
          "neural_network",
          List.of("MLPClassifier", "MLPRegressor", "mlp", "multilayer_perceptron"),
          Set.of(Task.CLASSIFICATION, Task.REGRESSION),
          Set.of(Trait.SCALED, Trait.WEIGHTED, Trait.WARM_START, Trait.DRAWS),
          List.of(
              LAYERS,
              ACTIVATION,
              OPTIMIZER,
              LEARNING_RATE,
              MOMENTUM,
              BATCH_SIZE,
              EPOCHS,
              ALPHA,
              TOLERANCE,
              PATIENCE,
              EARLY_STOPPING,
              VALIDATION_FRACTION),
          "A neural network: layers of units that add up what the layer before gives and bend it.",
          "Goodfellow, Bengio, Courville, Deep Learning, 2016, ch. 6-8");

  @Override
  public LearnerSpec spec() {
    return SPEC;
  }

  @Override
  public Model fit(
      FeatureMatrix features, TargetVector target, Options hyperparameters, FitContext context) {
    context.checkpoint().reached(0);
    Examples examples = Examples.of(features, target);
    SplittableRandom random = new SplittableRandom(context.seed());
    int outputs = Math.max(1, target.classes());
    Network network = network(examples, hyperparameters, context, random);
    int capacity = Math.min(hyperparameters.get(BATCH_SIZE), examples.rows());
    Batch batch = new Batch(examples, network.sizes(), outputs, capacity);
    Epochs epochs =
        new Epochs(
            examples,
            network,
            optimizer(hyperparameters, network),
            batch,
            random,
            context.checkpoint());
    Epochs.Limits limits =
        new Epochs.Limits(
            hyperparameters.get(EPOCHS),
            hyperparameters.get(TOLERANCE),
            hyperparameters.get(PATIENCE),
            hyperparameters.get(EARLY_STOPPING) ? hyperparameters.get(VALIDATION_FRACTION) : 0);
    Network learnt = epochs.run(limits, hyperparameters.get(ALPHA));
    context.checkpoint().reached(1);
    return learnt.model(examples.mean(), examples.deviation(), outputs);
  }

  private static Network network(
      Examples examples, Options options, FitContext context, SplittableRandom random) {
    Activation activation = Activation.valueOf(options.get(ACTIVATION).toUpperCase(Locale.ROOT));
    Link link =
        switch (examples.classes()) {
          case 0 -> Link.IDENTITY;
          case 2 -> Link.LOGISTIC;
          default -> Link.SOFTMAX;
        };
    int[] sizes = sizes(examples.features().width(), examples.classes(), options);
    if (context.previous().isEmpty()) {
      return Network.drawn(sizes, activation, link, random);
    }
    Layers previous = (Layers) context.previous().get();
    Network network = Network.from(previous, examples.mean(), examples.deviation());
    if (!Arrays.equals(network.sizes(), sizes)) {
      int[] own = network.sizes();
      throw MlError.INVALID_OPTION.with(
          "layers",
          options.get(LAYERS),
          "those of the model to go on from, "
              + Arrays.toString(Arrays.copyOfRange(own, 1, own.length - 1)));
    }
    if (previous.activation() != activation) {
      throw MlError.INVALID_OPTION.with(
          "activation",
          "'" + options.get(ACTIVATION) + "'",
          "that of the model to go on from, '"
              + previous.activation().name().toLowerCase(Locale.ROOT)
              + "'");
    }
    return network;
  }

  private static Optimizer optimizer(Options options, Network network) {
    double rate = options.get(LEARNING_RATE);
    return options.get(OPTIMIZER).equals("adam")
        ? new Optimizer.Adam(rate, network)
        : new Optimizer.Descent(rate, options.get(MOMENTUM), network);
  }

  private static int[] sizes(int width, int classes, Options options) {
    List<Integer> hidden = options.get(LAYERS);
    int[] sizes = new int[hidden.size() + 2];
    sizes[0] = width;
    for (int i = 0; i < hidden.size(); i++) {
      sizes[i + 1] = hidden.get(i);
    }
    sizes[sizes.length - 1] = classes > 2 ? classes : 1;
    return sizes;
  }

  @Override
  public long memory(long rows, int width, int classes, Options hyperparameters) {
    int[] sizes = sizes(width, classes, hyperparameters);
    long parameters = 0;
    for (int layer = 1; layer < sizes.length; layer++) {
      parameters += (sizes[layer - 1] + 3L) * sizes[layer];
    }
    int capacity = (int) Math.min(rows, hyperparameters.get(BATCH_SIZE));
    return Examples.memory(rows) + 48 * parameters + Batch.memory(sizes, classes, capacity);
  }
}
