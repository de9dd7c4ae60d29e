// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.training;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.inlayml.learning.feature.DroppedColumn;

/**
 * What is to be known of a trained model besides the model.
 *
 * @param algorithm the learner's name
 * @param hyperparameters all of that learner's options in force
 * @param optimizationMetric the name of the metric that the scores are of; empty where nothing is
 *     scored
 * @param trainingScore the chosen algorithm's score on the rows held out; empty where none were
 * @param fittedScore the score, on the same rows, of the model as it was fitted, where it is kept
 *     in another form
 * @param baselineScore the score of always answering the same, on the same rows
 * @param candidateScores score by algorithm of all that were tried
 * @param columns all columns but the target
 * @param dropped those that are no features, with reasons
 * @param rows how many rows with a target value the model was fitted on
 * @param rowsTried how many rows the candidates were fitted on
 * @param importance share of the importance by feature, see {@code PermutationImportance}
 * @param notes what the user should know
 */
public record ModelCard(
    String algorithm,
    Map<String, Object> hyperparameters,
    Optional<String> optimizationMetric,
    OptionalDouble trainingScore,
    OptionalDouble fittedScore,
    OptionalDouble baselineScore,
    Map<String, Double> candidateScores,
    List<String> columns,
    List<DroppedColumn> dropped,
    int rows,
    int rowsTried,
    Map<String, Double> importance,
    List<String> notes) {}
