// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.inlayml.learning.error.MlError;
import org.inlayml.procedures.facade.Dataset;
import org.inlayml.procedures.reference.Doc;
import org.inlayml.procedures.reference.RoutineSpec.Column;
import org.inlayml.procedures.reference.SqlRoutine;
import org.inlayml.procedures.session.Session;
import org.inlayml.store.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/** {@code PGML.LOAD_DATASET(source, subset, limit)}. */
@SqlRoutine(
    schema = "PGML",
    name = "LOAD_DATASET",
    kind = SqlRoutine.Kind.PROCEDURE,
    returns = "one row",
    doc =
        "Makes a table PGML.<source> of the file <source>.csv, whose first line names the columns."
            + " The file is in the folder that the administrator named by the system property"
            + " inlay.dataset.folder of the JVM; Inlay ships no data sets and fetches none. Columns"
            + " are INTEGER, BIGINT, DOUBLE PRECISION or VARCHAR, as their values are; an empty"
            + " field is NULL.",
    example = "CALL pgml.LOAD_DATASET('iris', NULL, 100);",
    errors = {
      MlError.NO_DATASETS,
      MlError.DATASET_NOT_FOUND,
      MlError.INVALID_DATASET,
      MlError.TABLE_EXISTS,
      MlError.NOT_IN_FACADE
    },
    definesTables = true)
public final class PgmlLoadDataset {
  static final List<Column> COLUMNS =
      List.of(
          new Column("TABLE_NAME", String.class, "The new table, with its schema."),
          new Column("ROWS", Long.class, "How many rows it has."));

  private static final String NAME = "PGML.LOAD_DATASET";

  private PgmlLoadDataset() {}

  public static ResultSet call(
      Connection connection, @Doc("The name of the data set.") @Nullable String source)
      throws SQLException {
    return call(connection, source, null, null);
  }

  public static ResultSet call(
      Connection connection,
      @Doc("The name of the data set.") @Nullable String source,
      @Doc("Of no use here: NULL.") @Nullable String subset)
      throws SQLException {
    return call(connection, source, subset, null);
  }

  public static ResultSet call(
      Connection connection,
      @Doc("The name of the data set: letters, digits and underscores.") @Nullable String source,
      @Doc("Of no use here: NULL.") @Nullable String subset,
      @Doc("How many rows at most; NULL for all.") @Nullable Long limit)
      throws SQLException {
    return Session.writtenRows(
        connection,
        COLUMNS,
        Arrays.asList(NAME, source, subset, limit),
        session -> List.of(load(session, source, subset, limit)));
  }

  private static List<@Nullable Object> load(
      Session session, @Nullable String source, @Nullable String subset, @Nullable Long limit)
      throws SQLException {
    String name = Arguments.required("source", NAME, source);
    if (subset != null) {
      throw MlError.NOT_IN_FACADE.with(NAME, "a subset", "Pass NULL, or name another file");
    }
    if (limit != null && limit < 0) {
      throw MlError.INVALID_ARGUMENT.with(
          "limit", NAME, limit.toString(), "a number of rows, or NULL");
    }
    Dataset dataset = Dataset.open(NAME, name);
    QualifiedName table = QualifiedName.of("PGML", name.toUpperCase(Locale.ROOT));
    long rows = dataset.load(session, table, limit == null ? Long.MAX_VALUE : limit);
    return Arrays.asList(table.text(), rows);
  }
}
