// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.registry;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A row of {@code ML.PROJECT}: a name that stands for the live one of numbered versions. Immutable,
 * thread-safe.
 *
 * @param task the task's SQL name, of all versions
 * @param target the column that all versions predict; empty for a task without one
 * @param metric by which versions are compared; empty where nothing is scored
 * @param owner the user who made it
 * @param policy rules for deploying, a JSON object; empty where none were given
 * @param lastVersion the newest version's number, 0 where there is none yet
 * @param liveVersion the version that answers
 * @param abTest the A/B test or shadow that runs
 */
public record Project(
    long id,
    String name,
    String task,
    Optional<String> target,
    Optional<String> metric,
    String owner,
    Optional<String> policy,
    int lastVersion,
    OptionalInt liveVersion,
    OptionalLong abTest) {
  /** The handle of the model of a version, which {@code ML.MODEL_CATALOG} has it under. */
  public String handle(int version) {
    return name + VersionName.SEPARATOR + version;
  }
}
