// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.h2.tools.TriggerAdapter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class H2RowTest {
  private Connection connection;

  /** Made by H2: writes down what it is given. */
  public static final class Describe extends H2RowTrigger {
    /** Called by H2. */
    public Describe() {}

    @Override
    void score(Connection connection, @Nullable H2Row before, H2Row after) throws SQLException {
      List<String> values = new ArrayList<>();
      for (int i = 0; i < after.columns().size(); i++) {
        Object value = after.get(i);
        values.add(value == null ? "null" : value.getClass().getSimpleName() + " " + value);
      }
      after.set(after.position("TEXT"), String.join("; ", values));
      after.set(after.position("AMOUNT"), 12.345);
      after.set(after.position("AT"), LocalDateTime.of(2026, 3, 29, 2, 45, 1));
    }
  }

  /** Made by H2: as {@link Describe}, but of the row it is given nothing but what JDBC promises. */
  public static final class DescribeByJdbc extends TriggerAdapter {
    private final Describe describe = new Describe();

    /** Called by H2. */
    public DescribeByJdbc() {}

    @Override
    public void fire(Connection connection, @Nullable ResultSet before, ResultSet after)
        throws SQLException {
      describe.fire(connection, before == null ? null : plain(before), plain(after));
    }

    private static ResultSet plain(ResultSet row) {
      return (ResultSet)
          Proxy.newProxyInstance(
              ResultSet.class.getClassLoader(),
              new Class<?>[] {ResultSet.class},
              (proxy, method, arguments) -> method.invoke(row, arguments));
    }
  }

  @BeforeEach
  void open() throws SQLException {
    connection = DriverManager.getConnection("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "");
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @ParameterizedTest
  @ValueSource(classes = {Describe.class, DescribeByJdbc.class})
  void reads_and_converts_values_of_any_type(Class<?> trigger) throws SQLException {
    run(
        "CREATE TABLE D(ID INT, C CHAR(4), V VARCHAR, D DATE, S TIMESTAMP, TM TIME, N NUMERIC(9, 2),"
            + " TRUTH BOOLEAN, AMOUNT NUMERIC(9, 1), AT TIMESTAMP(0) WITH TIME ZONE, TEXT VARCHAR)");
    run(
        "CREATE TRIGGER DTG BEFORE INSERT ON D FOR EACH ROW CALL '%s'"
            .formatted(trigger.getName()));

    run(
        "INSERT INTO D(ID, C, V, D, S, TM, N, TRUTH) VALUES (1, 'c', 'v ', DATE '1500-02-28',"
            + " TIMESTAMP '2026-03-29 02:30:00', TIME '10:11:12', 1.5, TRUE)");

    assertThat(one("SELECT TEXT FROM D"))
        .isEqualTo(
            "Integer 1; String c; String v ; LocalDate 1500-02-28; LocalDateTime 2026-03-29T02:30;"
                + " LocalTime 10:11:12; BigDecimal 1.50; Boolean true; null; null; null");
    assertThat(one("SELECT AMOUNT FROM D")).isEqualTo("12.3");
    assertThat(one("SELECT CAST(AT AS TIMESTAMP(0)) FROM D")).isEqualTo("2026-03-29 02:45:01");
  }

  @ParameterizedTest
  @ValueSource(classes = {Describe.class, DescribeByJdbc.class})
  void reads_values_of_rare_types(Class<?> trigger) throws SQLException {
    run(
        "CREATE TABLE D(T TINYINT, S SMALLINT, L BIGINT, R REAL, D DOUBLE PRECISION, F DECFLOAT,"
            + " I VARCHAR_IGNORECASE, E ENUM('e', 'f'), U UUID, TZ TIME WITH TIME ZONE,"
            + " SZ TIMESTAMP WITH TIME ZONE, X INT GENERATED ALWAYS AS (S + 1),"
            + " AMOUNT NUMERIC(9, 1), AT TIMESTAMP(0) WITH TIME ZONE, TEXT VARCHAR)");
    run(
        "CREATE TRIGGER DTG BEFORE INSERT ON D FOR EACH ROW CALL '%s'"
            .formatted(trigger.getName()));

    run(
        "INSERT INTO D(T, S, L, R, D, F, I, E, U, TZ, SZ) VALUES (1, 2, 3, 0.1, 1E-3, 1.5, 'i ',"
            + " 'f', '00000000-0000-0000-0000-000000000007', "
            + " TIME WITH TIME ZONE '10:11:12+01:00',"
            + " TIMESTAMP WITH TIME ZONE '2026-03-29 02:30:00+02:00')");

    assertThat(one("SELECT TEXT FROM D"))
        .isEqualTo(
            "Integer 1; Integer 2; Long 3; Float 0.1; Double 0.001; BigDecimal 1.5; String i ;"
                + " String f; UUID 00000000-0000-0000-0000-000000000007; OffsetTime 10:11:12+01:00;"
                + " OffsetDateTime 2026-03-29T02:30+02:00; Integer 3; null; null; null");
  }

  @Test
  void follows_renamed_columns_by_JDBC_alone() throws SQLException {
    run("CREATE TABLE D(A INT, AMOUNT NUMERIC, AT TIMESTAMP, TEXT VARCHAR)");
    run(
        "CREATE TRIGGER DTG BEFORE INSERT ON D FOR EACH ROW CALL '%s'"
            .formatted(DescribeByJdbc.class.getName()));
    run("INSERT INTO D(A) VALUES (1)");

    run("ALTER TABLE D ALTER COLUMN TEXT RENAME TO OLD");
    run("ALTER TABLE D ADD COLUMN TEXT VARCHAR BEFORE A");
    run("INSERT INTO D(A) VALUES (2)");

    assertThat(one("SELECT TEXT FROM D WHERE A = 2"))
        .isEqualTo("null; Integer 2; null; null; null");
    assertThat(one("SELECT OLD FROM D WHERE A = 2")).isNull();
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
