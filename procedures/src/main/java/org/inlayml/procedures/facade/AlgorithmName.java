// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.facade;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.Suggestion;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.training.Algorithms;
import org.jspecify.annotations.Nullable;

/**
 * What RustyDB and HeliosDB call an algorithm, which there implies its task. Immutable,
 * thread-safe.
 *
 * @param name ours; empty where algorithms are compared
 * @param options their names of options where ours differ
 */
record AlgorithmName(Optional<String> name, Task task, Map<String, String> options) {
  private static final Map<String, String> TREES =
      Map.of("n_trees", "n_estimators", "num_trees", "n_estimators");
  private static final Map<String, String> ROUNDS =
      Map.of(
          "n_trees", "n_estimators",
          "num_trees", "n_estimators",
          "iterations", "n_estimators",
          "num_leaves", "max_leaves");
  private static final Map<String, String> CENTRES =
      Map.of(
          "k", "n_clusters",
          "max_iterations", "max_iter",
          "tolerance", "tol",
          "clusters", "n_clusters");
  private static final Map<String, String> STEPS =
      Map.of("max_iterations", "max_iter", "tolerance", "tol");

  private static final Map<String, AlgorithmName> ALL =
      Map.ofEntries(
          named("linear_regression", "linear", Task.REGRESSION, STEPS),
          named("polynomial_regression", "polynomial_regression", Task.REGRESSION, STEPS),
          named("ridge_regression", "ridge", Task.REGRESSION, STEPS),
          named("lasso_regression", "lasso", Task.REGRESSION, STEPS),
          named("logistic_regression", "logistic", Task.CLASSIFICATION, STEPS),
          named("decision_tree", "decision_tree", Task.CLASSIFICATION, Map.of()),
          named("random_forest", "random_forest", Task.CLASSIFICATION, TREES),
          named("gradient_boosting", "gradient_boosting_trees", Task.CLASSIFICATION, ROUNDS),
          named("xgboost", "gradient_boosting_trees", Task.CLASSIFICATION, ROUNDS),
          named("lightgbm", "gradient_boosting_trees", Task.CLASSIFICATION, ROUNDS),
          named("naive_bayes", "gaussian_naive_bayes", Task.CLASSIFICATION, Map.of()),
          named("svm", "svm", Task.CLASSIFICATION, STEPS),
          named("knn", "k_nearest_neighbors", Task.CLASSIFICATION, Map.of("k", "n_neighbors")),
          named("neural_network", "neural_network", Task.CLASSIFICATION, STEPS),
          named("kmeans", "kmeans", Task.CLUSTERING, CENTRES),
          named("k_means", "kmeans", Task.CLUSTERING, CENTRES),
          named("dbscan", "dbscan", Task.CLUSTERING, Map.of()),
          named(
              "gaussian_mixture", "gaussian_mixture", Task.CLUSTERING, Map.of("k", "n_components")),
          named("isolation_forest", "isolation_forest", Task.ANOMALY_DETECTION, TREES),
          Map.entry("automl", new AlgorithmName(Optional.empty(), Task.CLASSIFICATION, Map.of())));

  private static Map.Entry<String, AlgorithmName> named(
      String theirs, String ours, Task task, Map<String, String> options) {
    return Map.entry(theirs, new AlgorithmName(Optional.of(ours), task, options));
  }

  /**
   * Finds an algorithm by their name for it, or by ours.
   *
   * <p>Errors: {@link MlError#UNKNOWN_ALGORITHM}.
   */
  static AlgorithmName of(String facade, String name) {
    String known = name.toLowerCase(Locale.ROOT).replaceAll("[ -]", "_");
    AlgorithmName found = ALL.get(known);
    if (found == null) {
      found = own(known);
    }
    if (found == null) {
      List<String> names = ALL.keySet().stream().sorted().toList();
      throw MlError.UNKNOWN_ALGORITHM.with(
          name, facade, Suggestion.nearest(known, names), String.join(", ", names));
    }
    return found;
  }

  private static @Nullable AlgorithmName own(String name) {
    for (Learner learner : Algorithms.LEARNERS.all()) {
      if (learner.spec().name().equals(name)) {
        List<Task> tasks = new ArrayList<>(learner.spec().tasks());
        Task task = tasks.contains(Task.CLASSIFICATION) ? Task.CLASSIFICATION : tasks.get(0);
        return new AlgorithmName(Optional.of(name), task, Map.of());
      }
    }
    return null;
  }

  /** Our name of an option. */
  String option(String theirs) {
    return options.getOrDefault(theirs, theirs);
  }
}
