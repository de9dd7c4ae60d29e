// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.dialect;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.MlException;
import org.inlayml.procedures.attachment.Attachment;
import org.inlayml.procedures.reference.RoutineSpec;
import org.inlayml.procedures.reference.RoutineSpec.Column;
import org.inlayml.store.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * What H2 and HSQLDB do differently, seen from inside a routine on the caller's connection.
 * Implementations are stateless and thread-safe.
 */
public sealed interface Dialect permits H2Dialect, HsqldbDialect {
  Dialect H2 = new H2Dialect();
  Dialect HSQLDB = new HsqldbDialect();

  /** A piece of work on a connection. */
  @FunctionalInterface
  interface Work<T extends @Nullable Object> {
    T run() throws SQLException;
  }

  /** The dialect of the connection's database. */
  static Dialect of(Connection connection) throws SQLException {
    String type = connection.getClass().getName();
    if (type.startsWith("org.h2.")) {
      return H2;
    } else if (type.startsWith("org.hsqldb.")) {
      return HSQLDB;
    }
    // wrapped by a pool
    return connection.getMetaData().getDatabaseProductName().startsWith("H2") ? H2 : HSQLDB;
  }

  /** The name of the folder that holds the engine's SQL: {@code h2} or {@code hsqldb}. */
  String name();

  /**
   * The schema in which the caller's unqualified names are looked up; must be asked before the
   * routine runs any statement.
   */
  String callerSchema(Connection connection) throws SQLException;

  /**
   * Lets the unqualified names in the caller's own queries be found where the caller would find
   * them, until the routine ends.
   *
   * @param schema as {@link #callerSchema} gave it
   */
  void useSchema(Connection connection, String schema) throws SQLException;

  /** The name of the user who calls. */
  String user(Connection connection) throws SQLException;

  /** Whether the user who calls is an administrator of the database. */
  boolean isAdministrator(Connection connection) throws SQLException;

  /** The roles of the user who calls, those that came with other roles included. */
  Set<String> roles(Connection connection) throws SQLException;

  /** The names of all users and roles of the database. */
  List<String> grantees(Connection connection) throws SQLException;

  /**
   * The call of the routine that runs on the connection; must be asked before the routine runs any
   * statement.
   */
  RunningCall runningCall(Connection connection) throws SQLException;

  /**
   * Whether the engine calls a routine that returns rows only to learn of its columns; arguments
   * may be NULL then, and statements may fail.
   */
  boolean asksForColumns(Connection connection) throws SQLException;

  /**
   * The result of a routine that returns rows.
   *
   * @param rows values of the columns' types
   */
  ResultSet result(
      Connection connection, List<Column> columns, List<? extends List<@Nullable Object>> rows)
      throws SQLException;

  /** Runs work that only reads. */
  <T extends @Nullable Object> T read(Connection connection, Work<T> work) throws SQLException;

  /**
   * Runs work that reads the catalog in passing, within {@link #read} or {@link #write}: what it
   * has read is not locked against other sessions' writing once it ends, whatever the transaction.
   */
  <T extends @Nullable Object> T glance(Connection connection, Work<T> work) throws SQLException;

  /**
   * Whether a table that was read stays locked against other sessions' writing until the end of the
   * transaction, so that two sessions that read it and then write it wait for each other.
   */
  boolean readingBlocksWriting(Connection connection) throws SQLException;

  /**
   * Runs work that may write, so that a failure undoes it and nothing else of the caller's
   * transaction. On HSQLDB, refuses a read-only connection and a call that is not a CALL of its
   * own.
   */
  <T extends @Nullable Object> T write(Connection connection, Work<T> work) throws SQLException;

  /**
   * Runs work that reads large results once, front to back, without the engine holding them in
   * memory where it can avoid that.
   */
  <T extends @Nullable Object> T stream(Connection connection, Work<T> work) throws SQLException;

  /**
   * The words that begin the creation of a table which may become as large as another one.
   *
   * @param like the other one
   */
  String createTable(Connection connection, QualifiedName like) throws SQLException;

