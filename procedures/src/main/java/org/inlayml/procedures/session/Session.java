// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.session;

import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.MlException;
import org.inlayml.procedures.dialect.Dialect;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds the body of a routine: the caller's connection and what is to be known of the
 * call. One per call; not thread-safe.
 *
 * @param callerSchema where the caller's unqualified names are looked up
 * @param callingStatement the text of the statement that called, where it is to be had
 */
public record Session(
    Connection connection,
    Dialect dialect,
    String callerSchema,
    Supplier<String> callingStatement) {
  private static final System.Logger LOGGER = System.getLogger("org.inlayml");

  /** The body of a routine. */
  @FunctionalInterface
  public interface Body<T extends @Nullable Object> {
    T run(Session session) throws SQLException;
  }

  /** Runs a body that only reads. The one place where errors leave Inlay. */
  public static <T extends @Nullable Object> T read(Connection connection, Body<T> body)
      throws SQLException {
    Dialect dialect = Dialect.of(connection);
    return guarded(
        dialect, () -> dialect.read(connection, () -> body.run(session(connection, dialect))));
  }

  /** Runs a body that may write; a failure undoes what it wrote. */
  public static <T extends @Nullable Object> T write(Connection connection, Body<T> body)
      throws SQLException {
    Dialect dialect = Dialect.of(connection);
    return guarded(
        dialect,
        () -> {
          Session session = session(connection, dialect);
          return dialect.write(connection, () -> body.run(session));
        });
  }

  private static Session session(Connection connection, Dialect dialect) throws SQLException {
    Supplier<String> statement = dialect.callingStatement(connection);
    return new Session(connection, dialect, dialect.callerSchema(connection), statement);
  }

  private static <T extends @Nullable Object> T guarded(Dialect dialect, Dialect.Work<T> work)
      throws SQLException {
    try {
      return work.run();
    } catch (MlException e) {
      throw dialect.outward(e);
    } catch (SQLException e) {
      throw dialect.outward(e);
    } catch (OutOfMemoryError e) {
      throw dialect.outward(
          MlError.NOT_ENOUGH_MEMORY.causedBy(
              e, "the work", "more", "the heap's rest", ", or a larger heap"));
    } catch (RuntimeException | StackOverflowError e) {
      LOGGER.log(Level.ERROR, "unexpected failure", e);
      throw dialect.outward(MlError.INTERNAL.causedBy(e, e.getClass().getSimpleName()));
    }
  }

  /** Sets the session variable given as an argument of the call, where the engine has such. */
  public void assign(String routine, int argument, Object value) throws SQLException {
    dialect.assign(connection, callingStatement.get(), routine, argument, value);
  }
}
