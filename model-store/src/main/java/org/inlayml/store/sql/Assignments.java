// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.sql;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** {@code "A" = ?, "B" = ?}, as after SET. Immutable, thread-safe. */
public record Assignments(List<Identifier> columns) implements SqlPart {
  public Assignments {
    columns = List.copyOf(columns);
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("no columns");
    }
  }

  /** Takes the names exactly as given. */
  public static Assignments of(List<String> columns) {
    return new Assignments(columns.stream().map(Identifier::new).toList());
  }

  @Override
  public String sql() {
    return columns.stream().map(column -> column.sql() + " = ?").collect(joining(", "));
  }
}
