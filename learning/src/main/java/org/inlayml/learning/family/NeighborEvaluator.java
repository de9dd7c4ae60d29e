// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

import java.util.Arrays;
import org.inlayml.learning.feature.EncodedBlock;
import org.inlayml.learning.feature.EncodedPart;
import org.inlayml.learning.feature.EncodedPart.Indicators;
import org.inlayml.learning.feature.EncodedPart.Numbers;
import org.inlayml.learning.feature.Levels;
import org.inlayml.learning.neighborhood.BatchSearch;
import org.inlayml.learning.neighborhood.Nearest;
import org.inlayml.learning.neighborhood.NeighborSearch;
import org.inlayml.learning.neighborhood.NeighborTree;

/** Finds the nearest points in a tree rather than by comparing with all. */
final class NeighborEvaluator implements Evaluator {
  private final NeighborModel model;
  private final NeighborTree tree;

  NeighborEvaluator(NeighborModel model) {
    this.model = model;
    tree = NeighborTree.of(model.points());
  }

  @Override
  public OfRows forRows() {
    double[] point = new double[model.inputs()];
    NeighborSearch search = new NeighborSearch(tree);
    Nearest nearest = new Nearest(model.neighbors());
    return (row, outputs) -> {
      Arrays.fill(point, 0);
      for (int i = 0; i < row.count(); i++) {
        point[row.inputs()[i]] = row.values()[i];
      }
      model.points().distance().prepare(point, 0, point.length);
      search.find(point, 0, NeighborSearch.NONE, nearest);
      model.answer(nearest, outputs);
    };
  }

  @Override
  public OfBlocks forBlocks() {
    BatchSearch search = new BatchSearch(tree, model.neighbors(), EncodedBlock.ROWS);
    double[] predicted = new double[model.outputs()];
    return (block, outputs, to) -> {
      for (int done = 0; done < block.rows(); done += search.most()) {
        int rows = Math.min(search.most(), block.rows() - done);
        for (EncodedPart part : block.parts()) {
          copy(part, block.from() + done, rows, search.points());
        }
        for (int i = 0; i < rows; i++) {
          model.points().distance().prepare(search.points(), i * model.inputs(), model.inputs());
        }
        search.find(rows);
        for (int i = 0; i < rows; i++) {
          model.answer(search.found(i), predicted);
          for (int k = 0; k < predicted.length; k++) {
            outputs[k][to + done + i] = predicted[k];
          }
        }
      }
    };
  }

  private void copy(EncodedPart part, int from, int rows, double[] points) {
    int width = model.inputs();
    if (part instanceof Numbers numbers) {
      for (int i = 0; i < rows; i++) {
        points[i * width + numbers.input()] = numbers.values()[from + i];
      }
    } else if (part instanceof Indicators indicators) {
      for (int i = 0; i < rows; i++) {
        int first = i * width + indicators.first();
        Arrays.fill(points, first, first + indicators.width(), 0);
        int position = indicators.positions()[from + i];
        if (position != Levels.ABSENT) {
          points[first + position] = 1;
        }
      }
    }
  }

  @Override
  public long bytes() {
    return tree.bytes();
  }
}
