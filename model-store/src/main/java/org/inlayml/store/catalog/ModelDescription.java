// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.catalog;

import org.jspecify.annotations.Nullable;

/**
 * What the catalog says of a model. Immutable, thread-safe.
 *
 * @param handle its name
 * @param type the algorithm
 * @param task the task's SQL name
 * @param owner the user who made it
 * @param buildTimestamp seconds since 1970-01-01 UTC
 * @param targetColumn what it predicts
 * @param trainTable table, view or query
 * @param columnNames feature columns, a JSON array
 * @param explanation importance of the features, a JSON object
 * @param notes text for people
 * @param metadata a JSON object
 */
public record ModelDescription(
    String handle,
    @Nullable String type,
    @Nullable String task,
    @Nullable String owner,
    long buildTimestamp,
    @Nullable String targetColumn,
    @Nullable String trainTable,
    @Nullable String columnNames,
    @Nullable String explanation,
    @Nullable String notes,
    @Nullable String metadata) {}
