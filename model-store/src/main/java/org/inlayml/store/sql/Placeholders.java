// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.sql;

import static java.util.stream.Collectors.joining;

import java.util.stream.IntStream;

/** So many question marks with commas between. Immutable, thread-safe. */
public record Placeholders(int count) implements SqlPart {
  public Placeholders {
    if (count < 1) {
      throw new IllegalArgumentException(count + " placeholders");
    }
  }

  @Override
  public String sql() {
    return IntStream.range(0, count).mapToObj(i -> "?").collect(joining(", "));
  }
}
