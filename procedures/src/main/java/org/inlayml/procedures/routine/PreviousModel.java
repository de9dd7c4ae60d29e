// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.json.Json;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.option.Options;
import org.inlayml.learning.prediction.Predictor;
import org.inlayml.learning.prediction.Target;
import org.inlayml.learning.training.Algorithms;
import org.inlayml.procedures.session.Models;
import org.inlayml.procedures.session.Session;
import org.inlayml.store.LoadedModel;
import org.inlayml.store.ModelStore;
import org.inlayml.store.catalog.ModelDescription;
import org.jspecify.annotations.Nullable;

/**
 * A stored model that training goes on from.
 *
 * @param algorithm that trained it
 * @param hyperparameters that it was trained with
 */
record PreviousModel(String algorithm, Map<String, Object> hyperparameters, Predictor predictor) {
  /**
   * Opens the model that the options name, if any.
   *
   * <p>Errors: {@link MlError#MODEL_NOT_FOUND}, {@link MlError#CANNOT_GO_ON}.
   */
  static Optional<PreviousModel> find(Session session, Options options, @Nullable String target)
      throws SQLException {
    Optional<String> handle = options.find(TrainingOptions.WARM_START);
    if (handle.isEmpty()) {
      return Optional.empty();
    }
    LoadedModel model = Models.open(session.connection(), handle.get());
    ModelDescription description =
        ModelStore.shared()
            .find(session.connection(), model.handle())
            .orElseThrow(() -> MlError.MODEL_NOT_FOUND.with(handle.get(), ""))
            .description();
    check(model, description, options, target);
    return Optional.of(
        new PreviousModel(
            algorithm(model, description), hyperparameters(description), model.predictor()));
  }

  private static String algorithm(LoadedModel model, ModelDescription description) {
    if (description.type() == null) {
      throw MlError.CANNOT_GO_ON.with(model.handle(), "the catalog does not say what trained it");
    }
    return description.type();
  }

  private static void check(
      LoadedModel model, ModelDescription description, Options options, @Nullable String target) {
    Target known = model.predictor().target();
    Task task = Task.of(options.get(TrainingOptions.TASK));
    if (known.task() != task) {
      throw MlError.CANNOT_GO_ON.with(
          model.handle(),
          "it does " + known.task().sqlName() + ", but the task is " + task.sqlName());
    }
    if (task.isSupervised() && !known.name().equalsIgnoreCase(target)) {
      throw MlError.CANNOT_GO_ON.with(
          model.handle(), "it predicts '" + known.name() + "', not '" + target + "'");
    }
    Optional<String> named = options.find(TrainingOptions.ALGORITHM);
    if (named.isPresent()) {
      Learner learner = Algorithms.LEARNERS.find(named.get(), task);
      if (!learner.spec().name().equals(description.type())) {
        throw MlError.CANNOT_GO_ON.with(
            model.handle(),
            "it was trained by " + description.type() + ", not by " + learner.spec().name());
      }
    }
  }

  private static Map<String, Object> hyperparameters(ModelDescription description) {
    Map<String, Object> hyperparameters = new LinkedHashMap<>();
    String metadata = description.metadata();
    if (metadata != null
        && Json.parseObject(metadata).get("hyperparameters") instanceof Map<?, ?> values) {
      values.forEach(
          (name, value) -> {
            if (value != null) {
              hyperparameters.put(String.valueOf(name), value);
            }
          });
    }
    return hyperparameters;
  }
}
