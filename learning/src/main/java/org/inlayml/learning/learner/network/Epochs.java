// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.network;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.learner.FitContext.Checkpoint;

/**
 * Goes through the rows in batches, time and again, until it helps no longer. The rule by which it
 * stops is scikit-learn's: so many epochs in a row in which the loss of the training rows, or the
 * score of rows held out, was not better than the best by more than the tolerance. But rows of
 * classes held out are scored by their probabilities: of the few that a small set can spare, the
 * same share is right for many epochs in which the network still learns.
 */
final class Epochs {
  /**
   * When to stop.
   *
   * @param most epochs at most
   * @param patience how many without success end it
   * @param heldOut the share of the rows that decide; 0 where the loss of all does
   */
  record Limits(int most, double tolerance, int patience, double heldOut) {}

  private final Examples examples;
  private final Network network;
  private final Network gradient;
  private final Optimizer optimizer;
  private final Batch batch;
  private final Checkpoint checkpoint;
  private final SplittableRandom random;

  Epochs(
      Examples examples,
      Network network,
      Optimizer optimizer,
      Batch batch,
      SplittableRandom random,
      Checkpoint checkpoint) {
    this.examples = examples;
    this.network = network;
    this.optimizer = optimizer;
    this.batch = batch;
    this.random = random;
    this.checkpoint = checkpoint;
    gradient = network.zeros();
  }

  /** Learns; returns the network that was best, where rows are held out, else the last. */
  Network run(Limits limits, double alpha) {
    int[] order = examples.order(random);
    int heldOut = examples.holdOutFirst(order, limits.heldOut());
    if (heldOut == order.length) {
      heldOut = 0;
    }
    int[] decisive = Arrays.copyOf(order, heldOut);
    int[] learnt = Arrays.copyOfRange(order, heldOut, order.length);
    double best = Double.NEGATIVE_INFINITY;
    Network kept = network;
    int vain = 0;
    for (int epoch = 0; epoch < limits.most() && vain <= limits.patience(); epoch++) {
      double from = (double) epoch / limits.most();
      Checkpoint stage = checkpoint.stage("epoch", from, (epoch + 1.0) / limits.most());
      Examples.shuffle(learnt, random);
      double loss = learn(learnt, alpha, stage);
      if (!Double.isFinite(loss)) {
        throw MlError.INVALID_OPTION.with(
            "learning_rate",
            "in force",
            "a smaller one, since the weights grow beyond all numbers");
      }
      double score = heldOut > 0 ? score(decisive, stage) : -loss;
      vain = score < best + limits.tolerance() ? vain + 1 : 0;
      if (score > best) {
        best = score;
        kept = heldOut > 0 ? network.copy() : network;
      }
    }
    return kept;
  }

  /** One epoch; returns the mean loss with the penalty. */
  private double learn(int[] order, double alpha, Checkpoint stage) {
    List<double[]> parameters = network.parameters();
    List<double[]> gradients = gradient.parameters();
    double total = 0;
    for (int from = 0; from < order.length; from += batch.capacity()) {
      stage.reached((double) from / order.length);
      int count = Math.min(batch.capacity(), order.length - from);
      batch.take(order, from, count);
      batch.forward(network);
      total += batch.backward(network, gradient, alpha) + 0.5 * alpha * squares();
      optimizer.step(parameters, gradients);
    }
    return total / order.length;
  }

  private double squares() {
    double sum = 0;
    for (double[][] layer : network.weights()) {
      for (double[] unit : layer) {
        for (double weight : unit) {
          sum += weight * weight;
        }
      }
    }
    return sum;
  }

  /**
   * How little is lost on rows: the mean logarithm of the probability of the true class, or the
   * share of the variance explained.
   */
  private double score(int[] rows, Checkpoint stage) {
    double gained = 0;
    double total = 0;
    double sum = 0;
    double squares = 0;
    for (int from = 0; from < rows.length; from += batch.capacity()) {
      stage.reached(1);
      batch.take(rows, from, Math.min(batch.capacity(), rows.length - from));
      gained -= batch.loss(batch.forward(network));
      for (int i = 0; i < batch.rows(); i++) {
        double truth = batch.target()[i];
        double weight = batch.weight()[i];
        total += weight;
        sum += weight * truth;
        squares += weight * truth * truth;
      }
    }
    double variance = squares - sum * sum / total;
    return examples.classes() > 0
        ? gained / total
        : variance > 0 ? 1 + 2 * gained / variance : gained;
  }
}
