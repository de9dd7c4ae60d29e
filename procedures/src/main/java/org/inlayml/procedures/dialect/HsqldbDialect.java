// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.dialect;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.hsqldb.HsqlNameManager.HsqlName;
import org.hsqldb.Session;
import org.hsqldb.SessionContext;
import org.hsqldb.Statement;
import org.hsqldb.StatementProcedure;
import org.hsqldb.TransactionManager;
import org.hsqldb.jdbc.JDBCConnection;
import org.hsqldb.jdbc.JDBCResultSet;
import org.hsqldb.result.Result;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.MlException;
import org.inlayml.procedures.attachment.Attachment;
import org.inlayml.procedures.dialect.HsqldbInternals.StatementStart;
import org.inlayml.procedures.reference.RoutineSpec;
import org.inlayml.procedures.reference.RoutineSpec.Column;
import org.inlayml.store.sql.Identifier;
import org.inlayml.store.sql.QualifiedName;
import org.inlayml.store.sql.Sql;
import org.jspecify.annotations.Nullable;

/**
 * HSQLDB 2.7.4. What JDBC does not tell a routine comes from the session behind the connection.
 * Stateless, thread-safe.
 */
final class HsqldbDialect implements Dialect {
  /** Of so many bytes of the greatest heap, a result may hold one row in memory. */
  private static final int HEAP_A_RESULT_ROW = 4096;

  private static final List<String> TRIGGER_EVENTS = List.of("INSERT", "UPDATE");

  @Override
  public String name() {
    return "hsqldb";
  }

  /**
   * The schema of the statement that called; the session's own is that of the routine by now. A SET
   * of a variable tells none: there it is the user's first schema.
   */
  @Override
  public String callerSchema(Connection connection) throws SQLException {
    Optional<Session> session = routineSession(connection);
    if (session.isEmpty()) {
      return connection.getSchema();
    }
    @Nullable HsqlName schema = caller(session.get().sessionContext).getSchemaName();
    return schema == null ? session.get().getUser().getInitialOrDefaultSchema().name : schema.name;
  }

  /** HSQLDB runs a routine in the schema of the routine, and restores the caller's after it. */
  @Override
  public void useSchema(Connection connection, String schema) throws SQLException {
    // also within glance, where no routine is to be seen
    @Nullable Session session = sessionInThisJvm(connection);
    if (session != null) {
      session.setSchema(schema);
    }
  }

  @Override
  public String user(Connection connection) throws SQLException {
    Optional<Session> session = routineSession(connection);
    return session.isPresent()
        ? session.get().getUsername()
        : connection.getMetaData().getUserName();
  }

  @Override
  public boolean isAdministrator(Connection connection) throws SQLException {
    @Nullable Session session = sessionInThisJvm(connection);
    return session != null && session.isAdmin();
  }

  @Override
  public Set<String> roles(Connection connection) throws SQLException {
    @Nullable Session session = sessionInThisJvm(connection);
    return session == null ? Set.of() : HsqldbGrantees.roles(session);
  }

  @Override
  public List<String> grantees(Connection connection) throws SQLException {
    @Nullable Session session = sessionInThisJvm(connection);
    return session == null ? List.of() : HsqldbGrantees.all(session);
  }

  @Override
  public boolean isStill(Object session, String user, String role) {
    return HsqldbGrantees.isStill((Session) session, user, role);
  }

  @Override
  public RunningCall runningCall(Connection connection) throws SQLException {
    @Nullable Session session = sessionInThisJvm(connection);
    return session == null ? new UnseenCall(connection) : new HsqldbRunningCall(session);
  }

  /** HSQLDB has the columns from the declaration. */
  @Override
  public boolean asksForColumns(Connection connection) {
    return false;
  }

  @Override
  public ResultSet result(
      Connection connection, List<Column> columns, List<? extends List<@Nullable Object>> rows)
      throws SQLException {
    Session session = routineSession(connection).orElseThrow(MlError.NOT_A_CALL::with);
    return HsqldbResult.of(session, columns, rows);
  }

