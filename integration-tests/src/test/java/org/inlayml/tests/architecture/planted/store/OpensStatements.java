// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.architecture.planted.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

final class OpensStatements {
  @FunctionalInterface
  private interface Opening {
    PreparedStatement open(String text) throws SQLException;
  }

  Statement statement(Connection connection) throws SQLException {
    return connection.createStatement();
  }

  Statement prepared(Connection connection) throws SQLException {
    return connection.prepareStatement("SELECT 1");
  }

  Statement called(Connection connection) throws SQLException {
    return connection.prepareCall("CALL 1");
  }

  Statement referred(Connection connection) throws SQLException {
    Opening opening = connection::prepareStatement;
    return opening.open("SELECT 1");
  }
}
