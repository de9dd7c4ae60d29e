// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.registry;

import java.util.Optional;
import java.util.UUID;

/**
 * The model that a name stands for at a moment. Immutable, thread-safe.
 *
 * @param handle in {@code ML.MODEL_CATALOG}
 * @param version which version it is; empty where it belongs to no project
 */
public record ModelReference(String handle, UUID uuid, Optional<Version> version) {
  /**
   * A version of a project.
   *
   * @param abTest the A/B test or shadow that runs, where the project itself was named
   */
  public record Version(
      long projectId, String project, int version, String owner, Optional<Long> abTest) {}

  /** The same, found while that test ran, or none. */
  public ModelReference under(Optional<Long> abTest) {
    return new ModelReference(
        handle,
        uuid,
        version.map(v -> new Version(v.projectId(), v.project(), v.version(), v.owner(), abTest)));
  }
}