  @Override
  public <T extends @Nullable Object> T read(Connection connection, Work<T> work)
      throws SQLException {
    Optional<Session> inRoutine = routineSession(connection);
    if (inRoutine.isEmpty()) {
      return work.run();
    }
    try {
      return withFrames(inRoutine.get(), work);
    } finally {
      endReading(inRoutine.get());
    }
  }

  /**
   * HSQLDB does not end the transaction of a CALL of a function that names no table, though the
   * session commits by itself: what the routine has read would stay locked for as long as the
   * session does nothing else.
   */
  private static void endReading(Session session) {
    SessionContext context = session.sessionContext;
    if (HsqldbInternals.outermost(context).map(Statement::isTransactionStatement).orElse(true)
        || !HsqldbInternals.wasAutoCommit(context)) {
      return;
    }
    int depth = context.depth;
    boolean readOnly = HsqldbInternals.isReadOnly(context);
    context.depth = 0;
    try {
      session.commit(false);
    } finally {
      context.depth = depth;
      HsqldbInternals.setReadOnly(context, readOnly);
    }
  }

  /**
   * Where sessions wait for each other, HSQLDB fails one of them. If that one is in a routine, it
   * rolls back and throws the frames of the running calls away, but then misses them when the calls
   * end: a NullPointerException, which a server answers by closing the connection.
   */
  private static <T extends @Nullable Object> T withFrames(Session session, Work<T> work)
      throws SQLException {
    SessionContext context = session.sessionContext;
    int depth = context.depth;
    Optional<Statement> outermost = HsqldbInternals.outermost(context);
    try {
      return work.run();
    } catch (Throwable e) {
      if (context.depth < depth) {
        context.currentStatement = outermost.orElse(null);
        while (context.depth < depth) {
          context.pushRoutineInvocation();
        }
      }
      throw e;
    }
  }

  /**
   * HSQLDB gives up what a statement has locked for reading when it ends, but not within a routine,
   * where it keeps it to the end of the transaction; so the statements are shown as outside of one.
   */
  @Override
  public <T extends @Nullable Object> T glance(Connection connection, Work<T> work)
      throws SQLException {
    @Nullable Session session = sessionInThisJvm(connection);
    if (session == null) {
      return work.run();
    }
    SessionContext context = session.sessionContext;
    int depth = context.depth;
    HsqlName schema = session.currentSchema;
    context.depth = 0;
    try {
      return work.run();
    } finally {
      context.depth = depth;
      session.currentSchema = schema; // of a trigger, which HSQLDB does not restore
    }
  }

  /** Only in the mode MVCC does it not. */
  @Override
  public boolean readingBlocksWriting(Connection connection) throws SQLException {
    Optional<Session> inRoutine = routineSession(connection);
    return inRoutine.isEmpty()
        || inRoutine.get().database.txManager.getTransactionControl() != TransactionManager.MVCC;
  }

  /**
   * HSQLDB itself undoes a failing CALL, see {@link HsqldbRoutineDdl}, when it is told where the
   * CALL began; here the routine, which HSQLDB knows only as a function that reads, gets the right
   * to write.
   */
  @Override
  public <T extends @Nullable Object> T write(Connection connection, Work<T> work)
      throws SQLException {
    Session session = routineSession(connection).orElseThrow(MlError.NOT_A_CALL::with);
    SessionContext context = session.sessionContext;
    Statement caller = caller(context);
    if (!(caller instanceof StatementProcedure) || !caller.isTransactionStatement()) {
      throw MlError.NOT_A_CALL.with();
    }
    if (HsqldbInternals.wasReadOnly(context)) {
      throw MlError.READ_ONLY.with();
    }
    StatementStart start = StatementStart.of(session);
    boolean readOnly = HsqldbInternals.isReadOnly(context);
    HsqldbInternals.setReadOnly(context, false);
    try {
      return withFrames(session, work);
    } catch (Throwable e) {
      start.restore(session);
      throw e;
    } finally {
      HsqldbInternals.setReadOnly(context, readOnly);
    }
  }

