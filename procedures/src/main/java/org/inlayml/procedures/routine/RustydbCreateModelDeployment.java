// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.json.Json;
import org.inlayml.procedures.reference.Doc;
import org.inlayml.procedures.reference.SqlRoutine;
import org.inlayml.procedures.session.Session;
import org.jspecify.annotations.Nullable;

/** {@code RUSTYDB.CREATE_MODEL_DEPLOYMENT(name, model_a, model_b, traffic_split)}. */
@SqlRoutine(
    schema = "RUSTYDB",
    name = "CREATE_MODEL_DEPLOYMENT",
    kind = SqlRoutine.Kind.PROCEDURE,
    returns = "VARCHAR: the name of the deployment",
    doc =
        "Divides what a project answers among two of its versions, as ML_AB_TEST, which says more;"
            + " ML_AB_END ends it.",
    example =
        "CALL rustydb.CREATE_MODEL_DEPLOYMENT('help_deployment', 'help_ended:1.0', 'help_ended:2.0',"
            + " 0.5);",
    errors = {
      MlError.INVALID_ARGUMENT,
      MlError.PROJECT_NOT_FOUND,
      MlError.PROJECT_NOT_LIVE,
      MlError.VERSION_NOT_FOUND,
      MlError.VERSION_NOT_READY,
      MlError.AB_TEST_RUNS
    })
public final class RustydbCreateModelDeployment {
  private static final String NAME = "RUSTYDB.CREATE_MODEL_DEPLOYMENT";

  private RustydbCreateModelDeployment() {}

  public static String call(
      Connection connection,
      @Doc("The name of the deployment, as RUSTYDB.PREDICTION_LOG shows it.") @Nullable String name,
      @Doc("One version, such as churn:2, also as in churn:2.0.") @Nullable String modelA,
      @Doc("Another of the same project.") @Nullable String modelB,
      @Doc("The share of rows that the second one answers; NULL is 0.5.")
          @Nullable Double trafficSplit)
      throws SQLException {
    return Session.write(
        connection, session -> begin(session, NAME, name, modelA, modelB, trafficSplit));
  }

  static String begin(
      Session session,
      String routine,
      @Nullable String name,
      @Nullable String modelA,
      @Nullable String modelB,
      @Nullable Double split)
      throws SQLException {
    String a = Arguments.required("model_a", routine, modelA);
    String b = Arguments.required("model_b", routine, modelB);
    String project = project(routine, "model_a", a);
    if (!project.equals(project(routine, "model_b", b))) {
      throw MlError.INVALID_ARGUMENT.with(
          "model_b", routine, "'" + b + "'", "another version of '" + project + "'");
    }
    Map<String, @Nullable Object> options = new LinkedHashMap<>();
    options.put("name", Arguments.required("name", routine, name));
    options.put("a", version(routine, "model_a", a));
    options.put("b", version(routine, "model_b", b));
    if (split != null) {
      options.put("split", split);
    }
    return MlAbTest.begin(session, project, Json.write(options));
  }

  private static String project(String routine, String argument, String model) {
    int colon = model.lastIndexOf(':');
    if (colon <= 0) {
      throw MlError.INVALID_ARGUMENT.with(
          argument, routine, "'" + model + "'", "a model with its version, such as churn:2");
    }
    return model.substring(0, colon);
  }

  private static int version(String routine, String argument, String model) {
    return FacadeModels.version(routine, argument, model.substring(model.lastIndexOf(':') + 1));
  }
}
