// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.inlayml.learning.feature.EncodedBlock;
import org.inlayml.learning.feature.EncodedPart;
import org.inlayml.learning.feature.EncodedPart.Indicators;
import org.inlayml.learning.feature.EncodedPart.Numbers;
import org.inlayml.learning.feature.EncodedRow;
import org.inlayml.learning.feature.FeatureMatrix;

/**
 * Trees each of whose nodes has a side of its own for missing numbers. Where that is the left one,
 * a node tests the input itself, in which a missing number is lower than all. Where it is the
 * right, it tests a second form of the input, in which a missing number is higher than all; so that
 * every form of {@link Trees} evaluates both.
 *
 * @param trees has one input more per entry of {@code twice}: behind the others, their second forms
 * @param twice which inputs have a second form, in ascending order
 */
public record TwoSidedTrees(Trees trees, int[] twice) implements Model {
  /** What a missing number is in the second form. */
  private static final double HIGHEST = Double.MAX_VALUE;

  public TwoSidedTrees {
    int inputs = trees.inputs() - twice.length;
    int before = -1;
    for (int input : twice) {
      if (input <= before || input >= inputs) {
        throw new IllegalArgumentException("input " + input + " has no second form");
      }
      before = input;
    }
  }

  /**
   * The model of trees in which every input stands twice, at {@code i} and at {@code i + inputs};
   * second forms that no node tests are left out.
   */
  public static Model of(Trees doubled) {
    int inputs = doubled.inputs() / 2;
    boolean[] tested = new boolean[doubled.inputs()];
    for (int feature : doubled.feature()) {
      tested[feature] = true;
    }
    int[] twice = new int[inputs];
    int[] moved = new int[inputs];
    int count = 0;
    for (int input = 0; input < inputs; input++) {
      moved[input] = inputs + count;
      if (tested[inputs + input]) {
        twice[count++] = input;
      }
    }
    int[] feature = doubled.feature().clone();
    Arrays.setAll(
        feature, node -> feature[node] < inputs ? feature[node] : moved[feature[node] - inputs]);
    Trees trees = doubled.withInputs(inputs + count, feature);
    return count == 0 ? trees : new TwoSidedTrees(trees, Arrays.copyOf(twice, count));
  }

  /** The trees of a model that has some, every input standing twice, as {@link #of} takes them. */
  public static Optional<Trees> doubled(Model model) {
    if (model instanceof TwoSidedTrees both) {
      return Optional.of(both.doubled());
    }
    return model instanceof Trees trees
        ? Optional.of(trees.withInputs(2 * trees.inputs(), trees.feature()))
        : Optional.empty();
  }

  private Trees doubled() {
    int inputs = inputs();
    int[] feature = trees.feature().clone();
    Arrays.setAll(
        feature,
        node -> feature[node] < inputs ? feature[node] : inputs + twice[feature[node] - inputs]);
    return trees.withInputs(2 * inputs, feature);
  }

  /** The columns that the trees have learnt from: those of the inputs, then the second forms. */
  public double[][] columns(double[][] columns) {
    double[][] all = Arrays.copyOf(columns, trees.inputs());
    for (int i = 0; i < twice.length; i++) {
      all[inputs() + i] = Arrays.stream(columns[twice[i]]).map(TwoSidedTrees::secondForm).toArray();
    }
    return all;
  }

  private static double secondForm(double value) {
    return FeatureMatrix.isMissing(value) ? HIGHEST : value;
  }

  @Override
  public int inputs() {
    return trees.inputs() - twice.length;
  }

  @Override
  public int outputs() {
    return trees.outputs();
  }

  @Override
  public void predict(double[] features, double[] outputs) {
    double[] all = new double[trees.inputs()];
    System.arraycopy(features, 0, all, 0, inputs());
    for (int i = 0; i < twice.length; i++) {
      all[inputs() + i] = secondForm(features[twice[i]]);
    }
    trees.predict(all, outputs);
  }

  @Override
  public Evaluator evaluator() {
    return new Both(this, trees.evaluator());
  }

  @Override
  public long bytes() {
    return trees.bytes() + (long) Integer.BYTES * twice.length;
  }

  private record Both(TwoSidedTrees model, Evaluator trees) implements Evaluator {
    @Override
    public OfRows forRows() {
      OfRows rows = trees.forRows();
      int inputs = model.inputs();
      EncodedRow all = new EncodedRow(model.trees.inputs());
      int[] second = new int[inputs];
      for (int i = 0; i < model.twice.length; i++) {
        second[model.twice[i]] = inputs + i;
      }
      return (row, outputs) -> {
        all.clear();
        for (int i = 0; i < row.count(); i++) {
          all.add(row.inputs()[i], row.values()[i]);
        }
        for (int i = 0; i < row.count(); i++) {
          int input = second[row.inputs()[i]];
          if (input > 0) {
            all.add(input, secondForm(row.values()[i]));
          }
        }
        rows.predict(all, outputs);
      };
    }

    @Override
    public OfBlocks forBlocks() {
      OfBlocks blocks = trees.forBlocks();
      List<EncodedPart> second = new ArrayList<>();
      for (int i = 0; i < model.twice.length; i++) {
        second.add(new Numbers(model.inputs() + i, new double[EncodedBlock.ROWS]));
      }
      return (block, outputs, to) -> {
        for (EncodedPart part : block.parts()) {
          for (int i = 0; i < model.twice.length; i++) {
            write(part, model.twice[i], block, ((Numbers) second.get(i)).values());
          }
        }
        blocks.predict(block.with(second), outputs, to);
      };
    }

    /** Writes the second form of an input, where a part has it. */
    private static void write(EncodedPart part, int input, EncodedBlock block, double[] values) {
      int from = block.from();
      if (part instanceof Numbers numbers && numbers.input() == input) {
        for (int i = 0; i < block.rows(); i++) {
          values[i] = secondForm(numbers.values()[from + i]);
        }
      } else if (part instanceof Indicators indicators
          && input >= indicators.first()
          && input < indicators.first() + indicators.width()) {
        int position = input - indicators.first();
        for (int i = 0; i < block.rows(); i++) {
          values[i] = indicators.positions()[from + i] == position ? 1 : 0;
        }
      }
    }

    @Override
    public long bytes() {
      return trees.bytes();
    }
  }
}
