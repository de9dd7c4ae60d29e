// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;
import static org.inlayml.tests.database.Answers.assertMlError;
import static org.inlayml.tests.database.Answers.columns;
import static org.inlayml.tests.database.Answers.number;
import static org.inlayml.tests.database.Answers.rows;
import static org.inlayml.tests.database.Answers.run;
import static org.inlayml.tests.database.Answers.text;
import static org.inlayml.tests.database.Answers.value;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.json.Json;
import org.inlayml.tests.database.Database;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Database.class)
@TestInstance(Lifecycle.PER_CLASS)
class ScoredColumnsTest {
  @Parameter Database kind = Database.H2_MEMORY;
  private ScoredTables tables;

  @BeforeParameterizedClassInvocation
  void open(Database database, @TempDir Path folder) throws SQLException {
    tables = ScoredTables.in(database, folder);
  }

  @AfterParameterizedClassInvocation
  void close() throws SQLException {
    tables.close();
  }

  @Test
  void adds_the_columns_that_are_asked_for_and_fills_them() throws SQLException {
    String table = tables.table();

    String attached =
        tables.attach(
            table,
            "kind",
            "{\"probability\": \"chance\", \"model_id\": \"model\", \"scored_at\": \"moment\"}");
    run(tables.connection(), "INSERT INTO " + table + " (ID, X, Y) VALUES (1, 2, 3)");

    assertThat(attached).as("on %s", kind).isEqualTo(table);
    assertThat(columns(tables.connection(), "SELECT * FROM " + table))
        .containsExactly("ID", "X", "Y", "PREDICTION", "CHANCE", "MODEL", "MOMENT");
    assertThat(rows(tables.connection(), "SELECT PREDICTION, CHANCE, MODEL FROM " + table))
        .containsExactly(List.of("low", ScoredTables.CHANCE, tables.uuid("kind")));
    assertThat(
            number(
                tables.connection(),
                "SELECT COUNT(*) FROM "
                    + table
                    + " WHERE MOMENT BETWEEN CURRENT_TIMESTAMP - INTERVAL '1' MINUTE"
                    + " AND CURRENT_TIMESTAMP + INTERVAL '1' MINUTE"))
        .isEqualTo(1);
  }

  @Test
  void predicts_what_ML_PREDICT_ROW_predicts() throws SQLException {
    String table = tables.attached("kind", "{\"probability\": \"chance\"}");
    for (int i = 0; i < 12; i++) {
      run(
          tables.connection(),
          "INSERT INTO " + table + " (ID, X, Y) VALUES (" + i + ", " + i * 1.25 + ", 4)");
    }

    for (List<?> row :
        rows(
            tables.connection(),
            "SELECT PREDICTION, CHANCE,"
                + " sys.ML_PREDICT_ROW(JSON_OBJECT('X': X, 'Y': Y), 'kind', NULL) FROM "
                + table)) {
      Map<String, ?> answer = Json.parseObject(String.valueOf(row.get(2)));
      assertThat(answer.get("Prediction")).as("on %s", kind).isEqualTo(row.get(0));
      assertThat(row.get(1)).isEqualTo(ScoredTables.CHANCE);
    }
  }

  @Test
  void gives_numbers_for_a_regression_and_no_probability() throws SQLException {
    String table = tables.attached("amount", "{\"probability\": \"chance\"}");

    run(tables.connection(), "INSERT INTO " + table + " (ID, X, Y) VALUES (1, 4, 5)");

    assertThat(number(tables.connection(), "SELECT PREDICTION FROM " + table))
        .as("on %s", kind)
        .isCloseTo(17, within(1e-9));
    assertThat(value(tables.connection(), "SELECT CHANCE FROM " + table)).isNull();
  }

  @Test
  void gives_whole_numbers_and_truth_values_their_own_types() throws SQLException {
    tables.train("SELECT X, Y, SOLD FROM PUBLIC.SAMPLE", "SOLD", "sold");
    tables.train("SELECT X, Y, SIZE_CLASS FROM PUBLIC.SAMPLE", "SIZE_CLASS", "size");
    String sold = tables.attached("sold", null);
    String size = tables.attached("size", null);

    run(tables.connection(), "INSERT INTO " + sold + " (ID, X, Y) VALUES (1, 1, 1), (2, 14, 1)");
    run(tables.connection(), "INSERT INTO " + size + " (ID, X, Y) VALUES (1, 1, 1), (2, 14, 1)");

    assertThat(rows(tables.connection(), "SELECT PREDICTION FROM " + sold + " ORDER BY ID"))
        .as("on %s", kind)
        .containsExactly(List.of(true), List.of(false));
    assertThat(rows(tables.connection(), "SELECT PREDICTION FROM " + size + " ORDER BY ID"))
        .containsExactly(List.of(1L), List.of(2L));
  }

