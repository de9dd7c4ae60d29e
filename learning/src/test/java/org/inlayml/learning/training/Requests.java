// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.training;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.inlayml.learning.learner.Task;
import org.jspecify.annotations.Nullable;

/** Requests that differ from the usual one in a thing or two. Immutable. */
record Requests(TrainingRequest request) {
  static Requests of(Task task, String target) {
    return of(task, Optional.of(target));
  }

  /** For a task without a truth. */
  static Requests of(Task task) {
    return of(task, Optional.empty());
  }

  private static Requests of(Task task, Optional<String> target) {
    return new Requests(
        new TrainingRequest(
            task,
            target,
            List.of(),
            List.of(),
            Map.of(),
            Optional.empty(),
            Weighting.NONE,
            Optional.empty(),
            List.of(),
            List.of(),
            Set.of(),
            0.2,
            TrainingRequest.HoldOut.FOR_COMPARING,
            1,
            1,
            1L << 30,
            Storage.FULL));
  }

  Requests algorithms(String... names) {
    return with(List.of(names), request.excluded(), request.hyperparameters(), request.include());
  }

  Requests excluded(String... names) {
    return with(request.algorithms(), List.of(names), request.hyperparameters(), request.include());
  }

  Requests hyperparameters(Map<String, ? extends @Nullable Object> values) {
    return with(request.algorithms(), request.excluded(), values, request.include());
  }

  Requests include(String... columns) {
    return with(
        request.algorithms(), request.excluded(), request.hyperparameters(), List.of(columns));
  }

  private Requests with(
      List<String> algorithms,
      List<String> excluded,
      Map<String, ? extends @Nullable Object> hyperparameters,
      List<String> include) {
    return new Requests(
        new TrainingRequest(
            request.task(),
            request.target(),
            algorithms,
            excluded,
            hyperparameters,
            request.optimizationMetric(),
            request.weighting(),
            request.previous(),
            include,
            request.exclude(),
            request.primaryKey(),
            request.validationShare(),
            request.holdOut(),
            request.seed(),
            request.threads(),
            request.memory(),
            request.storage()));
  }

  Requests metric(String name) {
    return with(
        Optional.of(name),
        request.exclude(),
        request.primaryKey(),
        request.validationShare(),
        request.memory());
  }

  Requests exclude(String... columns) {
    return with(
        request.optimizationMetric(),
        List.of(columns),
        request.primaryKey(),
        request.validationShare(),
        request.memory());
  }

  Requests primaryKey(String... columns) {
    return with(
        request.optimizationMetric(),
        request.exclude(),
        Set.of(columns),
        request.validationShare(),
        request.memory());
  }

  Requests validationShare(double share) {
    return with(
        request.optimizationMetric(),
        request.exclude(),
        request.primaryKey(),
        share,
        request.memory());
  }

  Requests memory(long bytes) {
    return with(
        request.optimizationMetric(),
        request.exclude(),
        request.primaryKey(),
        request.validationShare(),
        bytes);
  }

  private Requests with(
      Optional<String> metric,
      List<String> exclude,
      Set<String> primaryKey,
      double validationShare,
      long memory) {
    return new Requests(
        new TrainingRequest(
            request.task(),
            request.target(),
            request.algorithms(),
            request.excluded(),
            request.hyperparameters(),
            metric,
            request.weighting(),
            request.previous(),
            request.include(),
            exclude,
            primaryKey,
            validationShare,
            request.holdOut(),
            request.seed(),
            request.threads(),
            memory,
            request.storage()));
  }

  /** Rows are held out for good, as those of another model where it is given. */
  Requests heldOutForGood(Optional<HeldOut> like) {
    return new Requests(
        new TrainingRequest(
            request.task(),
            request.target(),
            request.algorithms(),
            request.excluded(),
            request.hyperparameters(),
            request.optimizationMetric(),
            request.weighting(),
            request.previous(),
            request.include(),
            request.exclude(),
            request.primaryKey(),
            request.validationShare(),
            new TrainingRequest.HoldOut(true, like),
            request.seed(),
            request.threads(),
            request.memory(),
            request.storage()));
  }

  Requests storage(Storage storage) {
    return new Requests(
        new TrainingRequest(
            request.task(),
            request.target(),
            request.algorithms(),
            request.excluded(),
            request.hyperparameters(),
            request.optimizationMetric(),
            request.weighting(),
            request.previous(),
            request.include(),
            request.exclude(),
            request.primaryKey(),
            request.validationShare(),
            request.holdOut(),
            request.seed(),
            request.threads(),
            request.memory(),
            storage));
  }
}
