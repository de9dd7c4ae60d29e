// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.concurrency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inlayml.tests.database.Answers.assertMlError;
import static org.inlayml.tests.database.Answers.run;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import org.inlayml.learning.error.MlError;
import org.inlayml.tests.database.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A session predicts statement after statement, and no statement is answered by a model of old. */
@ParameterizedClass
@EnumSource(Concurrency.class)
final class OpenModelTest {
  @Parameter Concurrency concurrency = Concurrency.H2;
  @TempDir Path folder = Path.of("");

  private TestDatabase database;
  private Connection reader;
  private Connection writer;
  private PreparedStatement prediction;

  @BeforeEach
  void open() throws SQLException {
    database = concurrency.open(folder);
    reader = database.connect();
    writer = database.connect();
    replace(writer, "even");
    prediction =
        reader.prepareStatement("SELECT sys.ML_PREDICT_LABEL('m', ARRAY[2.0]) FROM (VALUES(0))");
    assertPredicts("even");
    assertPredicts("even");
  }

  @AfterEach
  void close() throws SQLException {
    reader.close();
    writer.close();
    database.close();
  }

  @Test
  void a_committed_model_answers_the_next_statement() throws SQLException {
    replace(writer, "second");
    assertPredicts("second");
    assertPredicts("second");

    writer.setAutoCommit(false);
    replace(writer, "never");
    writer.rollback();
    assertPredicts("second");
    replace(writer, "third");
    writer.commit();

    assertPredicts("third");
  }

  @Test
  void ones_own_uncommitted_model_answers_until_it_is_rolled_back() throws SQLException {
    reader.setAutoCommit(false);
    Savepoint savepoint = reader.setSavepoint("BEFORE_OWN_MODEL");
    replace(reader, "own");
    assertPredicts("own");
    assertPredicts("own");

    reader.rollback(savepoint);
    assertPredicts("even");
    replace(reader, "again");
    assertPredicts("again");
    reader.rollback();
    assertPredicts("even");
    replace(reader, "kept");
    reader.commit();

    assertPredicts("kept");
    reader.commit();
  }

  @Test
  void a_model_renamed_or_deleted_by_sql_is_not_found_any_more() throws SQLException {
    run(writer, "UPDATE ML.MODEL_CATALOG SET MODEL_HANDLE = 'n' WHERE MODEL_HANDLE = 'm'");
    assertMlError(MlError.MODEL_NOT_FOUND, this::predict, "'m'");
    run(writer, "UPDATE ML.MODEL_CATALOG SET MODEL_HANDLE = 'm' WHERE MODEL_HANDLE = 'n'");
    assertPredicts("even");

    run(writer, "DELETE FROM ML.MODEL_CATALOG WHERE MODEL_HANDLE = 'm'");

    assertMlError(MlError.MODEL_NOT_FOUND, this::predict, "'m'");
  }

  @Test
  void an_unloaded_model_is_loaded_by_the_next_statement() throws SQLException {
    run(writer, "CALL sys.ML_MODEL_UNLOAD('m')");

    assertPredicts("even");

    try (ResultSet active =
        writer.createStatement().executeQuery("CALL sys.ML_MODEL_ACTIVE('all')")) {
      assertThat(active.next()).isTrue();
      assertThat(active.getString(1)).contains("\"m\"");
    }
  }

  @Test
  void a_transaction_that_repeats_its_reads_repeats_its_predictions() throws SQLException {
    if (concurrency != Concurrency.H2 && concurrency != Concurrency.HSQLDB_MVCC) {
      return; // there the writer would wait for the reader
    }
    for (int isolation :
        new int[] {Connection.TRANSACTION_REPEATABLE_READ, Connection.TRANSACTION_SERIALIZABLE}) {
      replace(writer, "old");
      reader.setAutoCommit(false);
      reader.setTransactionIsolation(isolation);
      assertPredicts("old");

      replace(writer, "new");

      assertPredicts("old");
      assertPredicts("old");
      reader.commit();
      assertPredicts("new");
      reader.commit();
    }
  }

  private void assertPredicts(String label) throws SQLException {
    assertThat(predict()).as("%s", concurrency).isEqualTo(label);
  }

  private String predict() throws SQLException {
    try (ResultSet row = prediction.executeQuery()) {
      row.next();
      return row.getString(1);
    }
  }

  /** Commits, or not, a model that says {@code label} of an even number. */
  private static void replace(Connection connection, String label) throws SQLException {
    run(
        connection,
        ("CALL sys.ML_TRAIN('SELECT A, CASE Y WHEN ''even'' THEN ''%s'' ELSE ''zzz'' END AS Y"
                + " FROM PUBLIC.T', 'Y', '{\"algorithm\": \"decision_tree\", \"replace\": true,"
                + " \"hyperparameters\": {\"min_samples_leaf\": 1}}', 'm')")
            .formatted(label));
  }
}
