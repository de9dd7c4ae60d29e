// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.Connection;
import java.sql.SQLException;
import org.inlayml.learning.error.MlError;
import org.inlayml.procedures.reference.Doc;
import org.inlayml.procedures.reference.SqlRoutine;
import org.inlayml.procedures.session.Rights;
import org.inlayml.procedures.session.Session;
import org.inlayml.store.registry.Privilege;
import org.inlayml.store.registry.Project;
import org.inlayml.store.registry.Registry;
import org.inlayml.store.registry.Versions;
import org.jspecify.annotations.Nullable;

/** {@code HELIOSDB.ML_REGISTER_MODEL(model_name, model_version, accuracy, production_ready)}. */
@SqlRoutine(
    schema = "HELIOSDB",
    name = "ML_REGISTER_MODEL",
    kind = SqlRoutine.Kind.PROCEDURE,
    returns = "VARCHAR: the version, name:number",
    doc =
        "Makes a version live where it is production ready, as ML_DEPLOY. Training has registered it"
            + " already, with a score of its own, so that an accuracy cannot be given.",
    example = "CALL heliosdb.ML_REGISTER_MODEL('iris_project', '1.0.0', NULL, TRUE);",
    errors = {
      MlError.PROJECT_NOT_FOUND,
      MlError.VERSION_NOT_FOUND,
      MlError.NOT_IN_FACADE,
      MlError.DEPLOY_REFUSED,
      MlError.TEST_FAILED
    })
public final class HeliosdbMlRegisterModel {
  private static final String NAME = "HELIOSDB.ML_REGISTER_MODEL";

  private HeliosdbMlRegisterModel() {}

  public static String call(
      Connection connection,
      @Doc("The model, that is the project.") @Nullable String modelName,
      @Doc("The number of the version, also as in 2.0.0.") @Nullable String modelVersion,
      @Doc("NULL.") @Nullable Double accuracy,
      @Doc("Whether it is to be live.") @Nullable Boolean productionReady)
      throws SQLException {
    return Session.write(
        connection,
        session -> {
          String name = Arguments.required("model_name", NAME, modelName);
          int version =
              FacadeModels.version(
                  NAME, "model_version", Arguments.required("model_version", NAME, modelVersion));
          if (accuracy != null) {
            throw MlError.NOT_IN_FACADE.with(
                NAME, "an accuracy", "Pass NULL: ML.MODEL_REGISTRY has the score of its training");
          }
          if (Boolean.TRUE.equals(productionReady)) {
            return MlDeploy.deploy(session, name, String.valueOf(version), null);
          }
          Project project = new Registry(connection).get(name);
          Rights.require(connection, project, Privilege.READ);
          return project.handle(new Versions(connection).get(project, version).version());
        });
  }
}