  /**
   * Names without a schema in the caller's query are looked up in the caller's schema. HSQLDB
   * collects a result before it hands out the first row; the rows of CACHED tables and of joins it
   * puts into a file beyond some number, if told so and if the database has a folder.
   */
  @Override
  public <T extends @Nullable Object> T stream(Connection connection, Work<T> work)
      throws SQLException {
    Optional<Session> inRoutine = routineSession(connection);
    if (inRoutine.isEmpty()) {
      return work.run();
    }
    Session session = inRoutine.get();
    HsqlName ofRoutine = session.currentSchema;
    session.currentSchema =
        session.database.schemaManager.getSchemaHsqlName(callerSchema(connection));
    int rowsInMemory = session.getResultMemoryRowCount();
    if (rowsInMemory == 0) {
      session.setResultMemoryRowCount(
          (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / HEAP_A_RESULT_ROW));
    }
    try {
      return work.run();
    } finally {
      session.currentSchema = ofRoutine;
      session.setResultMemoryRowCount(rowsInMemory);
    }
  }

  /** What is too large for the heap is CACHED, and so must be what is made of it. */
  @Override
  public String createTable(Connection connection, QualifiedName like) throws SQLException {
    boolean cached =
        new Sql(connection)
            .first(
                """
                SELECT HSQLDB_TYPE FROM INFORMATION_SCHEMA.SYSTEM_TABLES
                WHERE TABLE_SCHEM = ? AND TABLE_NAME = ?
                """,
                List.of(like.schema().name(), like.name().name()),
                row -> "CACHED".equals(row.getString(1))) // NULL for a view
            .orElse(false);
    return cached ? "CREATE CACHED TABLE" : "CREATE TABLE";
  }

  @Override
  public RowValues values(ResultSet rows) {
    return rows instanceof JDBCResultSet own ? new HsqldbRowValues(own) : RowValues.of(rows);
  }

  @Override
  public SQLException outward(MlException failure) {
    MlError error = failure.error();
    return HsqldbErrors.outward(error.sqlState(), error.number(), failure.getMessage(), failure);
  }

  @Override
  public SQLException outward(SQLException failure) {
    return HsqldbErrors.outward(
        failure.getSQLState(), failure.getErrorCode(), failure.getMessage(), failure);
  }

  /**
   * HSQLDB refuses DDL at a depth of calls other than 0, so that the session is shown as at 0 for
   * the time of the statement; it then goes through commit, locks and log as any DDL of a client.
   */
  @Override
  public void define(Connection connection, String ddl) throws SQLException {
    Optional<Session> inRoutine = routineSession(connection);
    if (inRoutine.isEmpty()) {
      new Sql(connection).executeShipped(ddl);
      return;
    }
    Session session = inRoutine.get();
    SessionContext context = session.sessionContext;
    int depth = context.depth;
    Statement statement = context.currentStatement;
    Object arguments = HsqldbInternals.dynamicArguments(context);
    boolean readOnly = HsqldbInternals.isReadOnly(context);
    HsqlName ofRoutine = session.currentSchema;
    // for the caller's query in CREATE TABLE AS
    session.currentSchema =
        session.database.schemaManager.getSchemaHsqlName(callerSchema(connection));
    HsqldbInternals.setReadOnly(context, false);
    context.depth = 0;
    Result result;
    try {
      result = session.executeDirectStatement(ddl);
    } finally {
      session.currentSchema = ofRoutine;
      context.depth = depth;
      context.currentStatement = statement;
      HsqldbInternals.setDynamicArguments(context, arguments);
      HsqldbInternals.setReadOnly(context, readOnly);
    }
    if (result.isError()) {
      throw HsqldbErrors.of(result);
    }
  }

  /** HSQLDB numbers the beginnings of all statements of all sessions. */
  @Override
  public @Nullable Object callingSession(Connection connection) throws SQLException {
    return sessionOfRoutine(connection);
  }

  @Override
  public Object now(Object session) {
    return ((Session) session).getActionSCN();
  }

