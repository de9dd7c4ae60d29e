// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inlayml.tests.database.Answers.assertMlError;
import static org.inlayml.tests.database.Answers.number;
import static org.inlayml.tests.database.Answers.rows;
import static org.inlayml.tests.database.Answers.run;
import static org.inlayml.tests.database.Answers.text;
import static org.inlayml.tests.database.Answers.value;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.json.Json;
import org.inlayml.tests.data.SampleType.Use;
import org.inlayml.tests.database.Database;
import org.inlayml.tests.database.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Every SQL type of both engines as a feature, as classes and as a number to predict. */
@ParameterizedClass
@EnumSource(
    value = Database.class,
    names = {"H2_MEMORY", "HSQLDB_MEMORY"})
final class SqlTypesTest {
  private static final int ROWS = 24;

  @Parameter Database kind = Database.H2_MEMORY;
  @TempDir Path folder = Path.of("");

  private TestDatabase database;
  private Connection connection;

  @BeforeEach
  void open() throws SQLException {
    database = TestDatabase.installed(kind, folder);
    connection = database.connect();
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
    database.close();
  }

  @Test
  void a_type_is_used_as_a_feature_or_dropped_with_a_note() throws SQLException {
    forEveryType(
        type -> {
          createTable(type, true);

          run(connection, train("LABEL", "classification", "HALF"));

          Map<String, Object> metadata = metadata();
          boolean feature = type.use() == Use.NUMBER || type.use() == Use.CATEGORY;
          assertThat(metadata.get("selected_column_names"))
              .isEqualTo(feature ? List.of("F", "THIRD") : List.of("THIRD"));
          if (!feature) {
            assertThat((List<?>) metadata.get("training_notes"))
                .anyMatch(note -> String.valueOf(note).startsWith("column 'F' is not used: "));
          }
        });
  }

  @Test
  void a_row_and_a_table_are_predicted_alike() throws SQLException {
    forEveryType(
        type -> {
          if (type.use() == Use.NUMBER || type.use() == Use.CATEGORY) {
            createTable(type, true);
            run(connection, train("LABEL", "classification", "HALF"));

            assertRowsAndTableAlike("JSON_OBJECT('F': " + type.inJson() + ", 'THIRD': THIRD)");

            assertThat(
                    rows(
                        connection,
                        "SELECT DISTINCT LABEL, PREDICTION FROM ANSWER WHERE F IS NOT NULL"
                            + " ORDER BY LABEL"))
                .isEqualTo(List.of(List.of("high", "high"), List.of("low", "low")));
          }
        });
  }

  @Test
  void a_class_is_predicted_in_the_type_of_the_target() throws SQLException {
    forEveryType(
        type -> {
          createTable(type, false);
          if (type.use() == Use.NOTHING) {
            assertMlError(
                MlError.UNSUPPORTED_TYPE,
                () -> run(connection, train("F", "classification", "LABEL")),
                "column 'F' has the type ",
                "which cannot be a target");
            return;
          }

          run(connection, train("F", "classification", "LABEL"));

          assertRowsAndTableAlike("JSON_OBJECT('HALF': HALF, 'THIRD': THIRD)");
          String predicted =
              text(
                  connection,
                  "SELECT DATA_TYPE FROM INFORMATION_SCHEMA.COLUMNS"
                      + " WHERE TABLE_NAME = 'ANSWER' AND COLUMN_NAME = 'PREDICTION'");
          assertThat(predicted).isEqualTo(type.predicted());
          assertThat(number(connection, "SELECT COUNT(DISTINCT PREDICTION) FROM ANSWER"))
              .isEqualTo(2);
          if (type.comparable()) {
            assertThat(
                    number(
                        connection,
                        "SELECT COUNT(*) FROM ANSWER WHERE F = CAST(PREDICTION AS "
                            + type.sql()
                            + ")"))
                .isEqualTo(ROWS);
          }
        });
  }

  @Test
  void a_number_is_predicted_of_a_numeric_target_alone() throws SQLException {
    forEveryType(
        type -> {
          createTable(type, false);
          if (type.use() != Use.NUMBER) {
            assertMlError(
                type.use() == Use.NOTHING ? MlError.UNSUPPORTED_TYPE : MlError.TARGET_NOT_NUMERIC,
                () -> run(connection, train("F", "regression", "LABEL")),
                "column 'F'");
            return;
          }

          run(connection, train("F", "regression", "LABEL"));

          assertRowsAndTableAlike("JSON_OBJECT('HALF': HALF, 'THIRD': THIRD)");
          assertThat(value(connection, "SELECT PREDICTION FROM ANSWER")).isInstanceOf(Double.class);
        });
  }

  /** What is checked for one type. */
  @FunctionalInterface
  private interface Check {
    void of(SampleType type) throws SQLException;
  }

  private void forEveryType(Check check) {
    SoftAssertions all = new SoftAssertions();
    for (SampleType type : SampleType.of(kind)) {
      all.assertThatCode(() -> check.of(type))
          .as("%s on %s", type.sql(), kind)
          .doesNotThrowAnyException();
    }
    all.assertAll();
  }

  /** F has two values, told apart by HALF and LABEL; THIRD tells nothing. */
  private void createTable(SampleType type, boolean oneMissing) throws SQLException {
    run(
        connection,
        "DROP TABLE IF EXISTS ANSWER",
        "DELETE FROM ML.MODEL_CATALOG",
        "DROP TABLE IF EXISTS SAMPLE",
        "CREATE TABLE SAMPLE (ID INTEGER PRIMARY KEY, F "
            + type.sql()
            + ", HALF INTEGER, THIRD INTEGER, LABEL VARCHAR(5))");
    for (int i = 0; i < ROWS; i++) {
      String value = i == 0 && oneMissing ? "NULL" : i % 2 == 0 ? type.low() : type.high();
      String label = i % 2 == 0 ? "'low'" : "'high'";
      run(
          connection,
          "INSERT INTO SAMPLE VALUES (%d, %s, %d, %d, %s)"
              .formatted(i, value, i % 2, i % 3, label));
    }
  }

  private static String train(String target, String task, String excluded) {
    return ("CALL sys.ML_TRAIN('PUBLIC.SAMPLE', '%s', '{\"task\": \"%s\", \"algorithm\":"
            + " \"decision_tree\", \"hyperparameters\": {\"min_samples_leaf\": 1}, \"exclude_column_list\": [\"%s\"]}', 'm')")
        .formatted(target, task, excluded);
  }

  private Map<String, Object> metadata() throws SQLException {
    return Json.parseObject(text(connection, "SELECT MODEL_METADATA FROM ML.MODEL_CATALOG"));
  }

  private void assertRowsAndTableAlike(String row) throws SQLException {
    run(connection, "CALL sys.ML_PREDICT_TABLE('PUBLIC.SAMPLE', 'm', 'PUBLIC.ANSWER', NULL)");
    List<List<Object>> answers =
        rows(
            connection,
            "SELECT ML_RESULTS, sys.ML_PREDICT_ROW(%s, 'm', NULL) FROM ANSWER WHERE ID < 3"
                .formatted(row));
    assertThat(answers).hasSize(3);
    for (List<Object> answer : answers) {
      assertThat(Json.parseObject(String.valueOf(answer.get(1))).get("ml_results"))
          .as("ml_results of %s", answer.get(1))
          .isEqualTo(Json.parseObject(String.valueOf(answer.get(0))));
    }
  }
}
