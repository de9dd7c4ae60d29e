// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inlayml.tests.database.Answers.assertMlError;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.inlayml.learning.error.MlError;
import org.inlayml.procedures.facade.Dataset;
import org.inlayml.tests.database.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code PGML.LOAD_DATASET}. */
class DatasetContractTest extends DatabaseContract {
  @TempDir private Path folder = Path.of("");

  @Override
  void prepare() {
    // no models
  }

  @BeforeEach
  void allow() {
    System.setProperty(Dataset.FOLDER, folder.toString());
  }

  @AfterEach
  void allowOthers() {
    TestDatabase.allowDatasets();
  }

  private void file(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name + ".csv"), text);
  }

  @Test
  void makes_a_table_with_the_types_of_the_values() throws SQLException, IOException {
    file("typed", "id,Big,x,name\n1,3000000000,0.5,é\n2,,,\n");

    assertThat(rows("CALL pgml.load_dataset('typed')")).containsExactly("PGML.TYPED,2");

    try (Statement statement = sample.connection().createStatement();
        ResultSet rows = statement.executeQuery("SELECT * FROM pgml.typed ORDER BY id")) {
      List<Integer> types = new ArrayList<>();
      for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
        types.add(rows.getMetaData().getColumnType(i));
      }
      assertThat(types).containsExactly(Types.INTEGER, Types.BIGINT, Types.DOUBLE, Types.VARCHAR);
      rows.next();
      assertThat(rows.getObject(2)).isEqualTo(3_000_000_000L);
      assertThat(rows.getString(4)).isEqualTo("é");
      rows.next();
      assertThat(rows.getObject(4)).isNull();
    }
  }

  @Test
  void stops_at_the_limit_and_writes_more_than_a_block() throws SQLException, IOException {
    StringBuilder text = new StringBuilder("n\n");
    for (int i = 0; i < 1234; i++) {
      text.append(i).append('\n');
    }
    file("many", text.toString());

    try (PreparedStatement call =
        sample.connection().prepareStatement("CALL pgml.load_dataset(?, ?, ?)")) {
      call.setString(1, "many");
      call.setString(2, null);
      call.setLong(3, 1001);
      try (ResultSet rows = call.executeQuery()) {
        assertThat(rows.getMetaData().getColumnLabel(1)).isEqualTo("TABLE_NAME");
        assertThat(rows.getMetaData().getColumnLabel(2)).isEqualTo("ROWS");
        rows.next();
        assertThat(rows.getLong(2)).isEqualTo(1001);
      }
    }

    assertThat(sample.number("SELECT MAX(n) FROM pgml.many")).isEqualTo(1000);
    assertMlError(
        MlError.TABLE_EXISTS,
        () -> rows("CALL pgml.load_dataset('many')"),
        "table PGML.MANY exists");
  }

  @Test
  void is_a_table_function_of_h2_that_loads_once() throws SQLException, IOException {
    file("once", "n\n1\n");

    if (sample.kind().isH2()) {
      assertThat(
              rows(
                  "SELECT D.* FROM (VALUES 1, 2, 3) LEFT JOIN pgml.load_dataset('once') D"
                      + " ON TRUE"))
          .containsExactly("PGML.ONCE,1", "PGML.ONCE,1", "PGML.ONCE,1");
      sample.run("DROP TABLE PGML.ONCE");
      assertThat(rows("SELECT * FROM pgml.load_dataset('once')")).containsExactly("PGML.ONCE,1");
    } else {
      assertMlError(
          MlError.NOT_A_CALL,
          () -> rows("SELECT * FROM TABLE(pgml.load_dataset('once'))"),
          "must be a statement of its own. Use CALL.");
    }
  }

  @Test
  void reads_only_the_folder_that_is_allowed() throws IOException {
    file("ragged", "a,b\n1,2\n3\n");
    file("twins", "a,A\n1,2\n");

    assertMlError(
        MlError.DATASET_NOT_FOUND,
        () -> rows("CALL pgml.load_dataset('absent')"),
        "the folder of data sets has no file 'absent.csv'.");
    for (String name : List.of("../x", "a.b", "", "/etc/passwd", "a\\b", "ü")) {
      assertMlError(
          MlError.INVALID_ARGUMENT,
          () -> rows("CALL pgml.load_dataset('" + name + "')"),
          "letters, digits and underscores alone.");
    }
    assertMlError(
        MlError.INVALID_DATASET,
        () -> rows("CALL pgml.load_dataset('ragged')"),
        "data set 'ragged' cannot be read at line 4: the row before has 1 fields, not 2.");
    assertMlError(
        MlError.INVALID_DATASET,
        () -> rows("CALL pgml.load_dataset('twins')"),
        "columns need names that differ.");
    assertMlError(
        MlError.NOT_IN_FACADE,
        () -> rows("CALL pgml.load_dataset('ragged', 'train')"),
        "PGML.LOAD_DATASET does not support a subset. Pass NULL");
    assertMlError(
        MlError.INVALID_ARGUMENT,
        () -> rows("CALL pgml.load_dataset('ragged', NULL, -1)"),
        "argument 'limit' of PGML.LOAD_DATASET is -1");
    System.clearProperty(Dataset.FOLDER);
    assertMlError(
        MlError.NO_DATASETS,
        () -> rows("CALL pgml.load_dataset('ragged')"),
        "no data sets are shipped, and no folder of them is set. Start the JVM of the database with"
            + " -Dinlay.dataset.folder=<folder>");
  }

  /** All rows, columns with commas between. */
  private List<String> rows(String query) throws SQLException {
    try (Statement statement = sample.connection().createStatement();
        ResultSet result = statement.executeQuery(query)) {
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(result.getString(1) + "," + result.getString(2));
      }
      return rows;
    }
  }
}
