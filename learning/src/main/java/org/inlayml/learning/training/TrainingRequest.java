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
    long seed,
    int threads,
    long memory,
    Storage storage) {}
