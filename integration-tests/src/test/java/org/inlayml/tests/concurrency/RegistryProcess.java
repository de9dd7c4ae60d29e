// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.concurrency;

import static org.inlayml.tests.database.Answers.number;
import static org.inlayml.tests.database.Answers.rows;
import static org.inlayml.tests.database.Answers.run;
import static org.inlayml.tests.database.Answers.text;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/**
 * A process that trains, deploys, rolls back and drops versions of the project {@code p} until it
 * is killed. Before each transaction it writes what it is about to do into a journal, and after the
 * commit that it is done.
 */
public final class RegistryProcess {
  private static final String TRAIN =
      "CALL sys.ML_TRAIN('PUBLIC.T', 'Y', '{\"algorithm\": \"random_forest\", \"project\": \"p\","
          + " \"deploy\": \"never\", \"materialize_snapshot\": true, \"hyperparameters\":"
          + " {\"n_estimators\": 10, \"min_samples_leaf\": 1}}', NULL)";

  private static final int KEPT = 4;

  private final Connection connection;
  private final Path journal;

  private RegistryProcess(Connection connection, Path journal) {
    this.connection = connection;
    this.journal = journal;
  }

  /**
   * Works.
   *
   * @param arguments the database's URL; the journal
   */
  public static void main(String[] arguments) throws SQLException, IOException {
    try (Connection connection = DriverManager.getConnection(arguments[0], "SA", "")) {
      connection.setAutoCommit(false);
      new RegistryProcess(connection, Path.of(arguments[1])).work();
    }
  }

  private void work() throws SQLException, IOException {
    for (long round = 0; round < Long.MAX_VALUE; round++) {
      int version = 1 + lastVersion();
      commit("train " + version, TRAIN);
      commit("deploy " + version, "CALL sys.ML_DEPLOY('p', '%d', NULL)".formatted(version));
      if (round % 2 == 1) {
        int previous =
            Integer.parseInt(
                text(
                    connection,
                    "SELECT PREVIOUS_VERSION FROM ML.DEPLOYMENT WHERE DEPLOYMENT_ID ="
                        + " (SELECT MAX(DEPLOYMENT_ID) FROM ML.DEPLOYMENT)"));
        run(connection, "CALL sys.ML_DEPLOY('p', '%d', NULL)".formatted(previous));
        connection.rollback();
        commit("deploy " + previous, "CALL sys.ML_DEPLOY('p', 'rollback', NULL)");
      }
      for (List<?> old :
          rows(
              connection,
              "SELECT V.VERSION FROM ML.MODEL_VERSION V JOIN ML.PROJECT P"
                  + " ON P.PROJECT_ID = V.PROJECT_ID WHERE V.STATUS = 'Ready'"
                  + " AND V.VERSION <> P.LIVE_VERSION AND V.VERSION <= P.LAST_VERSION - "
                  + KEPT)) {
        commit("drop " + old.get(0), "CALL sys.ML_DROP('p:%s')".formatted(old.get(0)));
      }
    }
  }

  private int lastVersion() throws SQLException {
    return (int) number(connection, "SELECT COALESCE(MAX(LAST_VERSION), 0) FROM ML.PROJECT");
  }

  private void commit(String what, String statement) throws SQLException, IOException {
    write("begin " + what);
    run(connection, statement);
    connection.commit();
    write("done " + what);
  }

  private void write(String line) throws IOException {
    Files.write(
        journal,
        (line + "\n").getBytes(StandardCharsets.UTF_8),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
