// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.dialect;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.h2.command.Command;
import org.h2.engine.DbSettings;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.jdbc.JdbcResultSet;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.MlException;
import org.inlayml.procedures.attachment.Attachment;
import org.inlayml.procedures.reference.RoutineSpec;
import org.inlayml.procedures.reference.RoutineSpec.Column;
import org.inlayml.store.sql.Identifier;
import org.inlayml.store.sql.QualifiedName;
import org.inlayml.store.sql.Sql;
import org.inlayml.store.sql.SqlPart;
import org.inlayml.store.sql.TextLiteral;
import org.jspecify.annotations.Nullable;

/**
 * H2, from 2.3.232 on. What JDBC does not tell a routine comes from the session behind the
 * connection, which costs the reading of a field. Stateless, thread-safe.
 */
final class H2Dialect implements Dialect {
  private static final String TRIGGER_EVENT = "ROW";
  private static final String COLUMNS_ALONE = "jdbc:columnlist:connection";

  @Override
  public String name() {
    return "h2";
  }

  @Override
  public String callerSchema(Connection connection) throws SQLException {
    Optional<SessionLocal> session = session(connection);
    return session.isPresent() ? session.get().getCurrentSchemaName() : connection.getSchema();
  }

  /** The routine runs in the caller's schema at any rate. */
  @Override
  public void useSchema(Connection connection, String schema) {}

  @Override
  public String user(Connection connection) throws SQLException {
    Optional<SessionLocal> session = session(connection);
    return session.isPresent()
        ? session.get().getUser().getName()
        : connection.getMetaData().getUserName();
  }

  @Override
  public boolean isAdministrator(Connection connection) throws SQLException {
    Optional<SessionLocal> session = session(connection);
    return session.isPresent() && session.get().getUser().isAdmin();
  }

  @Override
  public Set<String> roles(Connection connection) throws SQLException {
    Optional<SessionLocal> session = session(connection);
    return session.isPresent() ? H2Grantees.roles(session.get()) : Set.of();
  }

  @Override
  public List<String> grantees(Connection connection) throws SQLException {
    Optional<SessionLocal> session = session(connection);
    return session.isPresent() ? H2Grantees.all(session.get()) : List.of();
  }

  @Override
  public boolean isStill(Object session, String user, String role) {
    return H2Grantees.isStill((SessionLocal) session, user, role);
  }

  @Override
  public RunningCall runningCall(Connection connection) throws SQLException {
    @Nullable SessionLocal session = localSession(connection);
    return session == null ? new UnseenCall(connection) : new H2RunningCall(session);
  }

  /** H2 says so by the URL, and asks at least once a statement. */
  @Override
  public boolean asksForColumns(Connection connection) throws SQLException {
    return COLUMNS_ALONE.equals(connection.getMetaData().getURL());
  }

  @Override
  public ResultSet result(
      Connection connection, List<Column> columns, List<? extends List<@Nullable Object>> rows) {
    return H2Result.of(columns, rows);
  }

  @Override
  public <T extends @Nullable Object> T read(Connection connection, Work<T> work)
      throws SQLException {
    return work.run();
  }

  @Override
  public <T extends @Nullable Object> T glance(Connection connection, Work<T> work)
      throws SQLException {
    return work.run();
  }

  @Override
  public boolean readingBlocksWriting(Connection connection) {
    return false;
  }

  /** H2 keeps what a failing CALL has written, so that it is undone here. */
  @Override
  public <T extends @Nullable Object> T write(Connection connection, Work<T> work)
      throws SQLException {
    Savepoint savepoint = connection.setSavepoint();
    try {
      T result = work.run();
      connection.releaseSavepoint(savepoint);
      return result;
    } catch (Throwable e) {
      try {
        connection.rollback(savepoint);
      } catch (SQLException gone) {
        // DDL has committed: the savepoint is no more, and the first failure is what matters
        e.addSuppressed(gone);
      }
      throw e;
    }
  }

