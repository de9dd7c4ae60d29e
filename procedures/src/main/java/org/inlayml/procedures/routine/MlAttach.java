// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;
import org.inlayml.procedures.attachment.Attachment;
import org.inlayml.procedures.attachment.Attachment.OnError;
import org.inlayml.procedures.attachment.Attachment.ResultColumns;
import org.inlayml.procedures.attachment.Attachments;
import org.inlayml.procedures.reference.Doc;
import org.inlayml.procedures.reference.SqlRoutine;
import org.inlayml.procedures.relation.FeatureColumns;
import org.inlayml.procedures.relation.Relation;
import org.inlayml.procedures.session.JsonOptions;
import org.inlayml.procedures.session.Models;
import org.inlayml.procedures.session.Session;
import org.inlayml.procedures.value.SqlType;
import org.inlayml.store.LoadedModel;
import org.inlayml.store.sql.Identifier;
import org.inlayml.store.sql.QualifiedName;
import org.inlayml.store.sql.Sql;
import org.jspecify.annotations.Nullable;

/** {@code ML_ATTACH(table_name, model_handle, options)}. */
@SqlRoutine(
    name = "ML_ATTACH",
    kind = SqlRoutine.Kind.PROCEDURE,
    returns = "VARCHAR: the table, by its real name",
    doc =
        "Lets every row inserted into a table be scored by a model, in the inserting transaction."
            + " The columns to fill exist or are added. The model is looked up by its name for"
            + " each row, so that a model trained again under that handle, or another version"
            + " deployed in that project, is used from the next statement on. Needs the right to alter the table, on H2 an administrator.",
    example =
        "CALL sys.ML_ATTACH('PUBLIC.HELP_FLOWER', 'iris_model',"
            + " '{\"prediction\": \"species_predicted\", \"probability\": \"probability\"}');",
    errors = {
      MlError.ALREADY_ATTACHED,
      MlError.NOT_ADMINISTRATOR,
      MlError.COLUMNS_DIFFER,
      MlError.TABLE_NOT_FOUND,
      MlError.INVALID_ARGUMENT
    },
    definesTables = true)
public final class MlAttach {
  static final Option<String> PREDICTION =
      Option.text("prediction")
          .defaultsTo("prediction")
          .doc("The column that gets the prediction.");
  static final Option<String> PROBABILITY =
      Option.text("probability").doc("A column that gets the probability of the predicted class.");
  static final Option<String> MODEL_ID =
      Option.text("model_id").doc("A column that gets the model's immutable id, MODEL_UUID.");
  static final Option<String> SCORED_AT =
      Option.text("scored_at").doc("A column that gets the time of scoring.");
  static final Option<String> VERSION =
      Option.text("version")
          .doc("A column that gets the number of the version in its project, NULL without one.");
  static final Option<String> FINGERPRINT =
      Option.text("fingerprint")
          .doc(
              "A column that gets a hash of the features, 16 hexadecimal digits; equal features"
                  + " have equal ones.");
  static final Option<Boolean> ON_UPDATE =
      Option.flag("on_update")
          .defaultsTo(false)
          .doc("Whether an UPDATE that changes a feature scores the row again.");
  static final Option<String> ON_ERROR =
      Option.choice("on_error", "fail", "null", "quarantine")
          .defaultsTo("fail")
          .doc(
              "What happens to a row that cannot be scored: fail refuses it, null stores it"
                  + " without a prediction, quarantine also writes it to ML.QUARANTINE. H2 itself"
                  + " refuses a prediction that does not fit its column, whatever is given here.");
  static final Option<Boolean> LOG =
      Option.flag("log")
          .defaultsTo(false)
          .doc("Whether every prediction is also written to ML.PREDICTION_LOG.");
  static final List<Option<?>> OPTIONS =
      List.of(
          PREDICTION,
          PROBABILITY,
          MODEL_ID,
          SCORED_AT,
          VERSION,
          FINGERPRINT,
          ON_UPDATE,
          ON_ERROR,
          LOG);

  private MlAttach() {}

  public static String call(
      Connection connection,
      @Doc("The table whose rows are to be scored: schema.table.") @Nullable String tableName,
      @Doc("The model: a handle, a project, or project:version.") @Nullable String modelHandle,
      @Doc("JSON object of options, or NULL.") @Nullable String options)
      throws SQLException {
    return Session.write(connection, session -> attach(session, tableName, modelHandle, options));
  }

