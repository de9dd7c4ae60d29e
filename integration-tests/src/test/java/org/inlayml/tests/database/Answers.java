// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.inlayml.learning.error.MlError;
import org.jspecify.annotations.Nullable;

/** What statements answer. */
public final class Answers {
  private Answers() {}

  /** Runs statements one after the other. */
  public static void run(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String text : statements) {
        statement.execute(text);
      }
    }
  }

  /** The first column of the first row; fails where there is no row. */
  public static @Nullable Object value(Connection connection, String query, Object... parameters)
      throws SQLException {
    List<List<@Nullable Object>> rows = rows(connection, query, parameters);
    assertThat(rows).as(query).isNotEmpty();
    return rows.get(0).get(0);
  }

  /** As {@link #value}, as text. */
  public static String text(Connection connection, String query, Object... parameters)
      throws SQLException {
    return String.valueOf(value(connection, query, parameters));
  }

  /** As {@link #value}, as a number. */
  public static double number(Connection connection, String query, Object... parameters)
      throws SQLException {
    Object value = value(connection, query, parameters);
    assertThat(value).as(query).isInstanceOf(Number.class);
    return value instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  /** All rows. */
  public static List<List<@Nullable Object>> rows(
      Connection connection, String query, Object... parameters) throws SQLException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          List<@Nullable Object> row = new ArrayList<>();
          for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            row.add(result.getObject(i));
          }
          rows.add(row);
        }
      }
    }
    return rows;
  }

  /** The labels of the columns of a result. */
  public static List<String> columns(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      List<String> labels = new ArrayList<>();
      for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
        labels.add(result.getMetaData().getColumnLabel(i));
      }
      return labels;
    }
  }

  /** Asserts that work fails with an error of ours: SQLSTATE, number, and parts of the text. */
  public static void assertMlError(MlError error, ThrowingCallable work, String... parts) {
    assertThatThrownBy(work)
        .as("an error %s", error)
        .isInstanceOfSatisfying(
            SQLException.class,
            failure ->
                assertThat(failure.getSQLState())
                    .as(failure.getMessage())
                    .isEqualTo(error.sqlState()))
        .hasMessageContaining(String.format(Locale.ROOT, "ML%06d: ", error.number()))
        .hasMessageContainingAll(parts);
  }
}
