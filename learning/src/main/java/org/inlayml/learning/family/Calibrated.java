// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

import org.inlayml.learning.feature.EncodedBlock;

/**
 * A model that gives scores, and what makes probabilities of them.
 *
 * @param scores gives as many outputs as the calibration takes scores
 */
public record Calibrated(Model scores, Calibration calibration) implements Model {
  public Calibrated {
    if (scores.outputs() != calibration.scores()) {
      throw new IllegalArgumentException(
          "the model gives "
              + scores.outputs()
              + " scores, the calibration takes "
              + calibration.scores());
    }
  }

  @Override
  public int inputs() {
    return scores.inputs();
  }

  @Override
  public int outputs() {
    return calibration.outputs();
  }

  @Override
  public void predict(double[] features, double[] outputs) {
    double[] scored = new double[calibration.room()];
    scores.predict(features, scored);
    calibration.apply(scored, outputs);
  }

  @Override
  public Evaluator evaluator() {
    return new Calibrating(scores.evaluator(), calibration);
  }

  @Override
  public long bytes() {
    return scores.bytes() + calibration.bytes();
  }

  private record Calibrating(Evaluator scores, Calibration calibration) implements Evaluator {
    @Override
    public OfRows forRows() {
      OfRows rows = scores.forRows();
      double[] scored = new double[calibration.room()];
      return (row, outputs) -> {
        rows.predict(row, scored);
        calibration.apply(scored, outputs);
      };
    }

    @Override
    public OfBlocks forBlocks() {
      OfBlocks blocks = scores.forBlocks();
      double[][] columns = new double[calibration.scores()][EncodedBlock.ROWS];
      double[] scored = new double[calibration.room()];
      double[] predicted = new double[calibration.outputs()];
      return (block, outputs, to) -> {
        blocks.predict(block, columns, 0);
        for (int row = 0; row < block.rows(); row++) {
          for (int k = 0; k < columns.length; k++) {
            scored[k] = columns[k][row];
          }
          calibration.apply(scored, predicted);
          for (int k = 0; k < predicted.length; k++) {
            outputs[k][to + row] = predicted[k];
          }
        }
      };
    }

    @Override
    public long bytes() {
      return scores.bytes();
    }
  }
}
