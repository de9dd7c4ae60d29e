// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;
import org.inlayml.procedures.reference.Doc;
import org.inlayml.procedures.reference.SqlRoutine;
import org.inlayml.procedures.session.Job;
import org.inlayml.procedures.session.JsonOptions;
import org.inlayml.procedures.session.Limits;
import org.inlayml.procedures.session.Session;
import org.jspecify.annotations.Nullable;

/** {@code ML_REPRODUCE(model, options)}. */
@SqlRoutine(
    name = "ML_REPRODUCE",
    kind = SqlRoutine.Kind.FUNCTION,
    returns =
        "VARCHAR: a JSON object of equal, whether the same bytes came out; rows, where they were"
            + " read from (relation, snapshot, or none); and changes, the inputs that are no longer"
            + " the same, each with input, recorded and present",
    doc =
        "Trains a model again by its recipe (relation, target, options in force, seed, rows held"
            + " out), stores nothing, and says whether the same model comes out, or which input has"
            + " changed: recipe, relation, columns, row_count, data, warm_start, inlay_version,"
            + " engine, algorithm. Where the relation has changed and the option"
            + " materialize_snapshot of ML_TRAIN has stored the rows, those are taken.",
    example = "SELECT sys.ML_REPRODUCE('iris_model', NULL) FROM (VALUES(0));",
    errors = {
      MlError.MODEL_NOT_FOUND,
      MlError.PROJECT_NOT_LIVE,
      MlError.CORRUPT_MODEL,
      MlError.NOT_ENOUGH_MEMORY,
      MlError.CANCELLED,
      MlError.DEADLINE_PASSED
    })
public final class MlReproduce {
  static final List<Option<?>> OPTIONS = List.of(Limits.MAX_SECONDS, Limits.MAX_MEMORY_MB);

  private MlReproduce() {}

  public static String call(
      Connection connection,
      @Doc("The model's handle, project:version, or a project.") @Nullable String model,
      @Doc("JSON object of options, or NULL.") @Nullable String options)
      throws SQLException {
    return Session.read(connection, session -> reproduce(session, model, options));
  }

  private static String reproduce(
      Session session, @Nullable String model, @Nullable String optionsJson) throws SQLException {
    Options options = JsonOptions.parse("ML_REPRODUCE", OPTIONS, optionsJson);
    String name = Arguments.required("model", "ML_REPRODUCE", model);
    return Job.run(
        session,
        "ML_REPRODUCE",
        null,
        name,
        options,
        job -> new Reproduction(session, Limits.memory(options), job).of(name));
  }
}
