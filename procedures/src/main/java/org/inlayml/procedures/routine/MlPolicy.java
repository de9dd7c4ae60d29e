// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.json.Json;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.option.Option;
import org.inlayml.procedures.reference.Doc;
import org.inlayml.procedures.reference.SqlRoutine;
import org.inlayml.procedures.registry.DeployPolicy;
import org.inlayml.procedures.session.Models;
import org.inlayml.procedures.session.Rights;
import org.inlayml.procedures.session.Session;
import org.inlayml.store.registry.Audit;
import org.inlayml.store.registry.ModelVersion;
import org.inlayml.store.registry.Privilege;
import org.inlayml.store.registry.Project;
import org.inlayml.store.registry.Registry;
import org.inlayml.store.registry.Versions;
import org.jspecify.annotations.Nullable;

/** {@code ML_POLICY(project, policy)}. */
@SqlRoutine(
    name = "ML_POLICY",
    kind = SqlRoutine.Kind.PROCEDURE,
    returns = "VARCHAR: the policy in force, a JSON object",
    doc =
        "Sets what a version of a project must fulfil to be deployed, by ML_TRAIN as by ML_DEPLOY,"
            + " in the place of the policy before. Belongs to the caller's transaction.",
    example = "CALL sys.ML_POLICY('iris_project', '{\"minimum_improvement\": 0.01}');",
    errors = {MlError.PROJECT_NOT_FOUND, MlError.NOT_PERMITTED, MlError.UNKNOWN_METRIC})
public final class MlPolicy {
  static final List<Option<?>> OPTIONS = DeployPolicy.OPTIONS;

  private MlPolicy() {}

  public static String call(
      Connection connection,
      @Doc("The project.") @Nullable String project,
      @Doc("JSON object of options; NULL for none.") @Nullable String options)
      throws SQLException {
    return Session.write(connection, session -> set(session, project, options));
  }

  private static String set(
      Session session, @Nullable String projectName, @Nullable String optionsJson)
      throws SQLException {
    String name = Arguments.required("project", "ML_POLICY", projectName);
    DeployPolicy policy = DeployPolicy.of(optionsJson);
    Connection connection = session.connection();
    Registry registry = new Registry(connection);
    registry.lock();
    Project project = Rights.change(connection, name, Privilege.DEPLOY);
    Task task = Task.of(project.task());
    if (task.isSupervised()) {
      policy.checkMetrics(task, classes(session, project));
    }
    String stored = optionsJson == null ? null : optionsJson.strip();
    registry.setPolicy(project, stored);
    Map<String, @Nullable Object> detail = new LinkedHashMap<>();
    detail.put("policy", stored);
    new Audit(connection, session.dialect().user(connection))
        .record("ML_POLICY", name, OptionalInt.empty(), detail);
    return stored == null ? Json.write(Map.of()) : stored;
  }

  /** How many classes the newest version knows whose model is there, 0 without classes. */
  private static int classes(Session session, Project project) throws SQLException {
    for (ModelVersion version : new Versions(session.connection()).of(project)) {
      if (version.model().isPresent()) {
        return Models.open(session.connection(), project.handle(version.version()))
            .predictor()
            .target()
            .classes()
            .size();
      }
    }
    return 0;
  }
}
