// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.training;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.prediction.Predictor;
import org.jspecify.annotations.Nullable;

/**
 * What is to be learnt, and how.
 *
 * @param target the target column's name; empty for a task without one
 * @param algorithms names or aliases of the learners to try; empty = all of the task
 * @param excluded names or aliases of learners not to try
 * @param hyperparameters of the one algorithm named; unchecked
 * @param optimizationMetric by which the best is chosen; empty = the task's own
 * @param weighting how much rows count
 * @param previous the model to go on from, by the same algorithm for the same target; empty = fit
 *     anew
 * @param include columns that are kept however little they seem to tell
 * @param exclude columns that are no features
 * @param primaryKey columns of the table's primary key
 * @param validationShare share of rows held out to score on, 0 = none
 * @param holdOut how rows are held out
 * @param threads at most so many threads work
 * @param memory bytes of heap that training may take
 * @param storage the form in which candidates are scored and the model is kept
 */
public record TrainingRequest(
    Task task,
    Optional<String> target,
    List<String> algorithms,
    List<String> excluded,
    Map<String, ? extends @Nullable Object> hyperparameters,
    Optional<String> optimizationMetric,
    Weighting weighting,
    Optional<Predictor> previous,
    List<String> include,
    List<String> exclude,
    Set<String> primaryKey,
    double validationShare,
    HoldOut holdOut,
    long seed,
    int threads,
    long memory,
    Storage storage) {
  /** What parts a table into features and target, to score models on it. */
  static TrainingRequest toScore(Task task, String target) {
    return new TrainingRequest(
        task,
        Optional.of(target),
        List.of(),
        List.of(),
        Map.of(),
        Optional.empty(),
        Weighting.NONE,
        Optional.empty(),
        List.of(),
        List.of(),
        Set.of(),
        0,
        HoldOut.FOR_COMPARING,
        0,
        1,
        Long.MAX_VALUE,
        Storage.FULL);
  }

  /**
   * How rows are held out.
   *
   * @param forGood whether the model never sees them, so that later models can be compared with it
   *     on them; else it is fitted again on all rows
   * @param like the rule of the model to be compared with; only for good
   */
  public record HoldOut(boolean forGood, Optional<HeldOut> like) {
    /** Held out for as long as algorithms are compared. */
    public static final HoldOut FOR_COMPARING = new HoldOut(false, Optional.empty());
  }
}
