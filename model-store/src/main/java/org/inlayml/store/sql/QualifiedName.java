// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.sql;

import java.util.List;
import org.inlayml.learning.error.MlError;

/** The name of a table or view with its schema. Immutable, thread-safe. */
public record QualifiedName(Identifier schema, Identifier name) implements SqlPart {
  /** Takes both names exactly as given. Errors: {@link MlError#INVALID_NAME}. */
  public static QualifiedName of(String schema, String name) {
    return new QualifiedName(new Identifier(schema), new Identifier(name));
  }

  /**
   * Reads {@code schema.table} as users write it, each part as {@link Identifier#parse} does.
   *
   * <p>Errors: {@link MlError#INVALID_NAME}, also where there is no schema.
   */
  public static QualifiedName parse(String text) {
    List<Identifier> parts = NameParser.parse(text);
    if (parts.size() == 1) {
      throw MlError.INVALID_NAME.with(text, "it names no schema");
    }
    return new QualifiedName(parts.get(0), parts.get(1));
  }

  /** As {@link #parse(String)}, but a name without a schema is in {@code schemaIfNone}. */
  public static QualifiedName parse(String text, Identifier schemaIfNone) {
    List<Identifier> parts = NameParser.parse(text);
    return parts.size() == 1
        ? new QualifiedName(schemaIfNone, parts.get(0))
        : new QualifiedName(parts.get(0), parts.get(1));
  }

  @Override
  public String sql() {
    return schema.sql() + "." + name.sql();
  }

  /** For messages, without quotes: {@code PUBLIC.IRIS}. */
  public String text() {
    return schema.name() + "." + name.name();
  }
}
