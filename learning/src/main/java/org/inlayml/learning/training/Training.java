// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.training;

import org.inlayml.learning.prediction.GoldenRows;
import org.inlayml.learning.prediction.Predictor;

/** The outcome of a training. */
public record Training(Predictor predictor, GoldenRows goldenRows, ModelCard card) {}
