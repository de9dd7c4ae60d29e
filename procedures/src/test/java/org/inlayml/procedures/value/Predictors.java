// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.value;

import java.util.Arrays;
import java.util.List;
import org.inlayml.learning.family.Linear;
import org.inlayml.learning.family.Link;
import org.inlayml.learning.feature.Feature;
import org.inlayml.learning.feature.NumberEncoding;
import org.inlayml.learning.feature.Pipeline;
import org.inlayml.learning.prediction.Predictor;
import org.inlayml.learning.prediction.Target;
import org.inlayml.learning.table.ColumnType;

/** Predictors of the sum of their numeric features. */
final class Predictors {
  private Predictors() {}

  static Target target(ColumnType type, String... classes) {
    return new Target("Y", type, List.of(classes));
  }

  static Predictor of(Target target, String... features) {
    List<Feature> numbers =
        Arrays.stream(features)
            .map(name -> new Feature(name, ColumnType.NUMBER, new NumberEncoding(0, 0, 1)))
            .toList();
    double[] ones = new double[features.length];
    Arrays.fill(ones, 1);
    int outputs = Math.max(1, target.classes().size());
    Linear model =
        outputs == 2
            ? new Linear(new double[][] {ones}, new double[1], Link.LOGISTIC, 2)
            : sums(ones, outputs);
    return new Predictor(target, new Pipeline(numbers), model);
  }

  private static Linear sums(double[] ones, int outputs) {
    double[][] coefficients = new double[outputs][];
    Arrays.fill(coefficients, ones);
    return new Linear(
        coefficients, new double[outputs], outputs == 1 ? Link.IDENTITY : Link.SOFTMAX, outputs);
  }
}