  @Test
  void reads_features_of_every_type() throws SQLException {
    tables.train(
        "SELECT COLOR, SOLD_ON, PRICE, PIECES, SOLD, KIND FROM PUBLIC.SAMPLE",
        "KIND",
        "every_type");
    run(
        tables.connection(),
        "CREATE TABLE PUBLIC.EVERY_TYPE (KIND VARCHAR(10), PIECES INTEGER, PRICE DECIMAL(10, 2),"
            + " SOLD_ON DATE, COLOR CHAR(10), SOLD BOOLEAN)");
    tables.attach("PUBLIC.EVERY_TYPE", "every_type", "{\"prediction\": \"guess\"}");

    run(
        tables.connection(),
        "INSERT INTO PUBLIC.EVERY_TYPE (KIND, PIECES, PRICE, SOLD_ON, COLOR, SOLD)"
            + " SELECT KIND, PIECES, PRICE, SOLD_ON, COLOR, SOLD FROM PUBLIC.SAMPLE");

    assertThat(
            number(
                tables.connection(), "SELECT COUNT(*) FROM PUBLIC.EVERY_TYPE WHERE KIND = GUESS"))
        .as("on %s", kind)
        .isEqualTo(60);
  }

  @Test
  void takes_a_feature_that_is_null_as_missing() throws SQLException {
    String table = tables.attached("kind", null);

    run(tables.connection(), "INSERT INTO " + table + " (ID, Y) VALUES (1, 2)");

    String whole =
        text(
            tables.connection(),
            "SELECT sys.ML_PREDICT_ROW('{\"X\": null, \"Y\": 2}', 'kind', NULL)"
                + " FROM (VALUES(0))");
    assertThat(value(tables.connection(), "SELECT PREDICTION FROM " + table))
        .as("on %s", kind)
        .isEqualTo(Json.parseObject(whole).get("Prediction"));
  }

  @Test
  void fills_columns_that_exist_whatever_their_types() throws SQLException {
    String table =
        tables.table(
            "GUESS CHAR(6)",
            "CHANCE DECIMAL(5, 3)",
            "MODEL VARCHAR(60)",
            "MOMENT TIMESTAMP",
            "TAIL VARCHAR(10) DEFAULT 'tail'");
    tables.attach(
        table,
        "kind",
        "{\"prediction\": \"guess\", \"probability\": \"chance\", \"model_id\": \"MODEL\","
            + " \"scored_at\": \"moment\"}");

    run(tables.connection(), "INSERT INTO " + table + " (ID, X, Y) VALUES (1, 12, 3)");

    assertThat(
            rows(
                tables.connection(),
                "SELECT TRIM(GUESS), CAST(CHANCE AS VARCHAR(10)), MODEL, TAIL FROM " + table))
        .as("on %s", kind)
        .containsExactly(List.of("high", "0.913", tables.uuid("kind"), "tail"));
    assertThat(
            number(
                tables.connection(),
                "SELECT COUNT(*) FROM "
                    + table
                    + " WHERE MOMENT BETWEEN LOCALTIMESTAMP - INTERVAL '1' MINUTE"
                    + " AND LOCALTIMESTAMP + INTERVAL '1' MINUTE"))
        .as("the session's own time of day")
        .isEqualTo(1);
  }

  @Test
  void turns_numbers_into_the_type_of_the_column() throws SQLException {
    for (List<String> type :
        List.of(
            List.of("DECIMAL(8, 2)", "17.00"),
            List.of("INTEGER", "17"),
            List.of("VARCHAR(30)", "17"),
            List.of("REAL", "17.0"))) {
      String table = tables.table("GUESS " + type.get(0));
      tables.attach(table, "amount", "{\"prediction\": \"guess\"}");

      run(tables.connection(), "INSERT INTO " + table + " (ID, X, Y) VALUES (1, 4, 5)");

      assertThat(number(tables.connection(), "SELECT CAST(GUESS AS DOUBLE) FROM " + table))
          .as("%s on %s", type, kind)
          .isCloseTo(17, within(1e-9));
    }
  }