  /** Lets H2 hand out rows as it finds them instead of collecting them first. */
  @Override
  public <T extends @Nullable Object> T stream(Connection connection, Work<T> work)
      throws SQLException {
    Optional<SessionLocal> session = session(connection);
    if (session.isEmpty() || session.get().isLazyQueryExecution()) {
      return work.run();
    }
    session.get().setLazyQueryExecution(true);
    try {
      return work.run();
    } finally {
      session.get().setLazyQueryExecution(false);
    }
  }

  @Override
  public String createTable(Connection connection, QualifiedName like) {
    return "CREATE TABLE";
  }

  @Override
  public RowValues values(ResultSet rows) throws SQLException {
    return rows instanceof JdbcResultSet own ? new H2RowValues(own) : RowValues.of(rows);
  }

  @Override
  public SQLException outward(MlException failure) {
    return new SQLException(
        failure.getMessage(), failure.error().sqlState(), failure.error().number(), failure);
  }

  @Override
  public SQLException outward(SQLException failure) {
    return failure;
  }

  @Override
  public void define(Connection connection, String ddl) throws SQLException {
    new Sql(connection).executeShipped(ddl);
  }

  @Override
  public void assign(
      Connection connection, String callingStatement, String routine, int argument, Object value)
      throws SQLException {
    Optional<SessionLocal> session = session(connection);
    if (session.isPresent()) {
      DbSettings settings = session.get().getDatabase().getSettings();
      Optional<Identifier> variable =
          CallArguments.variable(
              callingStatement, routine, argument, name -> keptAs(settings, name));
      if (variable.isPresent()) {
        new Sql(connection).update("SET @{} = ?", List.of(variable.get()), List.of(value));
      }
    }
  }

  private static String keptAs(DbSettings settings, String bareName) {
    if (settings.databaseToUpper) {
      return bareName.toUpperCase(Locale.ROOT);
    }
    return settings.databaseToLower ? bareName.toLowerCase(Locale.ROOT) : bareName;
  }

  @Override
  public Supplier<String> callingStatement(Connection connection) throws SQLException {
    Optional<SessionLocal> session = session(connection);
    @Nullable Command command = session.isPresent() ? session.get().getCurrentCommand() : null;
    return command == null ? () -> "" : command::toString;
  }

  /** H2 lets only administrators create triggers in Java, whoever owns the table. */
  @Override
  public void requireTriggers(Connection connection, String purpose) throws SQLException {
    if (!isAdministrator(connection)) {
      throw MlError.NOT_ADMINISTRATOR.with(purpose, user(connection));
    }
  }

  @Override
  public void createTriggers(Connection connection, Attachment attachment) throws SQLException {
    Identifier name = new Identifier(attachment.trigger(TRIGGER_EVENT));
    List<SqlPart> parts =
        List.of(
            new QualifiedName(attachment.table().schema(), name),
            attachment.table(),
            new TextLiteral(H2ScoreTrigger.class.getName()));
    Sql sql = new Sql(connection);
    if (attachment.onUpdate()) {
      sql.execute("CREATE TRIGGER {} BEFORE INSERT, UPDATE ON {} FOR EACH ROW CALL {}", parts);
    } else {
      sql.execute("CREATE TRIGGER {} BEFORE INSERT ON {} FOR EACH ROW CALL {}", parts);
    }
  }

  /** Finds the trigger by its name, since the schema of the table may have another name by now. */
  @Override
  public void dropTriggers(Connection connection, Attachment attachment) throws SQLException {
    String name = attachment.trigger(TRIGGER_EVENT);
    Sql sql = new Sql(connection);
    List<String> schemas =
        sql.query(
            "SELECT DISTINCT TRIGGER_SCHEMA FROM INFORMATION_SCHEMA.TRIGGERS WHERE TRIGGER_NAME = ?",
            List.of(name),
            row -> row.getString(1));
    for (String schema : schemas) {
      sql.execute("DROP TRIGGER IF EXISTS {}", List.of(QualifiedName.of(schema, name)));
    }
  }