  private static String attach(
      Session session,
      @Nullable String tableName,
      @Nullable String modelHandle,
      @Nullable String optionsJson)
      throws SQLException {
    Options options = JsonOptions.parse("ML_ATTACH", OPTIONS, optionsJson);
    String handle = Arguments.required("model_handle", "ML_ATTACH", modelHandle);
    QualifiedName table =
        Relation.of(session, tableName)
            .name()
            .orElseThrow(
                () ->
                    MlError.INVALID_ARGUMENT.with(
                        "table_name", "ML_ATTACH", "a query", "the name of a table"));
    refuseView(session, table);
    session.dialect().requireTriggers(session.connection(), "ML_ATTACH on H2");
    LoadedModel model = Models.open(session.connection(), handle);
    if (model.predictor().target().task() == Task.DECOMPOSITION) {
      throw MlError.INVALID_ARGUMENT.with(
          "model", "ML_ATTACH", "a decomposition", "a model that gives one value a row");
    }
    Attachments attachments = new Attachments(session);
    Optional<Attachment> present = attachments.inForce(table);
    if (present.isPresent()) {
      throw MlError.ALREADY_ATTACHED.with(table.text(), present.get().model());
    }
    List<String> columns = Relation.of(table).columns(session);
    List<String> features =
        FeatureColumns.of(model.predictor().pipeline().features(), columns).all();
    Map<String, String> added = new LinkedHashMap<>();
    ResultColumns results =
        new ResultColumns(
            column(options.get(PREDICTION), SqlType.of(model.predictor().target()), columns, added),
            options.find(PROBABILITY).map(n -> column(n, "DOUBLE PRECISION", columns, added)),
            options.find(MODEL_ID).map(n -> column(n, "VARCHAR(36)", columns, added)),
            options.find(SCORED_AT).map(n -> column(n, "TIMESTAMP WITH TIME ZONE", columns, added)),
            options.find(VERSION).map(n -> column(n, "INTEGER", columns, added)),
            options.find(FINGERPRINT).map(n -> column(n, "VARCHAR(16)", columns, added)));
    refuseFeatures(results, features);
    Attachment attachment =
        new Attachment(
            0,
            table,
            handle,
            options.get(ON_UPDATE),
            OnError.valueOf(options.get(ON_ERROR).toUpperCase(Locale.ROOT)),
            options.get(LOG),
            results);
    List<String> columnsMade = new ArrayList<>();
    try {
      for (Map.Entry<String, String> column : added.entrySet()) {
        alter(session, table, "ADD COLUMN", column.getKey(), column.getValue());
        columnsMade.add(column.getKey());
      }
      attachments.add(attachment);
    } catch (SQLException | RuntimeException e) {
      undo(session, table, columnsMade, e);
      throw e;
    }
    return table.text();
  }

  private static void refuseView(Session session, QualifiedName table) throws SQLException {
    boolean view =
        new Sql(session.connection())
            .first(
                """
                SELECT TABLE_TYPE FROM INFORMATION_SCHEMA.TABLES
                WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?
                """,
                List.of(table.schema().name(), table.name().name()),
                row -> row.getString(1))
            .filter(type -> type.contains("VIEW"))
            .isPresent();
    if (view) {
      throw MlError.INVALID_ARGUMENT.with(
          "table_name", "ML_ATTACH", "a view", "the name of a table");
    }
  }

  private static void alter(
      Session session, QualifiedName table, String action, String column, String type)
      throws SQLException {
    session
        .dialect()
        .define(
            session.connection(),
            String.format(
                Locale.ROOT,
                "ALTER TABLE %s %s %s %s",
                table.sql(),
                action,
                new Identifier(column).sql(),
                type));
  }

  /** The columns were committed one by one. */
  private static void undo(
      Session session, QualifiedName table, List<String> columns, Exception failure) {
    for (String column : columns) {
      try {
        alter(session, table, "DROP COLUMN", column, "");
      } catch (SQLException e) {
        failure.addSuppressed(e);
      }
    }
  }

  /** The real name of a result column; one that does not exist is noted to be added. */
  private static String column(
      String written, String type, List<String> columns, Map<String, String> added) {
    String name = Identifier.parse(written).name();
    if (columns.contains(written)) {
      return written;
    } else if (!columns.contains(name)) {
      added.put(name, type);
    }
    return name;
  }

  private static void refuseFeatures(ResultColumns results, List<String> features) {
    List<String> names = results.names();
    for (String name : names) {
      if (features.contains(name) || names.indexOf(name) != names.lastIndexOf(name)) {
        throw MlError.INVALID_OPTION.with(
            "prediction, probability, model_id, scored_at, version, fingerprint",
            "'" + name + "'",
            "columns that are all different and no features of the model");
      }
    }
  }
}
