// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.prediction;

import java.util.List;
import java.util.Set;
import org.inlayml.learning.family.Linear;
import org.inlayml.learning.family.Link;
import org.inlayml.learning.feature.FitRules;
import org.inlayml.learning.feature.Pipeline;
import org.inlayml.learning.feature.PipelineFitter;
import org.inlayml.learning.table.ColumnType;
import org.inlayml.learning.table.Table;

/** Predictors with weights chosen by hand, for tests. */
public final class Predictors {
  private Predictors() {}

  /** Unscaled features of a table, no column dropped. */
  public static Pipeline pipeline(Table table) {
    return PipelineFitter.fit(
            table, new FitRules(false, false, Set.copyOf(table.names()), Set.of()))
        .pipeline();
  }

  /** {@code 1 + sum of weight times feature}. */
  public static Predictor regression(Table table, double... weights) {
    return new Predictor(
        new Target("y", ColumnType.NUMBER, List.of()),
        pipeline(table),
        new Linear(new double[][] {weights}, new double[] {1}, Link.IDENTITY, 1));
  }

  /** Of the classes {@code no} and {@code yes}; the sum is that of {@link #regression}. */
  public static Predictor binary(Table table, double... weights) {
    return new Predictor(
        new Target("y", ColumnType.TEXT, List.of("no", "yes")),
        pipeline(table),
        new Linear(new double[][] {weights}, new double[] {1}, Link.LOGISTIC, 2));
  }
}
