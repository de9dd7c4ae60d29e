// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.bulk;

import static org.inlayml.tests.database.Answers.run;
import static org.inlayml.tests.database.Answers.text;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** A process that predicts and scores a table that is larger than its heap. */
public final class SmallHeapProcess {
  private static final int NUMBERS = 10;

  private SmallHeapProcess() {}

  /**
   * Works, and prints what the calls returned.
   *
   * @param arguments the URL of a database with Inlay; how many rows; what the table is created by;
   *     what is predicted
   */
  public static void main(String[] arguments) throws SQLException {
    try (Connection connection = DriverManager.getConnection(arguments[0], "SA", "")) {
      fill(connection, Integer.parseInt(arguments[1]), arguments[2]);
      run(
          connection,
          "CALL sys.ML_TRAIN('SELECT * FROM PUBLIC.LARGE WHERE ID < 1000', 'N1',"
              + " '{\"task\": \"regression\", \"algorithm\": \"linear\"}', 'large')");
      print(connection, "scored", "CALL sys.ML_SCORE('PUBLIC.LARGE', 'N1', 'large', 'r2', NULL)");
      print(
          connection,
          "predicted",
          "CALL sys.ML_PREDICT_TABLE('%s', 'large', 'PUBLIC.ANSWERS', NULL)"
              .formatted(arguments[3]));
      print(connection, "kept", "SELECT COUNT(*) FROM PUBLIC.ANSWERS WHERE PREDICTION IS NOT NULL");
    }
  }

  private static void print(Connection connection, String what, String statement)
      throws SQLException {
    System.out.println(what + " " + text(connection, statement));
  }

  private static void fill(Connection connection, int rows, String create) throws SQLException {
    StringBuilder columns = new StringBuilder("ID INT PRIMARY KEY");
    for (int i = 1; i <= NUMBERS; i++) {
      columns.append(", N").append(i).append(" DOUBLE PRECISION");
    }
    run(connection, create + " PUBLIC.LARGE(" + columns + ", T VARCHAR(200))");
    connection.setAutoCommit(false);
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO PUBLIC.LARGE VALUES (?" + ", ?".repeat(NUMBERS + 1) + ")")) {
      for (int row = 0; row < rows; row++) {
        insert.setInt(1, row);
        for (int i = 1; i <= NUMBERS; i++) {
          insert.setDouble(1 + i, Math.floorMod(row * 31L * i, 1009) + 0.5 * i);
        }
        insert.setString(2 + NUMBERS, "text " + row + "-".repeat(100));
        insert.addBatch();
        if (row % 1000 == 999) {
          insert.executeBatch();
          connection.commit();
        }
      }
    }
    connection.setAutoCommit(true);
  }
}
