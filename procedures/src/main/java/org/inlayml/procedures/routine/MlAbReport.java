// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.inlayml.learning.error.MlError;
import org.inlayml.procedures.reference.Doc;
import org.inlayml.procedures.reference.RoutineSpec.Column;
import org.inlayml.procedures.reference.SqlRoutine;
import org.inlayml.procedures.registry.ExperimentReport;
import org.inlayml.procedures.session.Rights;
import org.inlayml.procedures.session.Session;
import org.inlayml.store.registry.Privilege;
import org.inlayml.store.registry.Project;
import org.inlayml.store.registry.Registry;
import org.jspecify.annotations.Nullable;

/** {@code ML_AB_REPORT(project)}. */
@SqlRoutine(
    name = "ML_AB_REPORT",
    kind = SqlRoutine.Kind.FUNCTION,
    returns = "two rows, one for each version",
    doc =
        "Tells how the A/B test or shadow of a project that began last stands: what"
            + " ML.PREDICTION_LOG has of both versions, held against the newest actual of each key"
            + " in ML.ACTUAL. Classes are compared by accuracy and the two-proportion z test,"
            + " numbers by the mean squared error, or the mean absolute error where the project's"
            + " metric is that, and Welch's t test. Of a key that a version predicted more than"
            + " once, the newest prediction counts. In FROM, H2 takes sys.ML_AB_REPORT(...), HSQLDB"
            + " TABLE(sys.ML_AB_REPORT(...)).",
    example = "CALL sys.ML_AB_REPORT('help_ended');",
    errors = {MlError.PROJECT_NOT_FOUND, MlError.AB_TEST_MISSING})
public final class MlAbReport {
  static final List<Column> COLUMNS =
      List.of(
          new Column("TEST_NAME", String.class, "The name of the test."),
          new Column("VARIANT", String.class, "a, b, or shadow, as in ML.PREDICTION_LOG."),
          new Column("VERSION", Long.class, "The number of the version."),
          new Column("PREDICTIONS", Long.class, "How many predictions were logged."),
          new Column("ACTUALS", Long.class, "Of how many keys of those the truth is known."),
          new Column("METRIC", String.class, "What SCORE is."),
          new Column("SCORE", Double.class, "On those keys; NULL where there are none."),
          new Column("SCORE_LOW", Double.class, "The low end of its 95 % interval, or NULL."),
          new Column("SCORE_HIGH", Double.class, "The high end."),
          new Column("DIFFERENCE", Double.class, "Of b: its score less that of a, or NULL."),
          new Column("DIFFERENCE_LOW", Double.class, "The low end of its 95 % interval, or NULL."),
          new Column("DIFFERENCE_HIGH", Double.class, "The high end."),
          new Column(
              "P_VALUE",
              Double.class,
              "Of b: how probable a difference as large is where there is none in truth, or NULL."),
          new Column("VERDICT", String.class, "Of b: what that means, in words."));

  private MlAbReport() {}

  public static ResultSet call(Connection connection, @Doc("The project.") @Nullable String project)
      throws SQLException {
    return Session.rows(
        connection,
        COLUMNS,
        session -> {
          String name = Arguments.required("project", "ML_AB_REPORT", project);
          Project found = new Registry(connection).get(name);
          Rights.require(connection, found, Privilege.READ);
          return new ExperimentReport(session).rows(found);
        });
  }
}
