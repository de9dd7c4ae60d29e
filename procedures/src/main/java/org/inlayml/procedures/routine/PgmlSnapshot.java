// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.json.Json;
import org.inlayml.learning.option.Options;
import org.inlayml.procedures.facade.PgmlTraining;
import org.inlayml.procedures.reference.Doc;
import org.inlayml.procedures.reference.RoutineSpec.Column;
import org.inlayml.procedures.reference.SqlRoutine;
import org.inlayml.procedures.relation.Relation;
import org.inlayml.procedures.relation.RelationData;
import org.inlayml.procedures.session.Job;
import org.inlayml.procedures.session.JsonOptions;
import org.inlayml.procedures.session.Limits;
import org.inlayml.procedures.session.Session;
import org.inlayml.store.registry.Audit;
import org.jspecify.annotations.Nullable;

/** {@code PGML.SNAPSHOT(relation_name, y_column_name, test_size, test_sampling, preprocess)}. */
@SqlRoutine(
    schema = "PGML",
    name = "SNAPSHOT",
    kind = SqlRoutine.Kind.PROCEDURE,
    returns = "one row",
    doc =
        "Stores the rows of a relation as they are now, with their number and their SHA-256, in"
            + " ML.SNAPSHOT and ML.SNAPSHOT_CHUNK. No model is trained; what one is trained on is"
            + " kept by materialize_snapshot of PGML.TRAIN. Belongs to the caller's transaction. Who"
            + " deletes the row of ML.SNAPSHOT deletes the rows with it. On H2 it is also a table"
            + " function.",
    example = "CALL pgml.SNAPSHOT('PUBLIC.DIABETES', 'progression');",
    errors = {
      MlError.RELATION_MISSING,
      MlError.TABLE_NOT_FOUND,
      MlError.UNKNOWN_COLUMN,
      MlError.NOT_ENOUGH_MEMORY,
      MlError.INVALID_ARGUMENT,
      MlError.INVALID_JSON,
      MlError.NOT_IN_FACADE
    })
public final class PgmlSnapshot {
  static final List<Column> COLUMNS =
      List.of(
          new Column("RELATION", String.class, "What was read."),
          new Column("Y_COLUMN_NAME", String.class, "The column to predict, or NULL."));

  private static final String NAME = "PGML.SNAPSHOT";

  private PgmlSnapshot() {}

  public static ResultSet call(
      Connection connection, @Nullable String relationName, @Nullable String yColumnName)
      throws SQLException {
    return call(connection, relationName, yColumnName, null, null, null);
  }

  public static ResultSet call(
      Connection connection,
      @Doc("The rows: schema.table, a view, or a query.") @Nullable String relationName,
      @Doc("The column to predict; NULL for a clustering or decomposition.")
          @Nullable String yColumnName,
      @Doc("The share of rows held out to score on, which is recorded; NULL is 0.25.")
          @Nullable Double testSize,
      @Doc("NULL, random or stratified, which are the same here.") @Nullable String testSampling,
      @Doc("NULL, or {}.") @Nullable String preprocess)
      throws SQLException {
    return Session.writtenRows(
        connection,
        COLUMNS,
        Arrays.asList(NAME, relationName, yColumnName, testSize),
        session -> {
          PgmlTraining.refuse(NAME, testSampling, preprocess);
          double size = testSize == null ? PgmlTraining.TEST_SIZE : testSize;
          if (!(size >= 0 && size < 1)) {
            throw MlError.INVALID_ARGUMENT.with(
                "test_size", NAME, String.valueOf(size), "a number from 0 to less than 1");
          }
          return List.of(store(session, relationName, yColumnName, size));
        });
  }

  private static List<@Nullable Object> store(
      Session session, @Nullable String relationName, @Nullable String target, double testSize)
      throws SQLException {
    Options none = JsonOptions.parse(NAME, List.of(Limits.MAX_SECONDS, Limits.MAX_MEMORY_MB), null);
    return Job.run(
        session,
        NAME,
        relationName,
        null,
        none,
        job -> {
          Relation relation = Relation.of(session, relationName);
          RelationData data =
              RelationData.read(session, relation, Limits.memory(none), job.stage("reading", 0, 1));
          @Nullable String column = target == null ? null : data.table().column(target).name();
          Recipe recipe =
              Recipe.ofRows(
                  session,
                  relation,
                  data,
                  Optional.ofNullable(column),
                  Json.write(Map.of("test_size", testSize)));
          long number = recipe.store(session, Optional.empty());
          Map<String, @Nullable Object> detail = new LinkedHashMap<>();
          detail.put("snapshot", number);
          detail.put("rows", recipe.snapshot().rows());
          new Audit(session.connection(), session.dialect().user(session.connection()))
              .record(NAME, relation.text(), OptionalInt.empty(), detail);
          return Arrays.asList(relation.source(), column);
        });
  }
}
