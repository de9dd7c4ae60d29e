// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.value.Value;
import org.inlayml.learning.error.MlError;
import org.inlayml.procedures.reference.RoutineSpec;
import org.inlayml.procedures.routine.MlPredict;
import org.inlayml.procedures.routine.MlPredictLabel;
import org.inlayml.procedures.routine.MlPredictProba;
import org.inlayml.procedures.routine.MlVersion;
import org.inlayml.procedures.session.Session;
import org.inlayml.store.sql.Identifier;
import org.inlayml.store.sql.Sql;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class H2DialectTest {
  private String url = "";
  private Connection connection;

  /** Called by H2. */
  public static final class Routines {
    private Routines() {}

    public static @Nullable String assign(Connection connection, String value, String variable)
        throws SQLException {
      Supplier<String> statement = Dialect.H2.callingStatement(connection);
      new Sql(connection).update("INSERT INTO PUBLIC.LOG VALUES 'nested'", List.of());
      Dialect.H2.assign(connection, statement.get(), "ASSIGN", 1, value);
      return variable;
    }

    public static String caller(Connection connection) throws SQLException {
      return Dialect.H2.callerSchema(connection) + " " + Dialect.H2.user(connection);
    }

    public static String write(Connection connection, String value, boolean fail)
        throws SQLException {
      return Dialect.H2.write(
          connection,
          () -> {
            new Sql(connection).update("INSERT INTO PUBLIC.LOG VALUES ?", List.of(value));
            if (fail) {
              throw Dialect.H2.outward(MlError.INVALID_NAME.with(value, "it is bad"));
            }
            return value;
          });
    }

    public static String define(Connection connection, boolean fail) throws SQLException {
      return Dialect.H2.write(
          connection,
          () -> {
            Dialect.H2.define(connection, "CREATE TABLE PUBLIC.MADE(A INT)");
            if (fail) {
              throw Dialect.H2.outward(MlError.INVALID_NAME.with("x", "it is bad"));
            }
            return "made";
          });
    }

    public static long stream(Connection connection, String failAt) throws SQLException {
      SessionLocal session = session(connection);
      long[] sum = {0};
      Dialect.H2.stream(
          connection,
          () ->
              new Sql(connection)
                  .read(
                      "SELECT A FROM PUBLIC.T",
                      List.of(),
                      List.of(),
                      rows -> {
                        assertThat(session.isLazyQueryExecution()).isTrue();
                        while (rows.next()) {
                          sum[0] += rows.getInt(1);
                          new Sql(connection)
                              .update("INSERT INTO PUBLIC.T VALUES ?", List.of(rows.getInt(1)));
                          new Sql(connection)
                              .query(
                                  "SELECT COUNT(*) FROM PUBLIC.LOG", List.of(), r -> r.getInt(1));
                          if (Integer.parseInt(failAt) == rows.getInt(1)) {
                            throw new SQLException("stop", "ML000", 7);
                          }
                        }
                        return sum[0];
                      }));
      return sum[0];
    }

    public static String describe(Connection connection, Value... features) throws SQLException {
      StringBuilder text = new StringBuilder();
      return Session.row(
          connection,
          () -> {
            Value[] elements = H2Positional.elements(features);
            for (int i = 0; i < elements.length; i++) {
              Object value = H2Positional.value("DESCRIBE", i, elements[i]);
              text.append(value == null ? "null" : value.getClass().getSimpleName() + " " + value);
              text.append("; ");
            }
            return text.toString();
          });
    }
  }

  @BeforeEach
  void open() throws SQLException {
    url = "jdbc:h2:mem:" + UUID.randomUUID();
    connection = DriverManager.getConnection(url, "sa", "");
    run("CREATE TABLE LOG(A VARCHAR)");
    run("CREATE TABLE T(A INT)");
    for (String routine : List.of("assign", "caller", "write", "define", "stream", "describe")) {
      run(
          "CREATE ALIAS %s FOR '%s.%s'"
              .formatted(routine.toUpperCase(Locale.ROOT), Routines.class.getName(), routine));
    }
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void is_found_by_the_product() throws SQLException {
    assertThat(Dialect.of(connection)).isSameAs(Dialect.H2);
    assertThat(Dialect.H2.name()).isEqualTo("h2");
  }

  @Test
  void knows_schema_and_user_of_the_caller() throws SQLException {
    run("CREATE SCHEMA \"My Schema\"");
    run("CREATE USER BOB PASSWORD 'b'");

    run("SET SCHEMA \"My Schema\"");

    assertThat(one("CALL PUBLIC.CALLER()")).isEqualTo("My Schema SA");
    try (Connection bob = DriverManager.getConnection(url, "bob", "b");
        Statement statement = bob.createStatement();
        ResultSet rows = statement.executeQuery("CALL CALLER()")) {
      rows.next();
      assertThat(rows.getString(1)).isEqualTo("PUBLIC BOB");
    }
  }

  @Test
  void sets_the_variable_in_the_call() throws SQLException {
    run("CALL PUBLIC.assign('v1', @handle)");

    assertThat(one("CALL @HANDLE")).isEqualTo("v1");
  }

  @Test
  void sets_the_variable_of_a_prepared_call() throws SQLException {
    try (PreparedStatement call = connection.prepareStatement("CALL ASSIGN(?, @\"Quoted v\")")) {
      for (String value : List.of("a, @x)", "b")) {
        call.setString(1, value);
        call.execute();

        assertThat(one("CALL @\"Quoted v\"")).isEqualTo(value);
      }
    }
  }

  @Test
  void sets_the_variable_of_a_callable_statement() throws SQLException {
    try (PreparedStatement call = connection.prepareCall("{call ASSIGN(?, @m)}")) {
      call.setString(1, "v");
      call.execute();
    }
    assertThat(one("CALL @M")).isEqualTo("v");

    try (PreparedStatement call = connection.prepareCall("{call ASSIGN('w', @n)}")) {
      call.execute();
    }
    assertThat(one("CALL @N")).isEqualTo("w");
  }

  @Test
  void sets_the_variables_of_several_statements_in_one_text() throws SQLException {
    run("CALL ASSIGN('1', @a); CALL ASSIGN('2', @b); SELECT ASSIGN('3', @c)");

    assertThat(one("SELECT @a || @b || @c")).isEqualTo("123");
  }

  @Test
  void sets_nothing_where_no_variable_is_given() throws SQLException {
    run("SET @x = 'before'");

    run("CALL ASSIGN('v', 'x')");
    run("CALL ASSIGN('v', @x || '')");

    assertThat(one("CALL @x")).isEqualTo("before");
  }

  @Test
  void keeps_the_case_that_the_database_keeps() throws SQLException {
    try (Connection lower =
            DriverManager.getConnection("jdbc:h2:mem:;DATABASE_TO_UPPER=FALSE", "sa", "");
        Statement statement = lower.createStatement()) {
      statement.execute("CREATE TABLE PUBLIC.LOG(A VARCHAR)");
      statement.execute("CREATE ALIAS ASSIGN FOR '" + Routines.class.getName() + ".assign'");

      statement.execute("CALL ASSIGN('v', @mixedCase)");

      try (ResultSet rows = statement.executeQuery("CALL @mixedCase")) {
        rows.next();
        assertThat(rows.getString(1)).isEqualTo("v");
      }
    }
  }

  @Test
  void undoes_what_a_failing_call_has_written_with_autocommit() throws SQLException {
    run("CALL WRITE('good', FALSE)");

    assertBadName("CALL WRITE('bad', TRUE)", "bad");

    assertThat(one("SELECT LISTAGG(A) FROM LOG")).isEqualTo("good");
  }

  @Test
  void undoes_only_the_call_within_a_transaction() throws SQLException {
    connection.setAutoCommit(false);
    run("INSERT INTO LOG VALUES 'mine'");
    run("CALL WRITE('good', FALSE)");

    assertBadName("CALL WRITE('bad', TRUE)", "bad");

    assertThat(one("SELECT LISTAGG(A) WITHIN GROUP (ORDER BY A) FROM LOG")).isEqualTo("good,mine");
    connection.rollback();
    assertThat(one("SELECT COUNT(*) FROM LOG")).isEqualTo("0");
  }

  @Test
  void keeps_the_first_failure_after_a_definition() throws SQLException {
    assertThat(one("CALL DEFINE(FALSE)")).isEqualTo("made");
    run("DROP TABLE MADE");

    assertBadName("CALL DEFINE(TRUE)", "x");
  }

  @Test
  void streams_while_other_statements_run() throws SQLException {
    run("INSERT INTO T SELECT X FROM SYSTEM_RANGE(1, 3000)");

    String sum = one("CALL STREAM('0')");

    assertThat(sum).isEqualTo("4501500");
    assertThat(one("SELECT COUNT(*) FROM T")).isEqualTo("6000");
    assertThat(session(connection).isLazyQueryExecution()).isFalse();
  }

  @Test
  void stops_streaming_after_a_failure() throws SQLException {
    run("INSERT INTO T SELECT X FROM SYSTEM_RANGE(1, 30)");

    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> run("CALL STREAM('10')"))
        .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("ML000"))
        .satisfies(e -> assertThat(e.getErrorCode()).isEqualTo(7))
        .withMessageStartingWith("stop");
    assertThat(session(connection).isLazyQueryExecution()).isFalse();
    assertThat(one("SELECT COUNT(*) FROM LOG")).isEqualTo("0");
  }

  @Test
  void leaves_streaming_on_where_the_caller_has_it() throws SQLException {
    run("SET LAZY_QUERY_EXECUTION 1");

    run("CALL STREAM('0')");

    assertThat(session(connection).isLazyQueryExecution()).isTrue();
  }

  @Test
  void converts_values_of_any_type() throws SQLException {
    assertThat(one("CALL DESCRIBE(1, 1.5, 2e0, CAST(3 AS DOUBLE PRECISION), TRUE, NULL)"))
        .isEqualTo("Integer 1; BigDecimal 1.5; BigDecimal 2; Double 3.0; Boolean true; null; ");
    assertThat(one("CALL DESCRIBE('a ', CAST('b' AS CHAR(3)), CAST('c' AS CLOB), 9999999999)"))
        .isEqualTo("String a ; String b; String c; Long 9999999999; ");
    assertThat(
            one(
                "CALL DESCRIBE(DATE '1500-02-28', TIME '10:11:12', TIMESTAMP '2026-03-29 02:30:00')"))
        .isEqualTo("LocalDate 1500-02-28; LocalTime 10:11:12; LocalDateTime 2026-03-29T02:30; ");
    assertThat(
            one(
                "CALL DESCRIBE(TIMESTAMP WITH TIME ZONE '2026-03-29 02:30:00+05:45',"
                    + " TIME WITH TIME ZONE '10:11:12+01')"))
        .isEqualTo("OffsetDateTime 2026-03-29T02:30+05:45; OffsetTime 10:11:12+01:00; ");
    assertThat(one("CALL DESCRIBE(UUID '00000000-0000-0000-0000-000000000001')"))
        .isEqualTo("String 00000000-0000-0000-0000-000000000001; ");
  }

  @Test
  void takes_an_array_or_a_row_for_all_values() throws SQLException {
    assertThat(one("CALL DESCRIBE(ARRAY[1, 2, NULL])")).isEqualTo("Integer 1; Integer 2; null; ");
    assertThat(one("CALL DESCRIBE(ROW(1, 'b'))")).isEqualTo("Integer 1; String b; ");
    assertThat(one("CALL DESCRIBE((SELECT 1, 'b'))")).isEqualTo("Integer 1; String b; ");
    assertThat(one("CALL DESCRIBE()")).isEmpty();
  }

  @Test
  void refuses_values_that_are_no_features() {
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> run("CALL DESCRIBE(1, X'01')"))
        .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("ML016"))
        .satisfies(e -> assertThat(e.getErrorCode()).isEqualTo(100016))
        .withMessageContaining(
            "argument 'feature 2' of DESCRIBE is of the type BINARY VARYING, but expects a number");
  }

  @Test
  void creates_and_drops_routines() throws SQLException {
    run("CREATE SCHEMA SYS");
    for (Class<?> type :
        List.of(MlVersion.class, MlPredict.class, MlPredictLabel.class, MlPredictProba.class)) {
      RoutineSpec routine = RoutineSpec.of(type, List.of());
      for (int times = 0; times < 2; times++) {
        for (String statement : Dialect.H2.create(routine)) {
          run(statement);
        }
      }

      assertThat(
              one(
                  "SELECT REMARKS FROM INFORMATION_SCHEMA.ROUTINES WHERE ROUTINE_NAME = '%s'"
                      .formatted(routine.name())))
          .isEqualTo(routine.summary());
    }
    assertThat(one("CALL SYS.ML_VERSION()")).isNotEmpty();
    assertThat(one("CALL SYS.ML_PREDICT(NULL, 1, 'a')")).isNull();
    assertThat(one("CALL SYS.ML_PREDICT_LABEL(NULL, ARRAY[1])")).isNull();
    assertThat(one("CALL SYS.ML_PREDICT_PROBA(NULL)")).isNull();

    for (String statement : Dialect.H2.drop(RoutineSpec.of(MlVersion.class, List.of()))) {
      run(statement);
      run(statement);
    }

    assertThat(one("SELECT COUNT(*) FROM INFORMATION_SCHEMA.ROUTINES WHERE ROUTINE_SCHEMA = 'SYS'"))
        .isEqualTo("3");
  }

  @Test
  void sets_variables_by_their_quoted_name() throws SQLException {
    new Sql(connection)
        .update("SET @{} = ?", List.of(new Identifier("A\"; DROP TABLE LOG --")), List.of("v"));

    assertThat(one("CALL @\"A\"\"; DROP TABLE LOG --\"")).isEqualTo("v");
  }

  private void assertBadName(String statement, String name) {
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> run(statement))
        .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("ML014"))
        .satisfies(e -> assertThat(e.getErrorCode()).isEqualTo(100014))
        .withMessageContaining(name + " is not a valid name: it is bad.");
  }

  private static SessionLocal session(Connection connection) throws SQLException {
    return (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private @Nullable String one(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
