// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.inlayml.learning.feature.Feature;
import org.inlayml.learning.json.Json;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.option.Options;
import org.inlayml.learning.prediction.Target;
import org.inlayml.learning.statistics.RowDrift;
import org.inlayml.learning.statistics.RowDrift.Spread;
import org.inlayml.learning.statistics.TableStatistics;
import org.inlayml.learning.table.Column;
import org.inlayml.learning.table.TableDigest;
import org.inlayml.learning.training.Training;
import org.inlayml.procedures.relation.Relation;
import org.inlayml.procedures.relation.RelationData;
import org.inlayml.procedures.session.Session;
import org.inlayml.store.codec.TableCodec;
import org.inlayml.store.codec.TableCodec.StoredRows;
import org.inlayml.store.registry.Snapshot;
import org.inlayml.store.registry.Snapshots;

/**
 * What a model was trained on, and how: enough to train it again and to tell what has changed
 * since.
 *
 * @param rows the rows themselves, where they are to be stored
 * @param drift how far out the rows are for a model trained on them; empty where none was
 */
record Recipe(Snapshot snapshot, byte[] rows, Optional<Spread> drift) {
  /** The task of rows that nothing was trained on yet. */
  private static final String NO_TASK = "none";

  /**
   * Rows as they are now, to be stored.
   *
   * @param options as they were given, a JSON object
   */
  static Recipe ofRows(
      Session session,
      Relation relation,
      RelationData data,
      Optional<String> target,
      String options)
      throws SQLException {
    return new Recipe(
        new Snapshot(
            OptionalLong.empty(),
            relation.source(),
            target,
            NO_TASK,
            columnTypes(data),
            data.table().rows(),
            TableDigest.of(data.table()),
            options,
            Optional.empty(),
            Optional.empty(),
            true,
            Version.CURRENT,
            engine(session)),
        bytes(data),
        Optional.empty());
  }

  private static byte[] bytes(RelationData data) {
    return TableCodec.write(new StoredRows(data.table(), data.primaryKey()));
  }

  private static String columnTypes(RelationData data) {
    Map<String, String> types = new LinkedHashMap<>();
    for (Column column : data.table().columns()) {
      types.put(column.name(), column.type().name());
    }
    return Json.write(types);
  }

  static Recipe of(
      Session session,
      Relation relation,
      RelationData data,
      Options options,
      Training training,
      Checkpoint checkpoint)
      throws SQLException {
    Target target = training.predictor().target();
    TableStatistics statistics = TableStatistics.of(training.predictor(), data.table(), checkpoint);
    List<Feature> features = training.predictor().pipeline().features();
    boolean materialized = options.get(TrainingOptions.MATERIALIZE_SNAPSHOT);
    return new Recipe(
        new Snapshot(
            OptionalLong.empty(),
            relation.source(),
            target.task().isSupervised() ? Optional.of(target.name()) : Optional.empty(),
            target.task().sqlName(),
            columnTypes(data),
            data.table().rows(),
            TableDigest.of(data.table()),
            Json.write(options.inForce()),
            training.unseen().map(unseen -> unseen.rule().json()),
            Optional.of(statistics.toJson()),
            materialized,
            Version.CURRENT,
            engine(session)),
        materialized ? bytes(data) : new byte[0],
        Optional.of(RowDrift.of(features, statistics).spread(features, data.table())));
  }

  static String engine(Session session) throws SQLException {
    DatabaseMetaData database = session.connection().getMetaData();
    return database.getDatabaseProductName()
        + " "
        + database.getDatabaseProductVersion()
        + ", Java "
        + Runtime.version();
  }

  /**
   * Stores it for a model.
   *
   * @return the snapshot's number
   */
  long store(Session session, long model, Optional<Long> project) throws SQLException {
    long number = store(session, project);
    new Snapshots(session.connection()).link(model, number);
    return number;
  }

  /**
   * Stores it.
   *
   * @return the snapshot's number
   */
  long store(Session session, Optional<Long> project) throws SQLException {
    Snapshots snapshots = new Snapshots(session.connection());
    long number =
        snapshots.insert(snapshot.of(project), session.dialect().user(session.connection()));
    if (rows.length > 0) {
      snapshots.store(number, rows);
    }
    return number;
  }
}
