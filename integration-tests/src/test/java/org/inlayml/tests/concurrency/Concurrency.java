// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.concurrency;

import static org.inlayml.tests.database.Answers.run;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.inlayml.tests.database.Database;
import org.inlayml.tests.database.TestDatabase;

/** The ways in which the engines let sessions work at once. */
enum Concurrency {
  H2(Database.H2_MEMORY, ""),
  H2_FILE(Database.H2_FILE, ""),
  H2_SERVER(Database.H2_SERVER, ""),
  /** HSQLDB's default: sessions wait for each other's tables. */
  HSQLDB_LOCKS(Database.HSQLDB_MEMORY, "LOCKS"),
  HSQLDB_MVLOCKS(Database.HSQLDB_MEMORY, "MVLOCKS"),
  HSQLDB_MVCC(Database.HSQLDB_MEMORY, "MVCC"),
  HSQLDB_FILE(Database.HSQLDB_FILE, "LOCKS"),
  HSQLDB_SERVER(Database.HSQLDB_SERVER, "LOCKS");

  private final Database database;
  private final String transactionControl;

  Concurrency(Database database, String transactionControl) {
    this.database = database;
    this.transactionControl = transactionControl;
  }

  /** A database with 60 rows of a number A and of Y, which is 'even' or 'odd' as A is. */
  TestDatabase open(Path folder) throws SQLException {
    TestDatabase opened = TestDatabase.installed(database, folder);
    try (Connection connection = opened.connect()) {
      if (!transactionControl.isEmpty()) {
        run(connection, "SET DATABASE TRANSACTION CONTROL " + transactionControl);
      }
      run(connection, "CREATE TABLE T (A INTEGER, Y VARCHAR(9))");
      for (int i = 0; i < 60; i++) {
        run(
            connection,
            "INSERT INTO T VALUES (%d, '%s')".formatted(i % 4, i % 2 == 0 ? "even" : "odd"));
      }
    }
    return opened;
  }
}
