// SPDX-License-Identifier: Apache-2.0
package org.inlayml.examples.server;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A program with JDBC alone: it uses nothing of Inlay, nor anything else of the examples. */
final class Client {
  private Client() {}

  /**
   * Predicts, and makes a mistake.
   *
   * @param arguments the JDBC URL of the server
   */
  public static void main(String[] arguments) throws SQLException {
    PrintStream out = System.out;
    out.println("Inlay on the client's class path: " + (hasInlay() ? "yes" : "no"));
    try (Connection connection = DriverManager.getConnection(arguments[0], "SA", "");
        Statement statement = connection.createStatement()) {
      try (ResultSet result =
          statement.executeQuery(
              "SELECT sys.ML_PREDICT_LABEL('iris_model', ARRAY[5.1, 3.5, 1.4, 0.2])"
                  + " FROM (VALUES(0))")) {
        while (result.next()) {
          out.println("predicted: " + result.getString(1));
        }
      }
      statement.execute("CALL sys.ML_TRAIN('PUBLIC.IRIS', 'specie', NULL, 'wrong')");
    } catch (SQLException e) {
      out.println("error " + e.getSQLState() + ": " + e.getMessage());
    }
  }

  private static boolean hasInlay() {
    try {
      Class.forName("org.inlayml.Inlay");
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
