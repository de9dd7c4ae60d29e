// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.prediction.Predictor;
import org.inlayml.learning.prediction.Target;
import org.inlayml.procedures.drift.RowDetails;
import org.inlayml.procedures.reference.Doc;
import org.inlayml.procedures.reference.SqlRoutine;
import org.inlayml.procedures.relation.ResultTable.Logging;
import org.inlayml.procedures.relation.ResultTable.ResultColumn;
import org.inlayml.procedures.relation.RowWork;
import org.inlayml.procedures.session.Limits;
import org.inlayml.procedures.session.Session;
import org.inlayml.procedures.session.Trial;
import org.inlayml.procedures.value.AnswerWriter;
import org.inlayml.procedures.value.Answers;
import org.inlayml.procedures.value.SqlType;
import org.inlayml.store.LoadedModel;
import org.jspecify.annotations.Nullable;

/** {@code ML_PREDICT_TABLE(table_name, model_handle, output_table_name, options)}. */
@SqlRoutine(
    name = "ML_PREDICT_TABLE",
    kind = SqlRoutine.Kind.PROCEDURE,
    returns = "BIGINT: how many rows were written",
    doc =
        "Predicts all rows of a table, view or query into a new table: the input's columns, then"
            + " PREDICTION, typed as the target, and ML_RESULTS, a JSON text; for an anomaly"
            + " detection ML_RESULTS alone, as in HeatWave, for a decomposition a column a component"
            + " in the place of PREDICTION. The input's primary"
            + " key is kept; without one the rows are numbered by _4AAD19CA6E_PK_ID. Where the"
            + " output exists and has these columns, it is filled; where it is the input itself,"
            + " its rows are updated by primary key, which is added where there is none.",
    example = "CALL sys.ML_PREDICT_TABLE('PUBLIC.IRIS', 'iris_model', 'PUBLIC.HELP_IRIS', NULL);",
    errors = {
      MlError.TABLE_EXISTS,
      MlError.DUPLICATE_COLUMN,
      MlError.COLUMNS_DIFFER,
      MlError.INVALID_VALUE,
      MlError.NO_STATISTICS,
      MlError.CANCELLED,
      MlError.DEADLINE_PASSED
    },
    definesTables = true)
public final class MlPredictTable {
  static final Option<Boolean> LOG =
      Option.flag("log")
          .defaultsTo(false)
          .doc(
              "Whether every prediction is also written to ML.PREDICTION_LOG, in the same"
                  + " transaction: as of the table or view that was read, or of the output where"
                  + " that was a query.");
  static final Option<List<String>> KEY =
      Option.texts("key")
          .doc(
              "Of the log: the columns whose values tell rows apart; without it the primary key,"
                  + " and of a query the number of the row.");
  static final List<Option<?>> OPTIONS =
      List.of(
          RowOptions.THRESHOLD,
          RowOptions.ADDITIONAL_DETAILS,
          RowOptions.AS_OF,
          Limits.MAX_SECONDS,
          RowOptions.THREADS,
          RowOptions.BATCH_SIZE,
          LOG,
          KEY);

  private static final int BLOCK_ROWS = 1024;

  private MlPredictTable() {}

  public static Long call(
      Connection connection,
      @Doc("The rows to predict: schema.table, a view, or a query.") @Nullable String tableName,
      @Doc("The model's handle.") @Nullable String modelHandle,
      @Doc("The table to write to: schema.table.") @Nullable String outputTableName,
      @Doc("JSON object of options, or NULL.") @Nullable String options)
      throws SQLException {
    return Session.write(
        connection, session -> predict(session, tableName, modelHandle, outputTableName, options));
  }

  private static long predict(
      Session session,
      @Nullable String tableName,
      @Nullable String modelHandle,
      @Nullable String outputTableName,
      @Nullable String optionsJson)
      throws SQLException {
    return TableWork.run(
        session,
        "ML_PREDICT_TABLE",
        "predicting",
        OPTIONS,
        tableName,
        modelHandle,
        outputTableName,
        optionsJson,
        MlPredictTable::predict);
  }

  private static long predict(TableWork work) throws SQLException {
    Predictor predictor = work.model().predictor();
    double threshold = RowOptions.threshold(work.options(), work.model());
    boolean isLogged = work.options().get(LOG);
    if (isLogged && predictor.target().task() == Task.DECOMPOSITION) {
      throw MlError.INVALID_OPTION.with("log", "true", "false for a decomposition");
    }
    @Nullable RowDetails details = details(work, work.model());
    Optional<Trial> trial = work.trial().filter(running -> isLogged || !running.isShadow());
    Optional<RowWork.Division> division = Optional.empty();
    if (trial.isPresent()) {
      LoadedModel b = trial.get().b();
      @Nullable RowDetails ofB = trial.get().isShadow() ? null : details(work, b);
      division =
          Optional.of(
              new RowWork.Division(
                  trial.get(), answering(b.predictor(), threshold, ofB, isLogged)));
    }
    return work.write(
        columns(predictor.target()),
        BLOCK_ROWS,
        answering(predictor, threshold, details, isLogged),
        division,
        isLogged
            ? Optional.of(new Logging(work.options().find(KEY).orElse(List.of())))
            : Optional.empty());
  }

  private static @Nullable RowDetails details(TableWork work, LoadedModel model)
      throws SQLException {
    return work.options().get(RowOptions.ADDITIONAL_DETAILS)
        ? RowDetails.of(work.session().connection(), model)
        : null;
  }

  private static List<ResultColumn> columns(Target target) {
    List<ResultColumn> columns = new ArrayList<>();
    switch (target.task()) {
      case CLASSIFICATION, REGRESSION, CLUSTERING ->
          columns.add(new ResultColumn("PREDICTION", SqlType.of(target)));
      case ANOMALY_DETECTION -> {}
      case DECOMPOSITION ->
          target
              .classes()
              .forEach(
                  component ->
                      columns.add(
                          new ResultColumn(
                              component.toUpperCase(Locale.ROOT), SqlType.of(target))));
    }
    columns.add(new ResultColumn("ML_RESULTS", SqlType.JSON_TEXT));
    return columns;
  }

  private static Supplier<RowWork.Answering> answering(
      Predictor predictor, double threshold, @Nullable RowDetails details, boolean isLogged) {
    Task task = predictor.target().task();
    AnswerWriter writer = new AnswerWriter(predictor.target(), threshold);
    Answers answers = new Answers(predictor.target(), threshold);
    return () -> {
      double[] outputs = new double[predictor.model().outputs()];
      return (rows, written) -> {
        double[][] predicted = predictor.predict(rows);
        for (int row = 0; row < rows.rows().rows(); row++) {
          for (int k = 0; k < outputs.length; k++) {
            outputs[k] = predicted[k][row];
          }
          int column = 0;
          if (task == Task.DECOMPOSITION) {
            for (double component : outputs) {
              written.set(row, column++, component);
            }
          } else if (task != Task.ANOMALY_DETECTION) {
            written.set(row, column++, answers.prediction(outputs));
          }
          written.set(
              row,
              column,
              details == null
                  ? writer.results(outputs)
                  : writer.results(outputs, details.json(rows.rows(), row)));
          if (isLogged) {
            double probability = answers.probability(outputs);
            written.predicted(
                row,
                answers.prediction(outputs),
                Double.isNaN(probability) ? null : (Double) probability);
          }
        }
      };
    };
  }
}
