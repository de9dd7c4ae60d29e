// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.session;

import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.MlException;
import org.inlayml.procedures.dialect.Dialect;
import org.inlayml.procedures.dialect.RunningCall;
import org.inlayml.procedures.reference.RoutineSpec.Column;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds the body of a routine: the caller's connection and what is to be known of the
 * call. One per call; not thread-safe. Errors leave Inlay here and nowhere else, but for triggers.
 *
 * @param callerSchema where the caller's unqualified names are looked up
 * @param callingStatement the text of the statement that called, where it is to be had
 * @param call as the engine sees it
 */
public record Session(
    Connection connection,
    Dialect dialect,
    String callerSchema,
    Supplier<String> callingStatement,
    RunningCall call) {
  /** The body of a routine. */
  @FunctionalInterface
  public interface Body<T extends @Nullable Object> {
    T run(Session session) throws SQLException;
  }

  /**
   * That of a routine that is running on a connection, or of a trigger; to be called before it runs
   * any statement.
   */
  public static Session of(Connection connection) throws SQLException {
    return session(connection, Dialect.of(connection));
  }

  /** Runs a body that only reads. */
  public static <T extends @Nullable Object> T read(Connection connection, Body<T> body)
      throws SQLException {
    Dialect dialect = Dialect.of(connection);
    try {
      return dialect.read(connection, () -> body.run(session(connection, dialect)));
    } catch (SQLException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
      throw outward(dialect, e);
    }
  }

  /**
   * Runs a body that only reads and gives rows; not where the engine asks for the columns alone.
   */
  public static ResultSet rows(
      Connection connection, List<Column> columns, Body<List<List<@Nullable Object>>> body)
      throws SQLException {
    Dialect dialect = Dialect.of(connection);
    return dialect.asksForColumns(connection)
        ? dialect.result(connection, columns, List.of())
        : read(connection, session -> dialect.result(connection, columns, body.run(session)));
  }

  /** Runs a body that may write; a failure undoes what it wrote. */
  public static <T extends @Nullable Object> T write(Connection connection, Body<T> body)
      throws SQLException {
    Dialect dialect = Dialect.of(connection);
    try {
      Session session = session(connection, dialect);
      return dialect.write(connection, () -> body.run(session));
    } catch (SQLException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
      throw outward(dialect, e);
    }
  }

  /**
   * Runs a body that may write and gives rows, once a statement, however often the engine calls the
   * routine with the same arguments: H2 does so for each row of what a table function is joined to.
   *
   * @param call the routine and its arguments, of classes of the JDK
   */
  public static ResultSet writtenRows(
      Connection connection,
      List<Column> columns,
      List<? extends @Nullable Object> call,
      Body<List<List<@Nullable Object>>> body)
      throws SQLException {
    Dialect dialect = Dialect.of(connection);
    if (dialect.asksForColumns(connection)) {
      return dialect.result(connection, columns, List.of());
    }
    @Nullable Object caller = dialect.callingSession(connection);
    List<List<@Nullable Object>> known = OncePerStatement.known(dialect, caller, call);
    if (known != null) {
      return dialect.result(connection, columns, known);
    }
    return write(
        connection,
        session -> {
          List<List<@Nullable Object>> rows = body.run(session);
          OncePerStatement.remember(dialect, caller, call, rows);
          return dialect.result(connection, columns, rows);
        });
  }

  /**
   * Runs a body that is called for each row of a statement: it computes, and runs statements only
   * by opening models.
   */
  public static <T extends @Nullable Object> T row(Connection connection, Dialect.Work<T> body)
      throws SQLException {
    try {
      return body.run();
    } catch (SQLException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
      throw outward(Dialect.of(connection), e);
    }
  }

  private static Session session(Connection connection, Dialect dialect) throws SQLException {
    Supplier<String> statement = dialect.callingStatement(connection);
    RunningCall call = dialect.runningCall(connection);
    return new Session(connection, dialect, dialect.callerSchema(connection), statement, call);
  }

  /** The exception that leaves Inlay, to be thrown at once. */
  private static SQLException outward(Dialect dialect, Throwable failure) {
    if (failure instanceof MlException e) {
      return dialect.outward(e);
    } else if (failure instanceof SQLException e) {
      return dialect.outward(e);
    } else if (failure instanceof OutOfMemoryError e) {
      return dialect.outward(
          MlError.NOT_ENOUGH_MEMORY.causedBy(
              e, "the work", "more", "the heap's rest", ", or a larger heap"));
    }
    System.getLogger("org.inlayml").log(Level.ERROR, "unexpected failure", failure);
    return dialect.outward(MlError.INTERNAL.causedBy(failure, failure.getClass().getSimpleName()));
  }

  /** Sets the session variable given as an argument of the call, where the engine has such. */
  public void assign(String routine, int argument, Object value) throws SQLException {
    dialect.assign(connection, callingStatement.get(), routine, argument, value);
  }
}
