// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.training;

import java.util.Locale;
import org.inlayml.learning.family.Model;
import org.inlayml.learning.family.QuantizedTrees;
import org.inlayml.learning.family.Trees;
import org.inlayml.learning.family.TwoSidedTrees;
import org.inlayml.learning.feature.FeatureMatrix;

/** In which form a model is kept, and predicts. */
public enum Storage {
  /** As it was fitted. */
  FULL,
  /** With the thresholds and leaves of trees rounded, see {@link QuantizedTrees}. */
  QUANTIZED;

  /** The name in options. */
  public String sqlName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The storage of a name, in lower case. */
  public static Storage of(String sqlName) {
    return valueOf(sqlName.toUpperCase(Locale.ROOT));
  }

  /**
   * Brings a model into this form; the same model where the form makes no difference to it.
   *
   * @param features what it was fitted on
   * @param pause called now and then; what it throws ends the work
   */
  Model form(Model fitted, FeatureMatrix features, Runnable pause) {
    if (this == QUANTIZED && fitted instanceof Trees trees) {
      return QuantizedTrees.of(trees, features.columns(), pause);
    }
    if (this == QUANTIZED && fitted instanceof TwoSidedTrees both) {
      double[][] columns = both.columns(features.columns());
      return new TwoSidedTrees(QuantizedTrees.of(both.trees(), columns, pause), both.twice());
    }
    return fitted;
  }
}