  /** Gives the values of the rows of a result that a statement on such a connection gave. */
  RowValues values(ResultSet rows) throws SQLException;

  /**
   * The exception to throw out of a routine so that the caller sees SQLSTATE, number and text of
   * {@code failure}, embedded and over a server. It must be thrown at once.
   */
  SQLException outward(MlException failure);

  /**
   * As {@link #outward(MlException)}, for an error of the engine itself, which is kept as it is.
   */
  SQLException outward(SQLException failure);

  /** Executes DDL on the caller's connection; commits the caller's transaction on both engines. */
  void define(Connection connection, String ddl) throws SQLException;

  /**
   * Sets the session variable that stands as the argument with number {@code argument} (from 0) in
   * the statement that called {@code routine}; does nothing where there is none, and on HSQLDB.
   * Must be called by the routine's own thread, and finds the statement only as {@link
   * #callingStatement} gave it.
   */
  void assign(
      Connection connection, String callingStatement, String routine, int argument, Object value)
      throws SQLException;

  /**
   * The statement that called the routine; must be asked before the routine runs any statement. Its
   * text, empty where it is not to be had, can be taken at any time during the call, and only then
   * costs anything.
   */
  Supplier<String> callingStatement(Connection connection) throws SQLException;

  /** The engine's session that calls; null where {@link #now} is not to be had of it. */
  @Nullable Object callingSession(Connection connection) throws SQLException;

  /**
   * A moment in the life of a session. Two equal moments mean that no statement of that session
   * began or ended between them; so one asked for right after a statement of ours lasts until the
   * calling statement ends, or another routine in it runs a statement.
   *
   * @param session as {@link #callingSession} gave it, as in the following
   * @return a Long, or an object that is the same only as itself; of a class of the JDK
   */
  Object now(Object session);

  /** Whether a moment of the session is the present one. */
  boolean isNow(Object session, Object moment);

  /**
   * Looks where the catalog has a model, without a statement; to be asked before the statement that
   * finds it. Null where the engine shows nothing of the kind.
   */
  @Nullable Sighting sight(Object session, String handle);

  /**
   * Whether a statement that looked the same model up now would find what it found after the
   * sighting. Costs next to nothing.
   *
   * @param anchor of the sighting, as the following
   */
  boolean isInSight(Object session, Object anchor, long version);

  /** A number that is another one after each change of any table's columns. Costs nothing. */
  long schemaVersion(Object session);

  /**
   * Whether the user of a session is still that one, and still what gave him a right. Costs next to
   * nothing.
   *
   * @param role a role, or {@link #ADMINISTRATOR}, or {@link #ANY_ROLE}
   */
  boolean isStill(Object session, String user, String role);

  /** Stands for the role of users who are administrators. */
  String ADMINISTRATOR = "(administrator)";

  /** Stands for no role in particular. */
  String ANY_ROLE = "(any)";

  /**
   * What the engine shows of a row of the catalog.
   *
   * @param anchor an object of the engine; to be held weakly
   * @param version of what the anchor belongs to
   */
  record Sighting(Object anchor, long version) {}

  /**
   * Checks that the user may create triggers on tables that he may alter.
   *
   * <p>Errors: {@link MlError#NOT_ADMINISTRATOR}.
   *
   * @param purpose what for
   */
  void requireTriggers(Connection connection, String purpose) throws SQLException;

  /** Creates the triggers of an attachment. The columns exist. Commits. */
  void createTriggers(Connection connection, Attachment attachment) throws SQLException;

  /** Drops the triggers of an attachment, those that exist. Commits. */
  void dropTriggers(Connection connection, Attachment attachment) throws SQLException;

  /**
   * The statements that create a routine with its comment and rights, and can run again. A
   * parameter of type {@code Object[]} stands for feature values in order: H2 takes any number of
   * arguments, or one array; HSQLDB takes an array of DOUBLE or of VARCHAR.
   */
  List<String> create(RoutineSpec routine);

  /** The statements that drop a routine, where it exists. */
  List<String> drop(RoutineSpec routine);
}
