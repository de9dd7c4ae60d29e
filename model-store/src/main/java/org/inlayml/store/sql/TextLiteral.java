// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.sql;

/**
 * A text within a statement, for DDL, where nothing can be bound; everywhere else bind it.
 * Immutable, thread-safe.
 */
public record TextLiteral(String text) implements SqlPart {
  @Override
  public String sql() {
    return "'" + text.replace("'", "''") + "'";
  }
}
