// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.sql;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** {@code "A" = ? AND "B" = ?}, as after WHERE. Immutable, thread-safe. */
public record Conditions(List<Identifier> columns) implements SqlPart {
  public Conditions {
    columns = List.copyOf(columns);
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("no columns");
    }
  }

  /** Takes the names exactly as given. */
  public static Conditions of(List<String> columns) {
    return new Conditions(columns.stream().map(Identifier::new).toList());
  }

  @Override
  public String sql() {
    return columns.stream().map(column -> column.sql() + " = ?").collect(joining(" AND "));
  }
}
