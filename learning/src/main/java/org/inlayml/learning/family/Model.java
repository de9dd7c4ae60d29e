// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

import org.inlayml.learning.feature.EncodedBlock;
import org.inlayml.learning.feature.FeatureMatrix;

/**
 * What was learnt, as one of the families: takes encoded features, gives outputs. Immutable,
 * thread-safe.
 *
 * <p>The outputs are, by task: of a regression the value; of a classification one probability a
 * class, in the order of the classes; of a clustering how much the row belongs to each cluster,
 * which adds to 1, or nothing but 0 where it belongs to none; of an anomaly detection the
 * probabilities of normal and anomaly; of a decomposition the components.
 */
public sealed interface Model
    permits Bayes,
        Blend,
        Calibrated,
        Centroids,
        Counts,
        GaussianClassifier,
        Gaussians,
        Kernel,
        Layers,
        Linear,
        MedianTrees,
        NeighborModel,
        Polynomial,
        Projection,
        RadialBasis,
        ReconstructionError,
        Trees,
        TwoSidedTrees {
  /** How many encoded features it takes. */
  int inputs();

  /** How many outputs it gives. */
  int outputs();

  /**
   * Predicts one row. May allocate room to work in; {@link #evaluator} does that once.
   *
   * @param features at least {@link #inputs} values
   * @param outputs room for {@link #outputs} values, all written
   */
  void predict(double[] features, double[] outputs);

  /** Predicts rows that are encoded already: rows × outputs. */
  default double[][] predict(FeatureMatrix features) {
    Evaluator.OfBlocks blocks = evaluator().forBlocks();
    EncodedBlock block = features.block();
    double[][] predicted = new double[features.rows()][outputs()];
    double[][] columns = new double[outputs()][EncodedBlock.ROWS];
    for (int from = 0; from < predicted.length; from += EncodedBlock.ROWS) {
      block.take(from, Math.min(EncodedBlock.ROWS, predicted.length - from));
      blocks.predict(block, columns, 0);
      for (int k = 0; k < columns.length; k++) {
        for (int i = 0; i < block.rows(); i++) {
          predicted[from + i][k] = columns[k][i];
        }
      }
    }
    return predicted;
  }

  /**
   * Makes the form that predicts fastest, which allocates nothing a row; costs time and memory of
   * the order of the model.
   */
  default Evaluator evaluator() {
    return new PlainEvaluator(this);
  }

  /** How much memory it takes, in bytes. */
  long bytes();
}
