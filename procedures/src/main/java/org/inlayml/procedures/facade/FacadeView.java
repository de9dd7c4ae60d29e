// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.facade;

import java.util.List;

/**
 * A view in the schema of a facade, over Inlay's own tables alone. Immutable, thread-safe.
 *
 * @param summary its COMMENT
 * @param query one that both engines take; names every table with the schema ML, by which our views
 *     are told from the application's
 */
public record FacadeView(String schema, String name, String summary, String query) {
  /** Every view, sorted by name. */
  public static final List<FacadeView> ALL = List.of();

  /** With its schema. */
  public String qualifiedName() {
    return schema + "." + name;
  }
}
