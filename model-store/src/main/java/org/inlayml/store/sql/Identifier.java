// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.sql;

import java.util.List;
import org.inlayml.learning.error.MlError;

/**
 * The name of a column, table or schema, exactly as the database keeps it. Immutable, thread-safe.
 *
 * @param name not empty, without control characters
 */
public record Identifier(String name) implements SqlPart {
  /** Errors: {@link MlError#INVALID_NAME} where the name is empty or has control characters. */
  public Identifier {
    if (name.isEmpty()) {
      throw MlError.INVALID_NAME.with("''", "it is empty");
    }
    if (name.chars().anyMatch(Character::isISOControl)) {
      throw MlError.INVALID_NAME.with(quote(name), "it has a control character");
    }
  }

  /**
   * Reads a name as users write it: {@code "quoted"} or {@code `quoted`} as it is, bare in upper
   * case. Errors: {@link MlError#INVALID_NAME}.
   */
  public static Identifier parse(String text) {
    List<Identifier> parts = NameParser.parse(text);
    if (parts.size() != 1) {
      throw MlError.INVALID_NAME.with(text, "it has " + parts.size() + " parts instead of one");
    }
    return parts.get(0);
  }

  @Override
  public String sql() {
    return quote(name);
  }

  private static String quote(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
