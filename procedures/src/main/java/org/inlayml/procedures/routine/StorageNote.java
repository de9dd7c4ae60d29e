// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import java.util.OptionalDouble;
import org.inlayml.learning.option.Options;
import org.inlayml.learning.training.ModelCard;
import org.inlayml.learning.training.Storage;
import org.inlayml.learning.training.Training;
import org.inlayml.store.ModelStore;
import org.inlayml.store.codec.StoredModel;

/** Says what it costs and saves to keep a model in another form than it was fitted in. */
final class StorageNote {
  private static final MathContext DIGITS = new MathContext(6);

  private StorageNote() {}

  /**
   * Writes the note; empty where the model is kept as it was fitted.
   *
   * @param bytes how many the model takes
   */
  static Optional<String> of(Options options, Training training, int bytes) {
    if (Storage.of(options.get(TrainingOptions.STORAGE)) == Storage.FULL) {
      return Optional.empty();
    }
    ModelCard card = training.card();
    if (training.fitted().isEmpty()) {
      return Optional.of("quantized storage changes nothing for " + card.algorithm());
    }
    StoredModel fitted = new StoredModel(training.fitted().get(), training.goldenRows());
    String scores =
        card.fittedScore().isEmpty()
            ? ""
            : card.optimizationMetric()
                + " "
                + text(card.trainingScore())
                + " instead of "
                + text(card.fittedScore())
                + ", ";
    return Optional.of(
        "quantized storage: "
            + scores
            + bytes
            + " bytes instead of "
            + ModelStore.shared().write(fitted).length);
  }

  private static String text(OptionalDouble score) {
    return new BigDecimal(score.orElseThrow()).round(DIGITS).stripTrailingZeros().toPlainString();
  }
}
