// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;
import org.inlayml.learning.prediction.Target;
import org.inlayml.learning.training.Trainer;
import org.inlayml.learning.training.Training;
import org.inlayml.learning.training.TrainingRequest;
import org.inlayml.learning.training.TrainingRequest.HoldOut;
import org.inlayml.procedures.reference.Doc;
import org.inlayml.procedures.reference.SqlRoutine;
import org.inlayml.procedures.relation.Relation;
import org.inlayml.procedures.relation.RelationData;
import org.inlayml.procedures.session.Job;
import org.inlayml.procedures.session.JsonOptions;
import org.inlayml.procedures.session.Limits;
import org.inlayml.procedures.session.Session;
import org.inlayml.store.ModelStore;
import org.inlayml.store.catalog.ModelCatalog;
import org.inlayml.store.codec.StoredModel;
import org.inlayml.store.registry.Audit;
import org.jspecify.annotations.Nullable;

/** {@code ML_TRAIN(table_name, target_column_name, options, model_handle)}. */
@SqlRoutine(
    name = "ML_TRAIN",
    kind = SqlRoutine.Kind.PROCEDURE,
    returns = "VARCHAR: the model's handle",
    doc =
        "Trains a model on the rows of a table, view or query and stores it. Without the option"
            + " algorithm the algorithms of the task are compared on a part of the rows held out,"
            + " and the best is fitted again on all rows. The model belongs to the caller's"
            + " transaction: others see it after commit, and a rollback leaves no trace. Rows whose"
            + " target is NULL are left out.",
    example =
        "CALL sys.ML_TRAIN('PUBLIC.IRIS', 'species',"
            + " '{\"algorithm\": \"logistic\", \"seed\": 7}', 'help_iris');",
    errors = {
      MlError.UNKNOWN_TASK,
      MlError.UNKNOWN_ALGORITHM,
      MlError.NO_ALGORITHM_LEFT,
      MlError.UNKNOWN_METRIC,
      MlError.CONFLICTING_OPTIONS,
      MlError.UNKNOWN_COLUMN,
      MlError.NO_ROWS,
      MlError.ONE_CLASS,
      MlError.TOO_MANY_CLASSES,
      MlError.TARGET_NOT_NUMERIC,
      MlError.UNSUPPORTED_TYPE,
      MlError.NO_FEATURES,
      MlError.NOT_SUPPORTED,
      MlError.CANNOT_GO_ON,
      MlError.INVALID_VALUE,
      MlError.NOT_ENOUGH_MEMORY,
      MlError.NATIVE_TRAINING_FAILED,
      MlError.CANCELLED,
      MlError.DEADLINE_PASSED,
      MlError.HANDLE_EXISTS,
      MlError.HANDLE_INVALID,
      MlError.PROJECT_DIFFERS,
      MlError.NOT_PERMITTED
    })
public final class MlTrain {
  static final List<Option<?>> OPTIONS = TrainingOptions.ALL;

  /** The shares of the work after which the rows are read, and the model is trained. */
  private static final double READ = 0.1;

  private static final double TRAINED = 0.95;
  private static final double DESCRIBED = 0.97;

  private MlTrain() {}

  public static String call(
      Connection connection,
      @Doc("The rows to learn from: schema.table, a view, or a query.") @Nullable String tableName,
      @Doc(
              "The column to predict; NULL for a clustering, an anomaly detection without labels, or"
                  + " a decomposition, which leave it out of the features where it is given.")
          @Nullable String targetColumnName,
      @Doc("JSON object of options, or NULL.") @Nullable String options,
      @Doc("The new model's handle; NULL makes one up. On H2 a session variable is set to it.")
          @Nullable String modelHandle)
      throws SQLException {
    return Session.write(
        connection, session -> train(session, tableName, targetColumnName, options, modelHandle));
  }

