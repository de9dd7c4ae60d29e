// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;
import org.inlayml.procedures.session.JsonOptions;
import org.inlayml.procedures.session.Session;
import org.inlayml.store.registry.ModelVersion;
import org.inlayml.store.registry.Moments;
import org.inlayml.store.registry.Project;
import org.inlayml.store.sql.Sql;
import org.inlayml.store.sql.UserQuery;

/** The table {@code ML.ASSERTION}: tests that a version must pass to be live. Not thread-safe. */
public final class Assertions {
  public static final Option<Double> AT_LEAST =
      Option.number("at_least", -1e300, 1e300)
          .doc("The query gives one number, which must not be less.");
  public static final Option<Double> AT_MOST =
      Option.number("at_most", -1e300, 1e300)
          .doc("The query gives one number, which must not be more.");

  public static final List<Option<?>> OPTIONS = List.of(AT_LEAST, AT_MOST);

  private final Session session;
  private final Sql sql;

  public Assertions(Session session) {
    this.session = session;
    sql = new Sql(session.connection());
  }

  private record Assertion(String name, String query, Options options) {}

  /** Adds a test, in the place of one of that name. */
  public void put(Project project, String name, UserQuery query, String options)
      throws SQLException {
    remove(project, name);
    sql.update(
        """
        INSERT INTO ML.ASSERTION (PROJECT_ID, TEST_NAME, QUERY, OPTIONS, CREATED_AT, CREATED_BY)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
        List.of(
            project.id(),
            name,
            query.text(),
            options,
            Moments.now(),
            session.dialect().user(session.connection())));
  }

  /** Drops a test; returns whether there was one. */
  public boolean remove(Project project, String name) throws SQLException {
    return sql.update(
            "DELETE FROM ML.ASSERTION WHERE PROJECT_ID = ? AND TEST_NAME = ?",
            List.of(project.id(), name))
        > 0;
  }

  /**
   * Runs all tests of a project, with the caller's rights and schema.
   *
   * <p>Errors: {@link MlError#TEST_FAILED}, naming the first that fails.
   *
   * @param version that is live in this transaction
   */
  public void check(Project project, ModelVersion version) throws SQLException {
    session.dialect().useSchema(session.connection(), session.callerSchema());
    for (Assertion assertion :
        sql.query(
            """
            SELECT TEST_NAME, QUERY, OPTIONS FROM ML.ASSERTION WHERE PROJECT_ID = ?
            ORDER BY TEST_NAME
            """,
            List.of(project.id()),
            row ->
                new Assertion(
                    row.getString(1),
                    row.getString(2),
                    JsonOptions.parse("ML_TEST", OPTIONS, row.getString(3))))) {
      Optional<String> problem = problem(assertion);
      if (problem.isPresent()) {
        throw MlError.TEST_FAILED.with(
            project.handle(version.version()), assertion.name(), problem.get());
      }
    }
  }

  private Optional<String> problem(Assertion assertion) throws SQLException {
    try {
      return session
          .dialect()
          .read(
              session.connection(),
              () ->
                  sql.readUserQuery(
                      new UserQuery(assertion.query()),
                      rows -> problem(assertion.options(), rows)));
    } catch (SQLException e) {
      return Optional.of("the query could not be run: " + e.getMessage());
    }
  }

  private static Optional<String> problem(Options options, ResultSet rows) throws SQLException {
    Optional<Double> least = options.find(AT_LEAST);
    Optional<Double> most = options.find(AT_MOST);
    if (least.isEmpty() && most.isEmpty()) {
      return rows.next()
          ? Optional.of("the query returned rows, but should not")
          : Optional.empty();
    }
    if (!rows.next() || rows.getObject(1) == null) {
      return Optional.of("the query gave no number");
    }
    double value = rows.getDouble(1);
    if (least.isPresent() && !(value >= least.get())) {
      return Optional.of("the query gave " + value + ", less than " + least.get());
    }
    return most.isPresent() && !(value <= most.get())
        ? Optional.of("the query gave " + value + ", more than " + most.get())
        : Optional.empty();
  }
}
