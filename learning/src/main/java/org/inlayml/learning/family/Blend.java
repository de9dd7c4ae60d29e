// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

import org.inlayml.learning.feature.EncodedBlock;

/**
 * The weighted mean of the outputs of two models.
 *
 * @param weight of the second, 0 to 1; the first has the rest
 */
public record Blend(Model first, Model second, double weight) implements Model {
  public Blend {
    if (first.inputs() != second.inputs()
        || first.outputs() != second.outputs()
        || !(weight >= 0 && weight <= 1)) {
      throw new IllegalArgumentException("two models cannot be blended");
    }
  }

  @Override
  public int inputs() {
    return first.inputs();
  }

  @Override
  public int outputs() {
    return first.outputs();
  }

  @Override
  public void predict(double[] features, double[] outputs) {
    first.predict(features, outputs);
    double[] other = new double[outputs()];
    second.predict(features, other);
    for (int k = 0; k < other.length; k++) {
      outputs[k] = blend(outputs[k], other[k]);
    }
  }

  private double blend(double a, double b) {
    return (1 - weight) * a + weight * b;
  }

  @Override
  public Evaluator evaluator() {
    return new Blending(this, first.evaluator(), second.evaluator());
  }

  @Override
  public long bytes() {
    return first.bytes() + second.bytes() + Double.BYTES;
  }

  private record Blending(Blend blend, Evaluator first, Evaluator second) implements Evaluator {
    @Override
    public OfRows forRows() {
      OfRows a = first.forRows();
      OfRows b = second.forRows();
      double[] other = new double[blend.outputs()];
      return (row, outputs) -> {
        a.predict(row, outputs);
        b.predict(row, other);
        for (int k = 0; k < other.length; k++) {
          outputs[k] = blend.blend(outputs[k], other[k]);
        }
      };
    }

    @Override
    public OfBlocks forBlocks() {
      OfBlocks a = first.forBlocks();
      OfBlocks b = second.forBlocks();
      double[][] other = new double[blend.outputs()][EncodedBlock.ROWS];
      return (block, outputs, to) -> {
        a.predict(block, outputs, to);
        b.predict(block, other, 0);
        for (int k = 0; k < other.length; k++) {
          for (int i = 0; i < block.rows(); i++) {
            outputs[k][to + i] = blend.blend(outputs[k][to + i], other[k][i]);
          }
        }
      };
    }

    @Override
    public long bytes() {
      return first.bytes() + second.bytes();
    }
  }
}
