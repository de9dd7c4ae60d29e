// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.dialect;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
 * @param places by name of the column
 */
record HsqldbRowLayout(
    long schemaChange, Table definition, List<String> columns, Map<String, Place> places) {
  /** Position and type of a column. */
  record Place(int position, Type type) {}

  HsqldbRowLayout {
    columns = List.copyOf(columns);
    places = Map.copyOf(places);
  }

  /** Reads the layout of the table that has the trigger; HSQLDB tells triggers no schema. */
  static HsqldbRowLayout of(Session session, String trigger, String tableName) {
    SchemaManager schemas = session.database.schemaManager;
    long schemaChange = schemas.getSchemaChangeTimestamp();
    for (String schema : schemas.getSchemaNamesArray()) {
      Optional<Table> table = Optional.ofNullable(schemas.findUserTable(tableName, schema));
      if (table.isPresent() && hasTrigger(table.get(), trigger)) {
        Map<String, Place> places = places(table.get());
        return new HsqldbRowLayout(schemaChange, table.get(), List.copyOf(places.keySet()), places);
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

  private static Map<String, Place> places(Table table) {
    Map<String, Place> places = new LinkedHashMap<>();
    for (int i = 0; i < table.getColumnCount(); i++) {
      places.put(
          table.getColumn(i).getNameString(), new Place(i, table.getColumn(i).getDataType()));
    }
    return places;
  }

  boolean isCurrent(Session session) {
    return schemaChange == session.database.schemaManager.getSchemaChangeTimestamp();
  }

  /** Fills the generated columns of a row, which HSQLDB itself does only after the triggers. */
  void generate(Session session, @Nullable Object[] row) {
    definition.setGeneratedColumns(session, row);
  }

  Place place(String column) {
    Place place = places.get(column);
    if (place == null) {
      throw unknown(column);
    }
    return place;
  }

  private MlException unknown(String column) {
    return MlError.UNKNOWN_COLUMN.with(
        column,
        definition.getSchemaName().name + "." + definition.getName().name,
        Suggestion.nearest(column, columns),
        String.join(", ", columns));
  }
}
