// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.option.Option;
import org.inlayml.procedures.reference.Doc;
import org.inlayml.procedures.reference.SqlRoutine;
import org.inlayml.procedures.registry.Assertions;
import org.inlayml.procedures.session.JsonOptions;
import org.inlayml.procedures.session.Rights;
import org.inlayml.procedures.session.Session;
import org.inlayml.store.registry.Audit;
import org.inlayml.store.registry.Privilege;
import org.inlayml.store.registry.Project;
import org.inlayml.store.registry.Registry;
import org.inlayml.store.sql.Sql;
import org.inlayml.store.sql.UserQuery;
import org.jspecify.annotations.Nullable;

/** {@code ML_TEST(project, test_name, query, options)}. */
@SqlRoutine(
    name = "ML_TEST",
    kind = SqlRoutine.Kind.PROCEDURE,
    returns = "VARCHAR: the name of the test",
    doc =
        "Adds a test to a project, in the place of one of that name: a query that is run whenever a"
            + " version is deployed, in the deploying transaction, where the project's name already"
            + " stands for the new version. It must return no rows; or with at_least or at_most one"
            + " number within those. Where it fails, the old version stays live. A NULL query drops"
            + " the test. Tests run with the rights of the user who deploys.",
    example =
        "CALL sys.ML_TEST('iris_project', 'knows small flowers', 'SELECT * FROM PUBLIC.IRIS WHERE"
            + " petal_length < 2 AND sys.ML_PREDICT_LABEL(''iris_project'', ARRAY[sepal_length,"
            + " sepal_width, petal_length, petal_width]) = ''virginica''', NULL);",
    errors = {MlError.PROJECT_NOT_FOUND, MlError.NOT_PERMITTED, MlError.INVALID_ARGUMENT})
public final class MlTest {
  static final List<Option<?>> OPTIONS = Assertions.OPTIONS;

  private static final int LONGEST = 255;

  private MlTest() {}

  public static String call(
      Connection connection,
      @Doc("The project.") @Nullable String project,
      @Doc("The name of the test.") @Nullable String testName,
      @Doc("The query, or NULL to drop the test.") @Nullable String query,
      @Doc("JSON object of options, or NULL.") @Nullable String options)
      throws SQLException {
    return Session.write(connection, session -> set(session, project, testName, query, options));
  }

  private static String set(
      Session session,
      @Nullable String projectName,
      @Nullable String testName,
      @Nullable String query,
      @Nullable String options)
      throws SQLException {
    Connection connection = session.connection();
    String name = Arguments.required("test_name", "ML_TEST", testName);
    if (name.isBlank() || name.length() > LONGEST) {
      throw MlError.INVALID_ARGUMENT.with(
          "test_name", "ML_TEST", "'" + name + "'", "a text of 1 to " + LONGEST + " characters");
    }
    JsonOptions.parse("ML_TEST", OPTIONS, options);
    Registry registry = new Registry(connection);
    registry.lock();
    Project project =
        Rights.change(
            connection, Arguments.required("project", "ML_TEST", projectName), Privilege.DEPLOY);
    Assertions assertions = new Assertions(session);
    if (query == null) {
      if (!assertions.remove(project, name)) {
        throw MlError.INVALID_ARGUMENT.with(
            "test_name", "ML_TEST", "'" + name + "'", "the name of a test of the project");
      }
    } else {
      assertions.put(project, name, checked(session, query), options == null ? "{}" : options);
    }
    Map<String, @Nullable Object> detail = new LinkedHashMap<>();
    detail.put("test_name", name);
    detail.put("query", query);
    detail.put("options", options);
    new Audit(connection, session.dialect().user(connection))
        .record("ML_TEST", project.name(), OptionalInt.empty(), detail);
    return name;
  }

  /** Prepares the query, so that a wrong one is refused now and not at the next deployment. */
  private static UserQuery checked(Session session, String text) throws SQLException {
    Optional<UserQuery> query = UserQuery.of(text);
    if (query.isEmpty()) {
      throw MlError.INVALID_ARGUMENT.with(
          "query", "ML_TEST", "no query", "SELECT, WITH, VALUES or TABLE");
    }
    session.dialect().useSchema(session.connection(), session.callerSchema());
    new Sql(session.connection()).describeUserQuery(query.get(), Sql::columns);
    return query.get();
  }
}
