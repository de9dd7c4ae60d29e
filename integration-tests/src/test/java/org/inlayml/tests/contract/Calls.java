// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.inlayml.learning.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * The routines that most tests call, through statements with parameters. JSON may be written with
 * single quotes here.
 */
final class Calls {
  private Calls() {}

  /** Trains and returns the handle. */
  static String train(
      Connection connection,
      @Nullable String relation,
      @Nullable String target,
      @Nullable String options,
      @Nullable String handle)
      throws SQLException {
    return text(
        connection, "CALL sys.ML_TRAIN(?, ?, ?, ?)", relation, target, json(options), handle);
  }

  /** Predicts a row; what comes back is valid JSON. */
  static Map<String, @Nullable Object> predictRow(
      Connection connection, @Nullable String row, @Nullable String handle) throws SQLException {
    return Json.parseObject(predictedRow(connection, row, handle, null));
  }

  /** As {@link #predictRow}, the text. */
  static String predictedRow(
      Connection connection,
      @Nullable String row,
      @Nullable String handle,
      @Nullable String options)
      throws SQLException {
    return text(
        connection,
        "SELECT sys.ML_PREDICT_ROW(?, ?, ?) FROM (VALUES(0))",
        row,
        handle,
        json(options));
  }

  /** Predicts a table and returns how many rows were written. */
  static long predictTable(
      Connection connection, @Nullable String relation, @Nullable String handle, String output)
      throws SQLException {
    return Long.parseLong(
        text(connection, "CALL sys.ML_PREDICT_TABLE(?, ?, ?, ?)", relation, handle, output, null));
  }

  /** The one value of a statement's one row, as text. */
  static String text(Connection connection, String statement, @Nullable String... parameters)
      throws SQLException {
    try (PreparedStatement prepared = connection.prepareStatement(statement)) {
      for (int i = 0; i < parameters.length; i++) {
        prepared.setString(i + 1, parameters[i]);
      }
      try (ResultSet result = prepared.executeQuery()) {
        assertThat(result.next()).as("a row of %s", statement).isTrue();
        String text = result.getString(1);
        assertThat(result.next()).as("a second row of %s", statement).isFalse();
        return String.valueOf(text);
      }
    }
  }

  /** The object that a member of a JSON object is. */
  @SuppressWarnings("unchecked") // the JSON reader makes no other maps
  static Map<String, @Nullable Object> object(Map<String, @Nullable Object> json, String key) {
    Object member = json.get(key);
    if (member instanceof Map<?, ?> object) {
      return (Map<String, @Nullable Object>) object;
    }
    throw new AssertionError(key + " is no object in " + json);
  }

  /** A value that must be a number. */
  static double number(@Nullable Object value) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    throw new AssertionError(value + " is no number");
  }

  /** JSON from a text with single quotes. */
  static @Nullable String json(@Nullable String text) {
    return text == null ? null : text.replace('\'', '"');
  }
}