  @Override
  public boolean isNow(Object session, Object moment) {
    return ((Session) session).getActionSCN() == (Long) moment;
  }

  @Override
  public @Nullable Sighting sight(Object session, String handle) {
    return HsqldbCatalogWatch.sight((Session) session, handle);
  }

  @Override
  public boolean isInSight(Object session, Object anchor, long version) {
    return HsqldbCatalogWatch.isInSight((Session) session, anchor, version);
  }

  @Override
  public long schemaVersion(Object session) {
    return ((Session) session).database.schemaManager.getSchemaChangeTimestamp();
  }

  @Override
  public void assign(
      Connection connection, String callingStatement, String routine, int argument, Object value) {
    // HSQLDB has no session variables that a routine could set
  }

  @Override
  public Supplier<String> callingStatement(Connection connection) {
    return () -> "";
  }

  @Override
  public void requireTriggers(Connection connection, String purpose) {
    // the right to alter the table is enough
  }

  /**
   * Not {@code UPDATE OF}: HSQLDB 2.7.4 keeps the positions of those columns, not their names, so
   * that after {@code ALTER TABLE} it would watch other ones, and a file database whose table lost
   * one of them could not be opened again.
   */
  @Override
  public void createTriggers(Connection connection, Attachment attachment) throws SQLException {
    for (String event : TRIGGER_EVENTS) {
      if (event.equals("INSERT") || attachment.onUpdate()) {
        Identifier trigger = new Identifier(attachment.trigger(event));
        define(
            connection,
            String.format(
                Locale.ROOT,
                "CREATE TRIGGER %s BEFORE %s ON %s FOR EACH ROW CALL %s",
                new QualifiedName(attachment.table().schema(), trigger).sql(),
                event,
                attachment.table().sql(),
                new Identifier(HsqldbScoreTrigger.class.getName()).sql()));
      }
    }
  }

  /** Finds the triggers by name, since the schema of the table may have another name by now. */
  @Override
  public void dropTriggers(Connection connection, Attachment attachment) throws SQLException {
    Sql sql = new Sql(connection);
    for (String event : TRIGGER_EVENTS) {
      String trigger = attachment.trigger(event);
      List<String> schemas =
          sql.query(
              "SELECT TRIGGER_SCHEMA FROM INFORMATION_SCHEMA.TRIGGERS WHERE TRIGGER_NAME = ?",
              List.of(trigger),
              row -> row.getString(1));
      for (String schema : schemas) {
        define(connection, "DROP TRIGGER " + QualifiedName.of(schema, trigger).sql());
      }
    }
  }

  @Override
  public List<String> create(RoutineSpec routine) {
    return new HsqldbRoutineDdl(routine).create();
  }

  @Override
  public List<String> drop(RoutineSpec routine) {
    return new HsqldbRoutineDdl(routine).drop();
  }

  /** The statement that called the routine. */
  private static Statement caller(SessionContext context) {
    // null as soon as the routine has run a statement of its own
    @Nullable Statement current = context.currentStatement;
    return current != null
        ? current
        : HsqldbInternals.caller(context).orElseThrow(MlError.NOT_A_CALL::with);
  }

  /** The session in which a routine runs now; empty for a connection of a client. */
  private static Optional<Session> routineSession(Connection connection) throws SQLException {
    return Optional.ofNullable(sessionOfRoutine(connection));
  }

  private static @Nullable Session sessionOfRoutine(Connection connection) throws SQLException {
    @Nullable Session session = sessionInThisJvm(connection);
    return session != null && session.sessionContext.depth > 0 ? session : null;
  }

  private static @Nullable Session sessionInThisJvm(Connection connection) throws SQLException {
    @Nullable JDBCConnection ofEngine =
        connection instanceof JDBCConnection own
            ? own
            : connection.isWrapperFor(JDBCConnection.class)
                ? connection.unwrap(JDBCConnection.class)
                : null;
    return ofEngine != null && ofEngine.getSession() instanceof Session session ? session : null;
  }
}
