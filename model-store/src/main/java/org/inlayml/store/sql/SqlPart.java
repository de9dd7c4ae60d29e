// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.sql;

/**
 * What may stand in a statement at {@code {}}: each kind writes itself so that it cannot break out
 * of its place.
 */
public sealed interface SqlPart
    permits Identifier,
        QualifiedName,
        Identifiers,
        Assignments,
        Conditions,
        TextLiteral,
        Placeholders,
        PlaceholderRows {
  /** As it is written in SQL, quoted. */
  String sql();
}
