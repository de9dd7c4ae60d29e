// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.value;

import java.util.List;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.prediction.Predictor;
import org.inlayml.learning.prediction.Target;

/** From the outputs of a model to predictions as values of SQL. Immutable, thread-safe. */
public final class Answers {
  /** Above it a row is an anomaly, unless the caller says otherwise. */
  public static final double HALF = 0.5;

  private static final Long NOISE = Long.valueOf(Target.NOISE);

  private final Target target;
  private final double threshold;
  private final List<Object> labels;

  public Answers(Target target) {
    this(target, HALF);
  }

  /**
   * @param threshold the probability above which a row is an anomaly
   */
  public Answers(Target target, double threshold) {
    this.target = target;
    this.threshold = threshold;
    labels =
        switch (target.task()) {
          case CLASSIFICATION ->
              target.classes().stream().map(text -> SqlType.label(target.type(), text)).toList();
          case CLUSTERING -> target.classes().stream().<Object>map(Long::valueOf).toList();
          case ANOMALY_DETECTION -> List.of(0L, 1L);
          case REGRESSION, DECOMPOSITION -> List.of();
        };
  }

  /**
   * The prediction: a number, a class, a cluster, 1 for an anomaly and 0 for a normal row, or the
   * largest component.
   */
  public Object prediction(double[] outputs) {
    int best = Predictor.mostProbable(outputs);
    return switch (target.task()) {
      case REGRESSION -> (Object) outputs[0];
      case CLASSIFICATION -> labels.get(best);
      case CLUSTERING -> outputs[best] == 0 ? NOISE : labels.get(best);
      case ANOMALY_DETECTION -> labels.get(outputs[1] > threshold ? 1 : 0);
      case DECOMPOSITION -> outputs[best];
    };
  }

  /** The label predicted. */
  public String label(double[] outputs) {
    return target.task() == Task.ANOMALY_DETECTION
        ? target.classes().get(outputs[1] > threshold ? 1 : 0)
        : target.label(outputs);
  }

  /**
   * How probable the prediction is; of an anomaly detection how probable an anomaly. NaN where
   * nothing is probable.
   */
  public double probability(double[] outputs) {
    return switch (target.task()) {
      case REGRESSION, DECOMPOSITION -> Double.NaN;
      case CLASSIFICATION, CLUSTERING -> outputs[Predictor.mostProbable(outputs)];
      case ANOMALY_DETECTION -> outputs[1];
    };
  }
}