  static String train(
      Session session,
      @Nullable String tableName,
      @Nullable String targetColumnName,
      @Nullable String optionsJson,
      @Nullable String modelHandle)
      throws SQLException {
    Options options = JsonOptions.parse("ML_TRAIN", OPTIONS, optionsJson);
    return Job.run(
        session,
        "ML_TRAIN",
        tableName,
        modelHandle,
        options,
        job -> train(session, tableName, targetColumnName, options, modelHandle, job));
  }

  private static String train(
      Session session,
      @Nullable String tableName,
      @Nullable String targetColumnName,
      Options options,
      @Nullable String modelHandle,
      Job job)
      throws SQLException {
    long start = System.nanoTime();
    String target =
        Task.of(options.get(TrainingOptions.TASK)).isSupervised()
            ? Arguments.required("target_column_name", "ML_TRAIN", targetColumnName)
            : targetColumnName;
    Optional<PreviousModel> previous = PreviousModel.find(session, options, target);
    Optional<NewVersion> version = NewVersion.of(session, options, target, modelHandle);
    HoldOut holdOut = version.map(NewVersion::holdOut).orElse(HoldOut.FOR_COMPARING);
    // refuse wrong options before any row is read
    TrainingOptions.request(options, target, List.of(), previous, holdOut);
    Relation relation = Relation.of(session, tableName);
    boolean replace = options.get(TrainingOptions.REPLACE);
    Handles.check(session, modelHandle, replace);
    RelationData data =
        RelationData.read(session, relation, Limits.memory(options), job.stage("reading", 0, READ));
    if (target != null) {
      refuseUnusable(data, target);
    }
    List<String> key = data.primaryKey().size() == 1 ? data.primaryKey() : List.of();
    TrainingRequest request = TrainingOptions.request(options, target, key, previous, holdOut);
    Training training = Trainer.train(data.table(), request, job.stage("training", READ, TRAINED));
    Checkpoint storing = job.stage("storing", TRAINED, 1);
    byte[] bytes =
        ModelStore.shared().write(new StoredModel(training.predictor(), training.goldenRows()));
    Recipe recipe =
        Recipe.of(
            session,
            relation,
            data,
            options,
            training,
            job.stage("describing", TRAINED, DESCRIBED));
    storing.reached(0.5);
    ModelStore.shared().lock(session.connection());
    String handle =
        version.isPresent()
            ? version.get().begin(training)
            : modelHandle == null ? Handles.free(session, relation) : modelHandle;
    Handles.replace(session, handle, replace);
    UUID uuid =
        ModelStore.shared()
            .save(
                session.connection(),
                Metadata.describe(
                    session,
                    relation,
                    data,
                    options,
                    training,
                    recipe.drift(),
                    column(training, target),
                    handle,
                    bytes,
                    start),
                bytes);
    long model = new ModelCatalog(session.connection()).get(handle).id();
    long snapshot = recipe.store(session, model, version.map(NewVersion::projectId));
    if (version.isPresent()) {
      version.get().finish(training, model, uuid, snapshot, bytes.length);
    } else {
      new Audit(session.connection(), session.dialect().user(session.connection()))
          .record(
              "ML_TRAIN",
              handle,
              OptionalInt.empty(),
              Map.of(
                  "relation", relation.text(),
                  "algorithm", training.card().algorithm(),
                  "replace", replace));
    }
    session.assign("ML_TRAIN", 3, handle);
    storing.reached(1);
    return handle;
  }

  /** The target's name as the table has it; null where there is none. */
  private static @Nullable String column(Training training, @Nullable String target) {
    Target predicted = training.predictor().target();
    return predicted.task().isSupervised() ? predicted.name() : target;
  }

  private static void refuseUnusable(RelationData data, String target) {
    for (Map.Entry<String, String> column : data.unusable().entrySet()) {
      if (column.getKey().equalsIgnoreCase(target) && data.table().find(target).isEmpty()) {
        throw MlError.UNSUPPORTED_TYPE.with(column.getKey(), column.getValue(), "target");
      }
    }
  }
}
