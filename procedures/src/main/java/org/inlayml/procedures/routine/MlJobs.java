// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.inlayml.procedures.reference.RoutineSpec.Column;
import org.inlayml.procedures.reference.SqlRoutine;
import org.inlayml.procedures.session.Job;
import org.inlayml.procedures.session.Jobs;
import org.inlayml.procedures.session.Session;
import org.jspecify.annotations.Nullable;

/** {@code ML_JOBS()}. */
@SqlRoutine(
    name = "ML_JOBS",
    kind = SqlRoutine.Kind.FUNCTION,
    returns = "rows, one for each job",
    doc =
        "Lists the long routines that run now in this database: those of all users to an"
            + " administrator, his own to any other. The view ML.JOB shows the same rows. In FROM,"
            + " H2 takes sys.ML_JOBS(), HSQLDB TABLE(sys.ML_JOBS()).",
    example = "CALL sys.ML_JOBS();")
public final class MlJobs {
  static final List<Column> COLUMNS =
      List.of(
          new Column("JOB_ID", Long.class, "For ML_CANCEL; not used twice while the JVM runs."),
          new Column("ROUTINE", String.class, "What runs, such as ML_TRAIN."),
          new Column("RELATION", String.class, "The rows it works on, as the caller gave them."),
          new Column("MODEL_HANDLE", String.class, "The model, as the caller gave it."),
          new Column("USER_NAME", String.class, "Who called it."),
          new Column("STATE", String.class, "running, or cancelling once it was told to end."),
          new Column("STAGE", String.class, "What it does now, such as reading or fitting linear."),
          new Column("PERCENT", Double.class, "How much is done, 0 to 100; an estimate."),
          new Column("ROWS_DONE", Long.class, "How many rows have been read, or written."),
          new Column("MEMORY_BYTES", Long.class, "The heap it needs; NULL where not estimated."),
          new Column("STARTED", OffsetDateTime.class, "When it began, in UTC."),
          new Column("DEADLINE", OffsetDateTime.class, "When max_seconds are over, or NULL."));

  private MlJobs() {}

  public static ResultSet call(Connection connection) throws SQLException {
    return Session.read(connection, MlJobs::list);
  }

  private static ResultSet list(Session session) throws SQLException {
    Connection connection = session.connection();
    List<Job> jobs = Jobs.shared().of(session);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    if (!jobs.isEmpty()) {
      String user = session.dialect().user(connection);
      boolean all = session.dialect().isAdministrator(connection);
      jobs.stream()
          .filter(job -> all || job.user().equals(user))
          .forEach(job -> rows.add(row(job)));
    }
    return session.dialect().result(connection, COLUMNS, rows);
  }

  private static List<@Nullable Object> row(Job job) {
    List<@Nullable Object> row = new ArrayList<>();
    row.add(job.id());
    row.add(job.routine());
    row.add(job.relation().orElse(null));
    row.add(job.model().orElse(null));
    row.add(job.user());
    row.add(job.isCancelled() ? "cancelling" : "running");
    row.add(job.stage());
    row.add(job.percent());
    row.add(job.rowsDone());
    OptionalLong bytes = job.memoryBytes();
    row.add(bytes.isPresent() ? bytes.getAsLong() : null);
    row.add(job.started());
    row.add(job.deadline().orElse(null));
    return row;
  }
}
