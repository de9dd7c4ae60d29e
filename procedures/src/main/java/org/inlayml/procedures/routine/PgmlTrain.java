// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.inlayml.learning.error.MlError;
import org.inlayml.procedures.facade.PgmlTraining;
import org.inlayml.procedures.facade.PgmlTraining.Known;
import org.inlayml.procedures.facade.TrainingCall;
import org.inlayml.procedures.reference.Doc;
import org.inlayml.procedures.reference.RoutineSpec.Column;
import org.inlayml.procedures.reference.SqlRoutine;
import org.inlayml.procedures.session.Session;
import org.inlayml.store.registry.Project;
import org.inlayml.store.registry.Registry;
import org.inlayml.store.registry.Snapshots;
import org.inlayml.store.registry.VersionName;
import org.inlayml.store.registry.Versions;
import org.jspecify.annotations.Nullable;

/** {@code PGML.TRAIN(project_name, task, relation_name, y_column_name, algorithm, ...)}. */
@SqlRoutine(
    schema = "PGML",
    name = "TRAIN",
    kind = SqlRoutine.Kind.PROCEDURE,
    returns = "one row",
    doc =
        "Trains the next version of a project and makes it live where it is at least as good as the"
            + " live one on the same rows held out, as ML_TRAIN with the option project. The first"
            + " call of a project says task, relation and target; later ones may leave them NULL,"
            + " and train on the same relation again. Without an algorithm it is linear: logistic"
            + " for a classification, kmeans for a clustering, pca for a decomposition. A search"
            + " and preprocess are not there. On H2 it is also a table function.",
    example =
        "CALL pgml.TRAIN('Diabetes Progression', 'regression', 'PUBLIC.DIABETES', 'progression');",
    errors = {
      MlError.ARGUMENT_MISSING,
      MlError.NOT_IN_FACADE,
      MlError.PROJECT_DIFFERS,
      MlError.UNKNOWN_TASK,
      MlError.UNKNOWN_ALGORITHM,
      MlError.INVALID_JSON
    })
public final class PgmlTrain {
  static final List<Column> COLUMNS =
      List.of(
          new Column("PROJECT", String.class, "The project."),
          new Column("TASK", String.class, "Its task."),
          new Column("ALGORITHM", String.class, "What the new version was trained with."),
          new Column("DEPLOYED", Boolean.class, "Whether the new version is live."));

  private static final String NAME = "PGML.TRAIN";

  private PgmlTrain() {}

  public static ResultSet call(Connection connection, @Nullable String projectName)
      throws SQLException {
    return call(connection, projectName, null, null, null, null, null);
  }

  public static ResultSet call(
      Connection connection, @Nullable String projectName, @Nullable String task)
      throws SQLException {
    return call(connection, projectName, task, null, null, null, null);
  }

  public static ResultSet call(
      Connection connection,
      @Nullable String projectName,
      @Nullable String task,
      @Nullable String relationName)
      throws SQLException {
    return call(connection, projectName, task, relationName, null, null, null);
  }

  public static ResultSet call(
      Connection connection,
      @Nullable String projectName,
      @Nullable String task,
      @Nullable String relationName,
      @Nullable String yColumnName)
      throws SQLException {
    return call(connection, projectName, task, relationName, yColumnName, null, null);
  }

  public static ResultSet call(
      Connection connection,
      @Nullable String projectName,
      @Nullable String task,
      @Nullable String relationName,
      @Nullable String yColumnName,
      @Nullable String algorithm)
      throws SQLException {
    return call(connection, projectName, task, relationName, yColumnName, algorithm, null);
  }

  public static ResultSet call(
      Connection connection,
      @Nullable String projectName,
      @Nullable String task,
      @Nullable String relationName,
      @Nullable String yColumnName,
      @Nullable String algorithm,
      @Nullable String hyperparams)
      throws SQLException {
    return call(
        connection,
        projectName,
        task,
        relationName,
        yColumnName,
        algorithm,
        hyperparams,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  public static ResultSet call(
      Connection connection,
      @Doc("The project; made where it does not exist.") @Nullable String projectName,
      @Doc("regression, classification, clustering or decomposition.") @Nullable String task,
      @Doc("The rows to learn from: schema.table, a view, or a query.")
          @Nullable String relationName,
      @Doc("The column to predict; NULL for a clustering or decomposition.")
          @Nullable String yColumnName,
      @Doc("The algorithm; NULL is linear.") @Nullable String algorithm,
      @Doc("JSON object of the algorithm's options, or NULL.") @Nullable String hyperparams,
      @Doc("NULL.") @Nullable String search,
      @Doc("NULL, or {}.") @Nullable String searchParams,
      @Doc("NULL, or {}.") @Nullable String searchArgs,
      @Doc("The share of rows held out to score on; NULL is 0.25.") @Nullable Double testSize,
      @Doc(
              "NULL, random or stratified, which are the same here: rows are chosen by what they hold.")
          @Nullable String testSampling,
      @Doc("NULL, python or rust, which are the same here: all runs in Java.")
          @Nullable String runtime,
      @Doc("Whether a version that is good enough goes live; NULL is true.")
          @Nullable Boolean automaticDeploy,
      @Doc("Whether the rows are stored; NULL is false.") @Nullable Boolean materializeSnapshot,
      @Doc("NULL, or {}.") @Nullable String preprocess)
      throws SQLException {
    return Session.writtenRows(
        connection,
        COLUMNS,
        Arrays.asList(
            NAME,
            projectName,
            task,
            relationName,
            yColumnName,
            algorithm,
            hyperparams,
            testSize,
            automaticDeploy,
            materializeSnapshot),
        session -> {
          PgmlTraining.refuse(search, searchParams, searchArgs, testSampling, runtime, preprocess);
          String project = Arguments.required("project_name", NAME, projectName);
          PgmlTraining training =
              new PgmlTraining(project, task, relationName, yColumnName, known(session, project));
          TrainingCall call =
              training.call(algorithm, hyperparams, testSize, automaticDeploy, materializeSnapshot);
          return List.of(row(session, FacadeModels.train(session, call)));
        });
  }

  private static Optional<Known> known(Session session, String name) throws SQLException {
    Optional<Project> project = new Registry(session.connection()).find(name);
    if (project.isEmpty()) {
      return Optional.empty();
    }
    Snapshots snapshots = new Snapshots(session.connection());
    OptionalLong last = snapshots.lastOf(project.get().id());
    return last.isEmpty()
        ? Optional.empty()
        : snapshots
            .find(last.getAsLong())
            .map(s -> new Known(project.get().task(), s.relation(), project.get().target()));
  }

  private static List<@Nullable Object> row(Session session, String handle) throws SQLException {
    VersionName name = VersionName.of(handle).orElseThrow();
    Project project = new Registry(session.connection()).get(name.project());
    return Arrays.asList(
        project.name(),
        project.task(),
        new Versions(session.connection()).get(project, name.version()).algorithm(),
        project.liveVersion().equals(OptionalInt.of(name.version())));
  }
}
