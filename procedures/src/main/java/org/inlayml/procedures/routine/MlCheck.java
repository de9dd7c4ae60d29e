// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.MlException;
import org.inlayml.procedures.drift.SchemaCheck;
import org.inlayml.procedures.drift.SchemaCheck.Finding;
import org.inlayml.procedures.drift.SchemaCheck.Status;
import org.inlayml.procedures.drift.TrainedOn;
import org.inlayml.procedures.reference.Doc;
import org.inlayml.procedures.reference.RoutineSpec.Column;
import org.inlayml.procedures.reference.SqlRoutine;
import org.inlayml.procedures.session.Models;
import org.inlayml.procedures.session.Session;
import org.inlayml.store.LoadedModel;
import org.inlayml.store.registry.Privilege;
import org.jspecify.annotations.Nullable;

/** {@code ML_CHECK(model)}. */
@SqlRoutine(
    name = "ML_CHECK",
    kind = SqlRoutine.Kind.FUNCTION,
    returns = "rows, one for each check",
    doc =
        "Checks that a model can work: that its bytes are sound and give the recorded predictions,"
            + " and that the relation that it was trained on still has its feature columns, by name"
            + " and type. A column that was dropped, renamed or given another kind of type makes"
            + " the model BROKEN. In FROM, H2 takes sys.ML_CHECK(...), HSQLDB"
            + " TABLE(sys.ML_CHECK(...)).",
    example = "CALL sys.ML_CHECK('iris_model');",
    errors = {MlError.MODEL_NOT_FOUND})
public final class MlCheck {
  static final List<Column> COLUMNS =
      List.of(
          new Column("CHECK_NAME", String.class, "model, relation, feature NAME, or target NAME."),
          new Column("STATUS", String.class, "ok, BROKEN, or unknown where it cannot be told."),
          new Column("REASON", String.class, "Why, or what else is to be known; or NULL."));

  /** What is wrong with the model itself. */
  private static final Set<MlError> DAMAGED =
      Set.of(MlError.CORRUPT_MODEL, MlError.NEWER_FORMAT, MlError.GOLDEN_ROWS_DIFFER);

  private MlCheck() {}

  public static ResultSet call(
      Connection connection,
      @Doc("The model's handle, a project, or project:version.") @Nullable String model)
      throws SQLException {
    return Session.rows(connection, COLUMNS, session -> check(session, model));
  }

  private static List<List<@Nullable Object>> check(Session session, @Nullable String model)
      throws SQLException {
    String name = Arguments.required("model", "ML_CHECK", model);
    List<Finding> findings = new ArrayList<>();
    try {
      LoadedModel loaded = Models.open(session.connection(), name, Privilege.READ);
      findings.add(new Finding("model", Status.OK, ""));
      findings.addAll(
          SchemaCheck.findings(session, loaded, TrainedOn.find(session.connection(), loaded)));
    } catch (MlException e) {
      if (!DAMAGED.contains(e.error())) {
        throw e;
      }
      findings.add(new Finding("model", Status.BROKEN, String.valueOf(e.getMessage())));
    }
    return findings.stream().map(MlCheck::row).toList();
  }

  private static List<@Nullable Object> row(Finding finding) {
    return Arrays.asList(
        finding.check(),
        finding.status().text(),
        finding.reason().isEmpty() ? null : finding.reason());
  }
}