  @Test
  void overwrites_what_the_insert_itself_puts_there() throws SQLException {
    String table = tables.attached("kind", null);

    run(
        tables.connection(),
        "INSERT INTO " + table + " (ID, X, Y, PREDICTION) VALUES (1, 2, 3, 'mine')");

    assertThat(text(tables.connection(), "SELECT PREDICTION FROM " + table))
        .as("on %s", kind)
        .isEqualTo("low");
  }

  @Test
  void lets_the_engine_refuse_a_prediction_that_does_not_fit() throws SQLException {
    String narrow = tables.table("GUESS VARCHAR(2)");
    String whole = tables.table("GUESS INTEGER");
    tables.attach(narrow, "kind", "{\"prediction\": \"guess\"}");
    tables.attach(whole, "kind", "{\"prediction\": \"guess\"}");

    for (Map.Entry<String, String> tooSmall : Map.of(narrow, "22001", whole, "22018").entrySet()) {
      String table = tooSmall.getKey();
      SQLException failure =
          catchThrowableOfType(
              SQLException.class,
              () -> run(tables.connection(), "INSERT INTO " + table + " (ID, X) VALUES (1, 2)"));

      assertThat(failure.getSQLState())
          .as("%s on %s: %s", table, kind, failure.getMessage())
          .isEqualTo(tooSmall.getValue());
      assertThat(rows(tables.connection(), "SELECT * FROM " + table)).isEmpty();
    }
  }

  @Test
  void takes_quoted_and_mixed_case_names() throws SQLException {
    run(
        tables.connection(),
        "CREATE SCHEMA \"My Schema\"",
        "CREATE TABLE \"My Schema\".\"a.\"\"Table\" (X DOUBLE PRECISION, Y DOUBLE PRECISION,"
            + " \"Guess\" VARCHAR(10))");

    String attached =
        tables.attach(
            "\"My Schema\".\"a.\"\"Table\"",
            "kind",
            "{\"prediction\": \"Guess\", \"probability\": \"\\\"The Chance\\\"\"}");
    run(
        tables.connection(),
        "INSERT INTO \"My Schema\".\"a.\"\"Table\" (X, Y) VALUES (1, 1), (7, 1)");

    assertThat(
            rows(
                tables.connection(),
                "SELECT \"Guess\", \"The Chance\" FROM \"My Schema\".\"a.\"\"Table\" ORDER BY X"))
        .as("on %s", kind)
        .containsExactly(List.of("low", ScoredTables.CHANCE), List.of("mid", ScoredTables.CHANCE));
    assertThat(
            rows(
                tables.connection(),
                "SELECT SCHEMA_NAME, TABLE_NAME FROM ML.ATTACHMENT WHERE SCHEMA_NAME = ?",
                "My Schema"))
        .containsExactly(List.of("My Schema", "a.\"Table"));
    assertThat(attached).contains("My Schema");
    assertThat(tables.detach("\"My Schema\".\"a.\"\"Table\"")).isEqualTo(attached);
  }

  @Test
  void finds_a_bare_name_in_the_schema_of_the_session() throws SQLException {
    run(
        tables.connection(),
        "CREATE SCHEMA OTHER",
        "CREATE TABLE OTHER.BARE (X DOUBLE PRECISION, Y DOUBLE PRECISION)",
        "SET SCHEMA OTHER");
    try {
      String attached = tables.attach("bare", "kind", null);
      run(tables.connection(), "INSERT INTO BARE (X, Y) VALUES (1, 1)");

      assertThat(attached).as("on %s", kind).isEqualTo("OTHER.BARE");
      assertThat(text(tables.connection(), "SELECT PREDICTION FROM BARE")).isEqualTo("low");
    } finally {
      run(tables.connection(), "SET SCHEMA PUBLIC");
    }
    run(tables.connection(), "INSERT INTO OTHER.BARE (X, Y) VALUES (12, 1)");
    assertThat(rows(tables.connection(), "SELECT PREDICTION FROM OTHER.BARE ORDER BY X"))
        .isEqualTo(Arrays.asList(List.of("low"), List.of("high")));
  }

  @Test
  void refuses_result_columns_that_are_features_or_the_same() throws SQLException {
    String table = tables.table();

    assertMlError(
        MlError.INVALID_OPTION,
        () -> tables.attach(table, "kind", "{\"prediction\": \"y\"}"),
        "'Y'");
    assertMlError(
        MlError.INVALID_OPTION,
        () -> tables.attach(table, "kind", "{\"probability\": \"prediction\"}"),
        "'PREDICTION'");

    assertThat(columns(tables.connection(), "SELECT * FROM " + table))
        .as("on %s", kind)
        .containsExactly("ID", "X", "Y");
  }
}
