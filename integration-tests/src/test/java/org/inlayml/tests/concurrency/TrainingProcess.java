// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.concurrency;

import static org.inlayml.tests.database.Answers.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A process that trains, replaces and drops models until it is killed. */
public final class TrainingProcess {
  private static final String TRAIN =
      "CALL sys.ML_TRAIN('PUBLIC.T', 'Y', '{\"algorithm\": \"random_forest\", \"hyperparameters\":"
          + " {\"n_estimators\": 80, \"min_samples_leaf\": 1}, \"replace\": true}', '%s')";

  private TrainingProcess() {}

  /**
   * Trains.
   *
   * @param arguments the database's URL; a file that is written when the first model is committed
   */
  public static void main(String[] arguments) throws SQLException, IOException {
    try (Connection connection = DriverManager.getConnection(arguments[0], "SA", "")) {
      for (long round = 0; round < Long.MAX_VALUE; round++) {
        run(connection, TRAIN.formatted("replaced"), TRAIN.formatted("model " + round % 7));
        if (round == 0) {
          Files.createFile(Path.of(arguments[1]));
        }
        if (round % 3 == 2) {
          run(connection, "CALL sys.ML_DROP('model %d')".formatted(round % 7));
        }
      }
    }
  }
}