  @Override
  public List<String> create(RoutineSpec routine) {
    String alias = routine.qualifiedName();
    // not dropped first: that fails where a generated column or a CHECK uses the alias, and H2
    // takes
    // new forms of the method by itself when it opens the database
    List<String> statements = new ArrayList<>();
    statements.add(
        "CREATE ALIAS IF NOT EXISTS " + alias + " FOR " + new TextLiteral(method(routine)).sql());
    statements.add("COMMENT ON ALIAS " + alias + " IS " + new TextLiteral(routine.summary()).sql());
    for (String view : routine.view().stream().toList()) {
      statements.add("CREATE OR REPLACE VIEW ML." + view + " AS SELECT * FROM " + alias + "()");
      statements.add("GRANT SELECT ON ML." + view + " TO PUBLIC");
    }
    return statements;
  }

  /** The Java method, of which H2 takes all forms, told apart by their number of parameters. */
  private static String method(RoutineSpec routine) {
    boolean positional =
        routine.overloads().stream()
            .flatMap(overload -> overload.parameters().stream())
            .anyMatch(parameter -> parameter.type() == Object[].class);
    if (!positional) {
      return routine.type().getName() + ".call";
    }
    String name = routine.type().getSimpleName();
    return H2Positional.class.getName()
        + "."
        + name.substring(0, 1).toLowerCase(Locale.ROOT)
        + name.substring(1);
  }

  @Override
  public List<String> drop(RoutineSpec routine) {
    String alias = "DROP ALIAS IF EXISTS " + routine.qualifiedName();
    return routine
        .view()
        .map(view -> List.of("DROP VIEW IF EXISTS ML." + view, alias))
        .orElse(List.of(alias));
  }

  @Override
  public @Nullable Object callingSession(Connection connection) throws SQLException {
    return CommandTimes.START_OR_END == null ? null : localSession(connection);
  }

  @Override
  public Object now(Object session) {
    return CommandTimes.startOrEnd((SessionLocal) session);
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // two statements may begin within one tick
  public boolean isNow(Object session, Object moment) {
    return CommandTimes.startOrEnd((SessionLocal) session) == moment;
  }

  @Override
  public @Nullable Sighting sight(Object session, String handle) {
    return H2CatalogWatch.sight((SessionLocal) session);
  }

  @Override
  public boolean isInSight(Object session, Object anchor, long version) {
    return H2CatalogWatch.isInSight((SessionLocal) session, anchor, version);
  }

  @Override
  public long schemaVersion(Object session) {
    return ((SessionLocal) session).getDatabase().getModificationMetaId();
  }

  /**
   * H2 makes a new Instant whenever a command of the session begins or ends. A class of its own,
   * since this one is also loaded where H2 is not.
   */
  private static final class CommandTimes {
    private static final @Nullable VarHandle START_OR_END = find();

    static Instant startOrEnd(SessionLocal session) {
      VarHandle field = Objects.requireNonNull(START_OR_END, "asked for first");
      return (Instant) field.get(session);
    }

    private static @Nullable VarHandle find() {
      try {
        return MethodHandles.privateLookupIn(SessionLocal.class, MethodHandles.lookup())
            .findVarHandle(SessionLocal.class, "commandStartOrEnd", Instant.class);
      } catch (ReflectiveOperationException | RuntimeException e) {
        return null; // another H2: models are looked up for each row
      }
    }
  }

  /** The session; empty where the database runs in a server, which no routine ever sees. */
  private static Optional<SessionLocal> session(Connection connection) throws SQLException {
    return Optional.ofNullable(localSession(connection));
  }

  /** The session; null where the database runs in a server. */
  static @Nullable SessionLocal localSession(Connection connection) throws SQLException {
    @Nullable JdbcConnection ofEngine =
        connection instanceof JdbcConnection own
            ? own
            : connection.isWrapperFor(JdbcConnection.class)
                ? connection.unwrap(JdbcConnection.class)
                : null;
    return ofEngine != null && ofEngine.getSession() instanceof SessionLocal local ? local : null;
  }
}
