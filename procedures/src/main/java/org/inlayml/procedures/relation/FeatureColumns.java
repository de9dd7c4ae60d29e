// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.relation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.MlException;
import org.inlayml.learning.feature.Feature;

/**
 * Where a table has the features of a model: in the column of exactly that name, else in the only
 * one that differs in case alone. Immutable, thread-safe.
 *
 * @param features of the model, in order
 * @param columns of the table, real names in order
 * @param found the column of each feature, empty where there is none
 */
public record FeatureColumns(
    List<Feature> features, List<String> columns, List<Optional<String>> found) {

  /** Finds the columns. */
  public static FeatureColumns of(List<Feature> features, List<String> columns) {
    List<Optional<String>> found =
        features.stream().map(feature -> find(feature.name(), columns)).toList();
    return new FeatureColumns(features, columns, found);
  }

  /** The column that a name stands for. */
  public static Optional<String> find(String feature, List<String> columns) {
    if (columns.contains(feature)) {
      return Optional.of(feature);
    }
    List<String> alike = columns.stream().filter(feature::equalsIgnoreCase).toList();
    return alike.size() == 1 ? Optional.of(alike.get(0)) : Optional.empty();
  }

  /** The column of each feature. Errors: {@link MlError#COLUMNS_DIFFER} where one is missing. */
  public List<String> all() {
    List<String> all = new ArrayList<>();
    for (Optional<String> column : found) {
      all.add(column.orElseThrow(this::differ));
    }
    return all;
  }

  /** The error that says which are missing. */
  public MlException differ() {
    List<String> missing = new ArrayList<>();
    for (int i = 0; i < features.size(); i++) {
      if (found.get(i).isEmpty()) {
        missing.add(features.get(i).name());
      }
    }
    return MlError.COLUMNS_DIFFER.with(columns, names(), missing);
  }

  /** The names that the features had in training. */
  public List<String> names() {
    return features.stream().map(Feature::name).toList();
  }
}
