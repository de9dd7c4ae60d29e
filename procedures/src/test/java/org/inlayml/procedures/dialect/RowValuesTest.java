// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an engine's own values give is what JDBC gives. */
class RowValuesTest {
  private static final String NUMBERS =
      "I INT, L BIGINT, S SMALLINT, D DOUBLE PRECISION, R REAL, N DECIMAL(20, 3)";
  private static final String OTHERS =
      "V VARCHAR(20), C CHAR(5), T CLOB, B BOOLEAN, A VARBINARY(9), DT DATE, TM TIME(0),"
          + " TS TIMESTAMP(6), TZ TIMESTAMP(3) WITH TIME ZONE, U UUID";
  private static final int FIRST_OTHER = 7;
  private static final int COLUMNS = 16;

  private static Connection open(String engine) throws SQLException {
    Connection connection =
        DriverManager.getConnection("jdbc:" + engine + ":mem:" + UUID.randomUUID(), "SA", "");
    try (Statement statement = connection.createStatement()) {
      for (String table : new String[] {"FROM_HERE", "TO_THERE"}) {
        statement.execute("CREATE TABLE " + table + "(" + NUMBERS + ", " + OTHERS + ")");
      }
      statement.execute(
          "INSERT INTO FROM_HERE VALUES (1, 9007199254740993, -3, 0.1, 2.5, 12345678901234567.891,"
              + " 'a b ', 'x', 'long', TRUE, X'00ff', DATE '1969-12-31', TIME '23:59:58',"
              + " TIMESTAMP '1999-12-31 01:02:03.123456',"
              + " TIMESTAMP '2026-03-29 02:30:00.5+05:30',"
              + " CAST('12345678-1234-1234-1234-123456789abc' AS UUID))");
      statement.execute("INSERT INTO FROM_HERE(I) VALUES (NULL)");
      statement.execute("INSERT INTO FROM_HERE(D, V) VALUES (-0.0, '')");
    }
    return connection;
  }

  @ParameterizedTest
  @ValueSource(strings = {"h2", "hsqldb"})
  void numbers_and_texts_are_those_of_jdbc(String engine) throws SQLException {
    try (Connection connection = open(engine);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT * FROM FROM_HERE")) {
      RowValues own = Dialect.of(connection).values(rows);
      RowValues jdbc = RowValues.of(rows);

      assertThat(own).isNotInstanceOf(JdbcRowValues.class);
      assertThat(own.rowCount()).isEqualTo(3);
      assertThat(jdbc.rowCount()).isEqualTo(RowValues.UNKNOWN);
      while (rows.next()) {
        own.moved();
        jdbc.moved();
        for (int position = 1; position <= COLUMNS; position++) {
          String what = engine + ", column " + position;
          assertThat(own.text(position)).as(what).isEqualTo(jdbc.text(position));
          if (position < FIRST_OTHER) {
            assertThat(Double.doubleToRawLongBits(own.number(position)))
                .as(what)
                .isEqualTo(Double.doubleToRawLongBits(jdbc.number(position)));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"h2", "hsqldb"})
  void objects_are_taken_back_unharmed(String engine) throws SQLException {
    try (Connection connection = open(engine);
        Statement statement = connection.createStatement()) {
      for (boolean plain : new boolean[] {false, true}) {
        statement.execute("DELETE FROM TO_THERE");
        try (ResultSet rows = statement.executeQuery("SELECT * FROM FROM_HERE");
            PreparedStatement insert =
                connection.prepareStatement(
                    "INSERT INTO TO_THERE VALUES (?" + ", ?".repeat(COLUMNS - 1) + ")")) {
          RowValues values = plain ? RowValues.of(rows) : Dialect.of(connection).values(rows);
          while (rows.next()) {
            values.moved();
            for (int position = 1; position <= COLUMNS; position++) {
              insert.setObject(position, values.object(position));
            }
            insert.executeUpdate();
          }
        }

        assertThat(texts(connection, "TO_THERE"))
            .as("%s, by JDBC alone: %s", engine, plain)
            .isEqualTo(texts(connection, "FROM_HERE"));
      }
    }
  }

  private static List<List<@Nullable String>> texts(Connection connection, String table)
      throws SQLException {
    List<List<@Nullable String>> texts = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
      while (rows.next()) {
        List<@Nullable String> row = new ArrayList<>();
        for (int position = 1; position <= COLUMNS; position++) {
          row.add(rows.getString(position));
        }
        texts.add(row);
      }
    }
    return texts;
  }
}
