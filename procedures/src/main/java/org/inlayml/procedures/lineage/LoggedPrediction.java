// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.lineage;

import java.time.OffsetDateTime;
import java.util.Optional;
import org.inlayml.store.LoadedModel;
import org.inlayml.store.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * A prediction as it is logged. Immutable, thread-safe.
 *
 * @param table of the row
 * @param model that predicted
 * @param key of the row, see {@link RowKey}; null where it has none
 * @param features of the row, a JSON object
 * @param fingerprint of the features, see {@link Fingerprint}
 * @param prediction a class or number
 * @param probability of the prediction; null where it has none
 * @param test the part that it has in an A/B test or shadow; empty where none runs
 */
public record LoggedPrediction(
    QualifiedName table,
    LoadedModel model,
    @Nullable String key,
    String features,
    String fingerprint,
    Object prediction,
    @Nullable Double probability,
    OffsetDateTime at,
    Optional<TestPart> test) {

  /**
   * Part of a prediction in an A/B test.
   *
   * @param variant {@code a}, {@code b}, or {@code shadow}
   */
  public record TestPart(long test, String variant) {}

  /** What version b of a shadow says of the same row. */
  public LoggedPrediction shadowedBy(
      LoadedModel b, Object itsPrediction, @Nullable Double itsProbability) {
    return new LoggedPrediction(
        table,
        b,
        key,
        features,
        fingerprint,
        itsPrediction,
        itsProbability,
        at,
        test.map(part -> new TestPart(part.test(), "shadow")));
  }
}
