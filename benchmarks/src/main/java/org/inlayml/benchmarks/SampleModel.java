// SPDX-License-Identifier: Apache-2.0
package org.inlayml.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A model of the features of a made-up table. */
enum SampleModel {
  LINEAR(SampleTable.NARROW, "\"algorithm\":\"linear\""),
  LOGISTIC(SampleTable.MIXED, "\"algorithm\":\"logistic\""),
  TREE(SampleTable.NARROW, "\"algorithm\":\"decision_tree\""),
  /** 100 trees of 31 leaves. */
  BOOSTED(
      SampleTable.WIDE,
      "\"algorithm\":\"gradient_boosting\",\"hyperparameters\":"
          + "{\"n_estimators\":100,\"max_leaves\":31,\"max_depth\":30}"),
  /** 100 trees of depth 15. */
  FOREST(
      SampleTable.WIDE,
      "\"algorithm\":\"random_forest\",\"hyperparameters\":"
          + "{\"n_estimators\":100,\"max_depth\":15}"),
  /** Logistic, of sixteen columns. */
  FORM(SampleTable.FORM, "\"algorithm\":\"logistic\"");

  private final SampleTable table;
  private final String algorithm;

  SampleModel(SampleTable table, String algorithm) {
    this.table = table;
    this.algorithm = algorithm;
  }

  /** Those of a table's features. */
  static List<SampleModel> of(SampleTable table) {
    return Stream.of(values()).filter(model -> model.table == table).toList();
  }

  /** The name in results. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  String handle() {
    return label() + "_model";
  }

  SampleTable table() {
    return table;
  }

  boolean isClassifier() {
    return this == LOGISTIC || this == FORM;
  }

  /** For {@code ML_TRAIN}. */
  String options() {
    String task = isClassifier() ? "classification" : "regression";
    return "{\"task\":\"" + task + "\",\"validation_split\":0," + algorithm + "}";
  }

  /** The prediction for a row of the table. */
  String prediction(Engine engine) {
    return "sys.ML_PREDICT('" + handle() + "', " + table.arguments(engine) + ")";
  }
}
