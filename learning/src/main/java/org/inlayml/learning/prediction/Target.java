// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.prediction;

import java.util.List;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.table.ColumnType;

/**
 * What a model predicts.
 *
 * @param name the column's name
 * @param type the column's type in training, which the predicted column gets again
 * @param classes the class labels as text, in their order, empty for a regression. Numbers are
 *     ordered as numbers, booleans false first, texts by code point. Of two classes the second is
 *     the positive one.
 */
public record Target(String name, ColumnType type, List<String> classes) {
  public Target {
    classes = List.copyOf(classes);
  }

  public Task task() {
    return classes.isEmpty() ? Task.REGRESSION : Task.CLASSIFICATION;
  }

  public boolean isBinary() {
    return classes.size() == 2;
  }
}
