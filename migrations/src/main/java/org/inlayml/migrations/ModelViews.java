// SPDX-License-Identifier: Apache-2.0
package org.inlayml.migrations;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.inlayml.procedures.dialect.Dialect;
import org.inlayml.store.sql.Identifier;
import org.inlayml.store.sql.QualifiedName;
import org.inlayml.store.sql.Sql;

/**
 * The views {@code ML_SCHEMA_<user>.MODEL_CATALOG} and {@code MODEL_OBJECT_CATALOG} for the user
 * who installs: HeatWave's names and columns for the tables of the schema ML. Stateless,
 * thread-safe.
 */
public final class ModelViews {
  private static final String SCHEMA_PREFIX = "ML_SCHEMA_";

  private ModelViews() {}

  /** Creates the views of the connection's user, those that do not exist; commits. */
  public static void create(Connection connection) throws SQLException {
    Sql sql = new Sql(connection);
    Identifier schema = schema(Dialect.of(connection).user(connection));
    sql.execute("CREATE SCHEMA IF NOT EXISTS {}", List.of(schema));
    if (!exists(sql, schema, "MODEL_CATALOG")) {
      sql.execute(
          """
          CREATE VIEW {} AS SELECT MODEL_ID, MODEL_HANDLE, MODEL_TYPE, TASK, MODEL_OBJECT,
            MODEL_OWNER, BUILD_TIMESTAMP, TARGET_COLUMN_NAME, TRAIN_TABLE_NAME, COLUMN_NAMES,
            MODEL_EXPLANATION, LAST_ACCESSED, MODEL_OBJECT_SIZE, NOTES, MODEL_METADATA
          FROM ML.MODEL_CATALOG
          """,
          List.of(new QualifiedName(schema, new Identifier("MODEL_CATALOG"))));
    }
    if (!exists(sql, schema, "MODEL_OBJECT_CATALOG")) {
      sql.execute(
          """
          CREATE VIEW {} AS SELECT CHUNK_ID, MODEL_HANDLE, MODEL_OBJECT
          FROM ML.MODEL_OBJECT_CATALOG
          """,
          List.of(new QualifiedName(schema, new Identifier("MODEL_OBJECT_CATALOG"))));
    }
  }

  /** Whether an object of that name in that schema is one of the views of any user. */
  static boolean isOne(String schema, String name) {
    return schema.startsWith(SCHEMA_PREFIX)
        && (name.equals("MODEL_CATALOG") || name.equals("MODEL_OBJECT_CATALOG"));
  }

  /** Drops the views of all users, and their schemas where nothing else is in them. */
  static void drop(Connection connection) throws SQLException {
    Sql sql = new Sql(connection);
    List<QualifiedName> views =
        sql
            .query(
                """
                SELECT TABLE_SCHEMA, TABLE_NAME FROM INFORMATION_SCHEMA.VIEWS
                WHERE TABLE_SCHEMA LIKE 'ML\\_SCHEMA\\_%' ESCAPE '\\'
                """,
                List.of(), row -> QualifiedName.of(row.getString(1), row.getString(2)))
            .stream()
            .filter(view -> isOne(view.schema().name(), view.name().name()))
            .toList();
    for (QualifiedName view : views) {
      sql.execute("DROP VIEW {}", List.of(view));
    }
    for (Identifier schema : views.stream().map(QualifiedName::schema).distinct().toList()) {
      Schemas.dropIfEmpty(connection, schema);
    }
  }

  private static Identifier schema(String user) {
    return new Identifier(SCHEMA_PREFIX + user);
  }

  private static boolean exists(Sql sql, Identifier schema, String name) throws SQLException {
    return sql.first(
            """
            SELECT 1 FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?
            """,
            List.of(schema.name(), name),
            row -> true)
        .isPresent();
  }
}
