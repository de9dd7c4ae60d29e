// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.training;

import java.util.Optional;
import org.inlayml.learning.prediction.GoldenRows;
import org.inlayml.learning.prediction.Predictor;

/**
 * The outcome of a training.
 *
 * @param fitted the model as it was fitted, where it is kept in another form
 * @param unseen the rows that were held out for good; empty where none were
 */
public record Training(
    Predictor predictor,
    GoldenRows goldenRows,
    ModelCard card,
    Optional<Predictor> fitted,
    Optional<UnseenRows> unseen) {}
