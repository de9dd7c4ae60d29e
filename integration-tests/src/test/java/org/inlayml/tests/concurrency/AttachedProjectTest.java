// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.concurrency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inlayml.tests.database.Answers.number;
import static org.inlayml.tests.database.Answers.run;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.inlayml.tests.concurrency.Sessions.Work;
import org.inlayml.tests.database.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Inserting into an attached table while another session deploys another version. */
@ParameterizedClass
@EnumSource(Concurrency.class)
final class AttachedProjectTest {
  private static final int DEPLOYMENTS = 40;
  private static final int ROWS = 60;

  @Parameter Concurrency concurrency = Concurrency.H2;
  @TempDir Path folder = Path.of("");

  private TestDatabase database;

  /** Version 1 says even or odd, version 2 EVEN or ODD. */
  @BeforeEach
  void open() throws SQLException {
    database = concurrency.open(folder);
    try (Connection connection = database.connect()) {
      run(
          connection,
          train("SELECT A, Y FROM T", "always"),
          train("SELECT A, UPPER(Y) AS Y FROM T", "never"),
          "CREATE TABLE ROWS_OF (ID INTEGER PRIMARY KEY, A INTEGER)",
          "CALL sys.ML_ATTACH('ROWS_OF', 'parity', '{\"version\": \"version\", \"log\": true}')");
    }
  }

  @AfterEach
  void close() throws SQLException {
    database.close();
  }

  @Test
  void each_row_and_each_entry_of_the_log_says_the_version_that_predicted_it() throws Exception {
    List<Work<Boolean>> works = new ArrayList<>();
    works.add(AttachedProjectTest::deployAndRollBack);
    works.add(connection -> insert(connection, 0));
    works.add(connection -> insert(connection, ROWS));

    Sessions.together(database, works);

    String ofTwo = "(PREDICTION = 'EVEN' AND VERSION = 2 OR PREDICTION = 'even' AND VERSION = 1)";
    try (Connection connection = database.connect()) {
      assertThat(number(connection, "SELECT COUNT(*) FROM ROWS_OF WHERE " + ofTwo))
          .as("%s", concurrency)
          .isEqualTo(2 * ROWS);
      assertThat(
              number(
                  connection,
                  "SELECT COUNT(*) FROM ML.PREDICTION_LOG L JOIN ROWS_OF R ON"
                      + " L.ROW_KEY = CAST(R.ID AS VARCHAR(9)) AND L.VERSION = R.VERSION"
                      + " AND L.PREDICTION = R.PREDICTION"))
          .as("%s", concurrency)
          .isEqualTo(2 * ROWS);
      assertThat(number(connection, "SELECT COUNT(*) FROM ML.PREDICTION_LOG")).isEqualTo(2 * ROWS);
    }
  }

  private static boolean deployAndRollBack(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    for (int i = 0; i < DEPLOYMENTS; i++) {
      run(connection, "CALL sys.ML_DEPLOY('parity', '" + (1 + i / 2 % 2) + "', NULL)");
      if (i % 2 == 0) {
        connection.commit();
      } else {
        connection.rollback();
      }
    }
    return true;
  }

  private static boolean insert(Connection connection, int from) throws SQLException {
    for (int i = from; i < from + ROWS; i++) {
      run(connection, "INSERT INTO ROWS_OF (ID, A) VALUES (" + i + ", 2)");
    }
    return true;
  }

  private static String train(String rows, String deploy) {
    return "CALL sys.ML_TRAIN('"
        + rows
        + "', 'Y', '{\"algorithm\": \"decision_tree\", \"project\": \"parity\", \"deploy\": \""
        + deploy
        + "\"}', NULL)";
  }
}
