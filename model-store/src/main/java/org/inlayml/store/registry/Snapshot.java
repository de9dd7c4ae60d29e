// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.registry;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A row of {@code ML.SNAPSHOT}: what models were trained on. Immutable, thread-safe.
 *
 * @param project it was taken for
 * @param relation table, view or query, as it can be given to a routine again
 * @param target the column that was learnt
 * @param task the task's SQL name
 * @param columnTypes names of all columns with their SQL types, a JSON object
 * @param rows how many were read
 * @param dataHash SHA-256 of the rows as they were read, in hexadecimal digits
 * @param options of ML_TRAIN as they were given, a JSON object
 * @param heldOut the rule by which rows were held out, a JSON object
 * @param statistics distribution of each feature, a JSON object
 * @param materialized whether the rows themselves are stored
 * @param version of Inlay
 * @param engine product and version of the database, and of the JVM
 */
public record Snapshot(
    OptionalLong project,
    String relation,
    Optional<String> target,
    String task,
    String columnTypes,
    long rows,
    String dataHash,
    String options,
    Optional<String> heldOut,
    Optional<String> statistics,
    boolean materialized,
    String version,
    String engine) {
  /** The same of another project, or of none. */
  public Snapshot of(Optional<Long> otherProject) {
    return new Snapshot(
        otherProject.map(OptionalLong::of).orElseGet(OptionalLong::empty),
        relation,
        target,
        task,
        columnTypes,
        rows,
        dataHash,
        options,
        heldOut,
        statistics,
        materialized,
        version,
        engine);
  }
}
