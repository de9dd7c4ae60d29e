// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.network;

import java.util.List;

/** Moves parameters against their gradient. Not thread-safe. */
interface Optimizer {
  /** One step. */
  void step(List<double[]> parameters, List<double[]> gradients);

  /**
   * Gradient descent whose step looks ahead by its momentum. Source: Sutskever, Martens, Dahl,
   * Hinton, On the Importance of Initialization and Momentum in Deep Learning, 2013, 2.
   */
  final class Descent implements Optimizer {
    private final double rate;
    private final double momentum;
    private final List<double[]> velocities;

    Descent(double rate, double momentum, Network network) {
      this.rate = rate;
      this.momentum = momentum;
      velocities = network.zeros().parameters();
    }

    @Override
    public void step(List<double[]> parameters, List<double[]> gradients) {
      for (int p = 0; p < velocities.size(); p++) {
        double[] velocity = velocities.get(p);
        double[] parameter = parameters.get(p);
        double[] gradient = gradients.get(p);
        for (int i = 0; i < velocity.length; i++) {
          velocity[i] = momentum * velocity[i] - rate * gradient[i];
          parameter[i] += momentum * velocity[i] - rate * gradient[i];
        }
      }
    }
  }

  /**
   * Steps in units of the gradients' recent size. Source: Kingma, Ba, Adam: A Method for Stochastic
   * Optimization, 2015, 2.
   */
  final class Adam implements Optimizer {
    private static final double FIRST = 0.9;
    private static final double SECOND = 0.999;
    private static final double LEAST = 1e-8;

    private final double rate;
    private final List<double[]> means;
    private final List<double[]> squares;
    private double firstPower = 1;
    private double secondPower = 1;

    Adam(double rate, Network network) {
      this.rate = rate;
      means = network.zeros().parameters();
      squares = network.zeros().parameters();
    }

    @Override
    public void step(List<double[]> parameters, List<double[]> gradients) {
      firstPower *= FIRST;
      secondPower *= SECOND;
      double step = rate * Math.sqrt(1 - secondPower) / (1 - firstPower);
      for (int p = 0; p < means.size(); p++) {
        step(step, parameters.get(p), gradients.get(p), means.get(p), squares.get(p));
      }
    }

    private static void step(
        double step, double[] parameter, double[] gradient, double[] mean, double[] square) {
      for (int i = 0; i < mean.length; i++) {
        double slope = gradient[i];
        double first = FIRST * mean[i] + (1 - FIRST) * slope;
        double second = SECOND * square[i] + (1 - SECOND) * slope * slope;
        mean[i] = first;
        square[i] = second;
        parameter[i] -= step * first / (Math.sqrt(second) + LEAST);
      }
    }
  }
}
