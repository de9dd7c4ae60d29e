// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.sql;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** Column names with commas between. Immutable, thread-safe. */
public record Identifiers(List<Identifier> names) implements SqlPart {
  public Identifiers {
    names = List.copyOf(names);
    if (names.isEmpty()) {
      throw new IllegalArgumentException("no names");
    }
  }

  /** Takes the names exactly as given. */
  public static Identifiers of(List<String> names) {
    return new Identifiers(names.stream().map(Identifier::new).toList());
  }

  @Override
  public String sql() {
    return names.stream().map(Identifier::sql).collect(joining(", "));
  }
}
