// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.dialect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hsqldb.SchemaManager;
import org.hsqldb.Session;
import org.hsqldb.Table;
import org.hsqldb.types.Type;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.MlException;
import org.inlayml.learning.error.Suggestion;
import org.jspecify.annotations.Nullable;

/**
 * Where the columns of a trigger's table are in a row, valid until the schema changes. Immutable,
 * thread-safe.
 *
 * @param schemaChange when the schema had last changed
 * @param definition the table
 * @param columns their names, in order
 * @param types of the columns
 * @param key positions of the primary key's columns, in order
 */
record HsqldbRowLayout(
    long schemaChange,
    Table definition,
    List<String> columns,
    List<Type> types,
    List<Integer> key) {
  HsqldbRowLayout {
    columns = List.copyOf(columns);
    types = List.copyOf(types);
    key = List.copyOf(key);
  }

  /** Reads the layout of the table that has the trigger; HSQLDB tells triggers no schema. */
  static HsqldbRowLayout of(Session session, String trigger, String tableName) {
    SchemaManager schemas = session.database.schemaManager;
    long schemaChange = schemas.getSchemaChangeTimestamp();
    for (String schema : schemas.getSchemaNamesArray()) {
      Optional<Table> table = Optional.ofNullable(schemas.findUserTable(tableName, schema));
      if (table.isPresent() && hasTrigger(table.get(), trigger)) {
        return of(schemaChange, table.get());
      }
    }
    throw new IllegalStateException("no table has the trigger " + trigger);
  }

  private static boolean hasTrigger(Table table, String trigger) {
    for (org.hsqldb.TriggerDef candidate : table.getTriggers()) {
      if (candidate.getName().name.equals(trigger)) {
        return true;
      }
    }
    return false;
  }

  private static HsqldbRowLayout of(long schemaChange, Table table) {
    List<String> columns = new ArrayList<>();
    List<Type> types = new ArrayList<>();
    for (int i = 0; i < table.getColumnCount(); i++) {
      columns.add(table.getColumn(i).getNameString());
      types.add(table.getColumn(i).getDataType());
    }
    List<Integer> key =
        table.hasPrimaryKey() ? Arrays.stream(table.getPrimaryKey()).boxed().toList() : List.of();
    return new HsqldbRowLayout(schemaChange, table, columns, types, key);
  }

  boolean isCurrent(Session session) {
    return schemaChange == session.database.schemaManager.getSchemaChangeTimestamp();
  }

  /** Fills the generated columns of a row, which HSQLDB itself does only after the triggers. */
  void generate(Session session, @Nullable Object[] row) {
    definition.setGeneratedColumns(session, row);
  }

  Type type(int position) {
    return types.get(position);
  }

  int position(String column) {
    int position = columns.indexOf(column);
    if (position < 0) {
      throw unknown(column);
    }
    return position;
  }

  private MlException unknown(String column) {
    return MlError.UNKNOWN_COLUMN.with(
        column,
        definition.getSchemaName().name + "." + definition.getName().name,
        Suggestion.nearest(column, columns),
        String.join(", ", columns));
  }
}
