// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;
import org.inlayml.procedures.drift.SchemaCheck;
import org.inlayml.procedures.relation.Relation;
import org.inlayml.procedures.relation.ResultTable;
import org.inlayml.procedures.relation.ResultTable.ResultColumn;
import org.inlayml.procedures.relation.RowWork;
import org.inlayml.procedures.session.Job;
import org.inlayml.procedures.session.JsonOptions;
import org.inlayml.procedures.session.Models;
import org.inlayml.procedures.session.ServedModel;
import org.inlayml.procedures.session.Session;
import org.inlayml.procedures.session.Trial;
import org.inlayml.store.LoadedModel;
import org.inlayml.store.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * A call of a routine that answers all rows of a relation in a table.
 *
 * @param trial the A/B test or shadow that runs
 * @param output as the user wrote it
 */
record TableWork(
    Session session,
    Options options,
    LoadedModel model,
    Optional<Trial> trial,
    Relation input,
    QualifiedName output,
    Checkpoint checkpoint) {

  /** What a routine does once its arguments are read. */
  @FunctionalInterface
  interface Body {
    long run(TableWork work) throws SQLException;
  }

  /**
   * Reads the arguments of {@code routine}, which all such routines share, and runs it as a job.
   *
   * @param stage what it does, as a job says it
   */
  static long run(
      Session session,
      String routine,
      String stage,
      List<Option<?>> allowed,
      @Nullable String tableName,
      @Nullable String modelHandle,
      @Nullable String outputTableName,
      @Nullable String optionsJson,
      Body body)
      throws SQLException {
    Options options = JsonOptions.parse(routine, allowed, optionsJson);
    String handle = Arguments.required("model_handle", routine, modelHandle);
    String output = Arguments.required("output_table_name", routine, outputTableName);
    return Job.run(
        session,
        routine,
        tableName,
        handle,
        options,
        job -> {
          ServedModel served =
              Models.serve(
                  session, RowOptions.model(options, handle), SchemaCheck::requireToAnswer);
          return body.run(
              new TableWork(
                  session,
                  options,
                  served.model(),
                  served.trial(),
                  Relation.of(session, tableName),
                  Relation.parse(session, output),
                  job.stage(stage, 0, 1)));
        });
  }

  /**
   * Writes the answers.
   *
   * @param blockRows how many rows are answered together
   * @param answers makes what answers; each is used by one thread at a time
   * @return how many rows
   */
  long write(List<ResultColumn> columns, int blockRows, Supplier<RowWork.Answering> answers)
      throws SQLException {
    return write(columns, blockRows, answers, Optional.empty(), Optional.empty());
  }

  /**
   * Writes the answers.
   *
   * @param division which rows another model answers; empty for none
   * @param logging how the predictions are logged; empty where they are not
   */
  long write(
      List<ResultColumn> columns,
      int blockRows,
      Supplier<RowWork.Answering> answers,
      Optional<RowWork.Division> division,
      Optional<ResultTable.Logging> logging)
      throws SQLException {
    int threads = RowOptions.threads(options);
    RowWork work = new RowWork(session, model, division, threads, blockRows, checkpoint);
    return ResultTable.write(work, input, output, columns, answers, logging);
  }
}
