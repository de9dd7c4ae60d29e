// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.registry;

import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * A row of {@code ML.DEPLOYMENT}. Immutable, thread-safe.
 *
 * @param id rises in the order in which the deployments of a project took effect
 * @param version made live; empty where the project was retired
 * @param strategy how the version was chosen
 * @param evidence the scores that were compared
 * @param at when the deploying routine ran; later than all earlier ones of the project
 */
public record Deployment(
    long id,
    OptionalInt version,
    Optional<UUID> uuid,
    String strategy,
    Evidence evidence,
    String reason,
    OffsetDateTime at,
    String by) {
  /**
   * What a deployment was decided on.
   *
   * @param metric of the scores
   * @param score of the version deployed
   * @param previousVersion the version that was live before
   * @param previousScore its score on the same rows
   * @param rows how many rows both were scored on
   */
  public record Evidence(
      Optional<String> metric,
      OptionalDouble score,
      OptionalInt previousVersion,
      OptionalDouble previousScore,
      OptionalLong rows) {
    /** Nothing was compared. */
    public static Evidence none(OptionalInt previousVersion) {
      return new Evidence(
          Optional.empty(),
          OptionalDouble.empty(),
          previousVersion,
          OptionalDouble.empty(),
          OptionalLong.empty());
    }
  }
}
