// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.table;

import static java.util.stream.Collectors.joining;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.Suggestion;

/**
 * Columns of equal length. Immutable.
 *
 * @param name how messages call it, usually the relation as the user wrote it
 * @param rows the number of rows; given since a table may have no columns
 */
public record Table(String name, int rows, List<Column> columns) {
  public Table {
    columns = List.copyOf(columns);
    for (Column column : columns) {
      if (column.rows() != rows) {
        throw new IllegalArgumentException(
            column.name() + " has " + column.rows() + " rows, not " + rows);
      }
    }
  }

  /** Names in order. */
  public List<String> names() {
    return columns.stream().map(Column::name).toList();
  }

  /** The column of exactly that name, else the only one that differs in case alone. */
  public Optional<Column> find(String name) {
    Optional<Column> exact = columns.stream().filter(c -> c.name().equals(name)).findFirst();
    if (exact.isPresent()) {
      return exact;
    }
    List<Column> alike = columns.stream().filter(c -> c.name().equalsIgnoreCase(name)).toList();
    return alike.size() == 1 ? Optional.of(alike.get(0)) : Optional.empty();
  }

  /** As {@link #find}. Errors: {@link MlError#UNKNOWN_COLUMN}. */
  public Column column(String name) {
    return find(name)
        .orElseThrow(
            () ->
                MlError.UNKNOWN_COLUMN.with(
                    name,
                    this.name,
                    Suggestion.nearest(name, names()),
                    names().stream().collect(joining(", "))));
  }

  /** The columns whose exact names are not in {@code names}. */
  public Table without(Collection<String> names) {
    return new Table(name, rows, columns.stream().filter(c -> !names.contains(c.name())).toList());
  }

  /** The given rows in the given order. */
  public Table select(int[] selected) {
    return new Table(name, selected.length, columns.stream().map(c -> c.select(selected)).toList());
  }
}
