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
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.json.Json;
import org.inlayml.tests.database.Database;
import org.inlayml.tests.database.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Few rows, missing, extreme and strange values. */
@ParameterizedClass
@EnumSource(
    value = Database.class,
    names = {"H2_MEMORY", "HSQLDB_MEMORY"})
final class OddRowsTest {
  @Parameter Database kind = Database.H2_MEMORY;
  @TempDir Path folder = Path.of("");

  private TestDatabase database;
  private Connection connection;

  @BeforeEach
  void open() throws SQLException {
    database = TestDatabase.installed(kind, folder);
    connection = database.connect();
    run(
        connection,
        "CREATE TABLE T (N DOUBLE PRECISION, S VARCHAR(2000000), C VARCHAR(2000), Y DOUBLE PRECISION)");
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
    database.close();
  }

  @Test
  void refuses_an_empty_table() {
    assertMlError(
        MlError.NO_ROWS,
        () -> train("C", "classification"),
        "PUBLIC.T has no rows with a target value. At least 1 are needed.");
    assertMlError(MlError.NO_ROWS, () -> train("Y", "regression"), "PUBLIC.T has no rows");
  }

  @Test
  void refuses_a_target_that_is_all_null() throws SQLException {
    add(1.0, "a", null, null);
    add(2.0, "b", null, null);

    assertMlError(MlError.NO_ROWS, () -> train("C", "classification"), "PUBLIC.T has no rows");
    assertMlError(MlError.NO_ROWS, () -> train("Y", "regression"), "PUBLIC.T has no rows");
  }

  @Test
  void refuses_one_class_and_says_how_many_there_are() throws SQLException {
    add(1.0, "a", "only", 1.0);
    add(2.0, "b", "only", 1.0);
    add(3.0, "c", null, 1.0);

    assertMlError(
        MlError.ONE_CLASS,
        () -> train("C", "classification"),
        "target column 'C' has 1 distinct value(s), but classification needs at least 2.");
  }

  @Test
  void one_row_tells_no_feature_from_another() throws SQLException {
    add(1.0, "a", "x", 5.0);

    assertMlError(
        MlError.NO_FEATURES, () -> train("Y", "regression"), "N (constant)", "S (constant)");
    assertMlError(MlError.ONE_CLASS, () -> train("C", "classification"), "1 distinct value(s)");
  }

  @Test
  void two_rows_train_a_model() throws SQLException {
    add(1.0, "a", "x", 5.0);
    add(2.0, "b", "y", 7.0);

    train("C", "classification");

    assertThat(notes()).anyMatch(note -> note.startsWith("with fewer than 20 rows none was held"));
    assertThat(predict(Map.of("N", 1, "S", "a"))).isIn("x", "y");
  }

  @Test
  void a_class_with_one_row_is_a_class() throws SQLException {
    for (int i = 0; i < 60; i++) {
      add(i % 3, "s" + i % 2, i == 7 ? "rare" : i % 3 == 0 ? "a" : "b", i % 3);
    }

    train("C", "classification");

    assertThat(text(connection, "CALL sys.ML_CLASSES('m')")).contains("rare");
    assertThat(predict(Map.of("N", 0, "S", "s0"))).isEqualTo("a");
  }

  @Test
  void rows_whose_target_is_null_are_left_out_and_noted() throws SQLException {
    for (int i = 0; i < 40; i++) {
      add(i % 4, "s", i % 5 == 0 ? null : i % 2 == 0 ? "even" : "odd", i);
    }

    train("C", "classification");

    assertThat(notes()).contains("8 rows were left out, since their target 'C' is NULL");
    assertThat(number(connection, "CALL sys.ML_SCORE('PUBLIC.T', 'C', 'm', 'accuracy', NULL)"))
        .isEqualTo(1);
  }

  @Test
  void columns_all_null_or_constant_are_dropped_and_noted() throws SQLException {
    run(connection, "ALTER TABLE T ADD COLUMN NOTHING DOUBLE PRECISION");
    for (int i = 0; i < 40; i++) {
      add(i % 4, "same", i % 2 == 0 ? "even" : "odd", null);
    }

    train("C", "classification");

    assertThat(notes())
        .contains(
            "column 'NOTHING' is not used: all missing",
            "column 'Y' is not used: all missing",
            "column 'S' is not used: constant");
  }

  @Test
  void nothing_but_null_features_is_an_error() throws SQLException {
    for (int i = 0; i < 40; i++) {
      add(null, null, i % 2 == 0 ? "even" : "odd", null);
    }

    assertMlError(
        MlError.NO_FEATURES,
        () -> train("C", "classification"),
        "N (all missing)",
        "S (all missing)");
  }

  @Test
  void infinite_numbers_and_nan_count_as_missing() throws SQLException {
    List<@Nullable Double> strange =
        Arrays.asList(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, null);
    for (int i = 0; i < 80; i++) {
      @Nullable Double number = i % 8 == 0 ? strange.get(i / 8 % 4) : Double.valueOf(i % 2);
      add(number, "s", i % 2 == 0 ? "even" : "odd", i % 2);
    }

    train("C", "classification");

    run(connection, "CALL sys.ML_PREDICT_TABLE('PUBLIC.T', 'm', 'PUBLIC.ANSWER', NULL)");
    assertThat(rows(connection, "SELECT DISTINCT PREDICTION FROM ANSWER WHERE Y = 1"))
        .isEqualTo(List.of(List.of("odd")));
  }

  @Test
  void a_target_that_is_not_finite_counts_as_missing() throws SQLException {
    for (int i = 0; i < 40; i++) {
      add(i, "s", "c", i == 3 ? Double.NaN : i == 4 ? Double.POSITIVE_INFINITY : 2.0 * i);
    }

    train("Y", "regression");

    assertThat(notes()).contains("2 rows were left out, since their target 'Y' is NULL");
  }

  @Test
  void huge_and_tiny_numbers_train_every_algorithm_to_finite_answers() throws SQLException {
    for (int i = 0; i < 60; i++) {
      double number = i % 3 == 0 ? 1e308 : i % 3 == 1 ? -1e308 : 1e-308;
      add(number, "s" + i % 2, i % 3 == 0 ? "huge" : "other", i % 2);
    }

    for (String algorithm :
        List.of("logistic", "decision_tree", "random_forest", "gradient_boosting")) {
      trainBy(algorithm, "C", "classification");
      assertThat(predict(Map.of("N", 1e308, "S", "s0", "Y", 0))).as(algorithm).isEqualTo("huge");
    }
    for (String algorithm :
        List.of("linear", "ridge", "lasso", "elastic_net", "decision_tree", "random_forest")) {
      trainBy(algorithm, "Y", "regression");
      Object answer = predict(Map.of("N", -1e308, "S", "s1", "C", "other"));
      assertThat(answer).as(algorithm).isInstanceOf(Number.class);
    }
  }

  @Test
  void a_huge_target_is_learnt_or_refused_by_name() throws SQLException {
    for (int i = 0; i < 40; i++) {
      add(i % 2, "s", "c", i % 2 == 0 ? 1e300 : -1e300);
    }

    for (String algorithm :
        List.of("linear", "ridge", "decision_tree", "random_forest", "gradient_boosting")) {
      trainBy(algorithm, "Y", "regression");
      Object answer = predict(Map.of("N", 0));
      assertThat(answer).as(algorithm).isInstanceOf(Number.class);
    }
  }

  @Test
  void minus_zero_is_zero() throws SQLException {
    for (int i = 0; i < 40; i++) {
      add(i % 2 == 0 ? -0.0 : 1.0, "s", i % 2 == 0 ? "zero" : "one", i % 4 == 0 ? -0.0 : i % 2);
    }

    train("Y", "classification");

    assertThat(text(connection, "CALL sys.ML_CLASSES('m')")).isEqualTo("[\"0\",\"1\"]");
    assertThat(predict(Map.of("N", 0, "S", "s", "C", "zero")))
        .isEqualTo(predict(Map.of("N", -0.0, "S", "s", "C", "zero")));
  }

  @Test
  void whole_numbers_that_doubles_do_not_tell_apart_are_no_classes() throws SQLException {
    run(connection, "CREATE TABLE BIG (A INTEGER, B BIGINT, D DECIMAL(38,0))");
    for (int i = 0; i < 40; i++) {
      run(
          connection,
          "INSERT INTO BIG VALUES (%d, %s, %s)"
              .formatted(
                  i % 2,
                  i % 2 == 0 ? "9007199254740993" : "9007199254740994",
                  i % 2 == 0 ? "10000000000000000000000000000000" : "1"));
    }

    for (String target : List.of("B", "D")) {
      assertMlError(
          MlError.INVALID_VALUE,
          () ->
              run(connection, "CALL sys.ML_TRAIN('PUBLIC.BIG', '%s', NULL, 'm')".formatted(target)),
          "column '" + target + "' expects class labels up to 9007199254740992",
          "CAST it AS VARCHAR");
    }
    run(
        connection,
        "CALL sys.ML_TRAIN('SELECT A, CAST(B AS VARCHAR(20)) AS B FROM PUBLIC.BIG', 'B', NULL,"
            + " 'm')");
    assertThat(text(connection, "CALL sys.ML_CLASSES('m')"))
        .isEqualTo("[\"9007199254740993\",\"9007199254740994\"]");
  }

  @Test
  void long_texts_count_against_the_memory_allowed() throws SQLException {
    run(connection, "CREATE TABLE LONG_TEXT (Y INTEGER, S VARCHAR(200000))");
    for (int i = 0; i < 60; i++) {
      insertLong(i);
    }

    assertMlError(
        MlError.NOT_ENOUGH_MEMORY,
        () ->
            run(
                connection,
                "CALL sys.ML_TRAIN('PUBLIC.LONG_TEXT', 'Y', '{\"max_memory_mb\": 8}', 'm')"),
        "reading PUBLIC.LONG_TEXT",
        "8 MB are allowed");
  }

  private void insertLong(int row) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO LONG_TEXT VALUES (?, ?)")) {
      insert.setInt(1, row % 2);
      insert.setString(2, row + "x".repeat(100_000));
      insert.executeUpdate();
    }
  }

  @Test
  void strange_texts_are_levels_like_any_other() throws SQLException {
    List<String> strange =
        List.of("", " ", "a\u0000b", "line\nbreak", "🌸", "'; DROP TABLE T; --", "\"", "İ", "null");
    for (int i = 0; i < 90; i++) {
      add(i % 2, strange.get(i % 9), "class " + strange.get(i % 9), i);
    }

    trainBy("decision_tree", "C", "classification");
    run(connection, "CALL sys.ML_PREDICT_TABLE('PUBLIC.T', 'm', 'PUBLIC.ANSWER', NULL)");

    assertThat(number(connection, "SELECT COUNT(*) FROM ANSWER WHERE C = PREDICTION"))
        .isEqualTo(90);
    for (String level : strange) {
      assertThat(predict(Map.of("N", 0, "S", level))).isEqualTo("class " + level);
    }
  }

  @Test
  void texts_of_a_megabyte_are_levels() throws SQLException {
    String longer = "x".repeat(1 << 20);
    for (int i = 0; i < 24; i++) {
      add(i % 3, i % 2 == 0 ? longer : longer + "y", i % 2 == 0 ? "shorter" : "longer", i);
    }

    trainBy("decision_tree", "C", "classification");

    assertThat(predict(Map.of("N", 0, "S", longer))).isEqualTo("shorter");
    assertThat(predict(Map.of("N", 0, "S", longer + "y"))).isEqualTo("longer");
  }

  @Test
  void a_thousand_columns_are_trained_and_predicted() throws SQLException {
    String columns =
        String.join(
            ", ", IntStream.range(0, 1000).mapToObj(i -> "C%d INTEGER".formatted(i)).toList());
    run(connection, "CREATE TABLE WIDE (" + columns + ", Y VARCHAR(9))");
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO WIDE VALUES (" + "?, ".repeat(1000) + "?)")) {
      for (int row = 0; row < 60; row++) {
        for (int i = 0; i < 1000; i++) {
          insert.setInt(i + 1, (row * 31 + i * 17) % (2 + i % 7));
        }
        insert.setString(1001, row % 2 == 0 ? "even" : "odd");
        insert.addBatch();
      }
      insert.executeBatch();
    }

    run(
        connection,
        "CALL sys.ML_TRAIN('PUBLIC.WIDE', 'Y', '{\"algorithm\": \"decision_tree\"}', 'm')",
        "CALL sys.ML_PREDICT_TABLE('PUBLIC.WIDE', 'm', 'PUBLIC.ANSWER', NULL)");

    assertThat(number(connection, "SELECT COUNT(*) FROM ANSWER WHERE Y = PREDICTION"))
        .isEqualTo(60);
  }

  @Test
  void a_text_of_fifty_thousand_levels_is_a_feature() throws SQLException {
    int levels = 50_000;
    run(connection, "CREATE TABLE CITY (NAME VARCHAR(20), SIZE DOUBLE PRECISION, Y VARCHAR(9))");
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO CITY VALUES (?, ?, ?)")) {
      for (int i = 0; i < 2 * levels; i++) {
        insert.setString(1, "city " + i % levels);
        insert.setDouble(2, i % 10);
        insert.setString(3, i % 10 < 5 ? "small" : "large");
        insert.addBatch();
        if (i % 10_000 == 9_999) {
          insert.executeBatch();
        }
      }
    }

    run(
        connection,
        "CALL sys.ML_TRAIN('PUBLIC.CITY', 'Y', '{\"algorithm\": \"decision_tree\"}', 'm')");

    assertThat((List<?>) metadata().get("selected_column_names")).asString().contains("SIZE");
    assertThat(predict(Map.of("NAME", "city 7", "SIZE", 7))).isEqualTo("large");
    assertThat(predict(Map.of("NAME", "never seen", "SIZE", 2))).isEqualTo("small");
  }

  @Test
  void a_thousand_classes_are_learnt_and_one_more_is_refused() throws SQLException {
    run(connection, "CREATE TABLE MANY (X INTEGER, Y INTEGER)");
    for (int i = 0; i < 2001; i++) {
      run(connection, "INSERT INTO MANY VALUES (%d, %d)".formatted(i % 1001, i % 1001));
    }

    assertMlError(
        MlError.TOO_MANY_CLASSES,
        () -> run(connection, "CALL sys.ML_TRAIN('PUBLIC.MANY', 'Y', NULL, 'm')"),
        "target column 'Y' has 1001 distinct values, more than 1000.");
    run(
        connection,
        "CALL sys.ML_TRAIN('SELECT * FROM PUBLIC.MANY WHERE Y < 1000', 'Y', '{\"algorithm\":"
            + " \"decision_tree\", \"validation_split\": 0,"
            + " \"hyperparameters\": {\"min_samples_leaf\": 1, \"max_depth\": 6}}', 'm')");

    assertThat(predict(Map.of("X", 500))).isInstanceOf(Number.class);
  }

  private void add(@Nullable Number n, @Nullable String s, @Nullable String c, @Nullable Number y)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO T (N, S, C, Y) VALUES (?, ?, ?, ?)")) {
      insert.setObject(1, n == null ? null : n.doubleValue());
      insert.setString(2, s);
      insert.setString(3, c);
      insert.setObject(4, y == null ? null : y.doubleValue());
      insert.executeUpdate();
    }
  }

  private void train(String target, String task) throws SQLException {
    run(
        connection,
        "CALL sys.ML_TRAIN('PUBLIC.T', '%s', '{\"task\": \"%s\"}', 'm')".formatted(target, task));
  }

  private void trainBy(String algorithm, String target, String task) throws SQLException {
    String leaf =
        algorithm.contains("tree") ? ", \"hyperparameters\": {\"min_samples_leaf\": 1}" : "";
    run(
        connection,
        ("CALL sys.ML_TRAIN('PUBLIC.T', '%s', '{\"task\": \"%s\", \"algorithm\": \"%s\","
                + " \"replace\": true%s}', 'm')")
            .formatted(target, task, algorithm, leaf));
  }

  private Map<String, Object> metadata() throws SQLException {
    return Json.parseObject(text(connection, "SELECT MODEL_METADATA FROM ML.MODEL_CATALOG"));
  }

  private List<String> notes() throws SQLException {
    return metadata().get("training_notes") instanceof List<?> notes
        ? notes.stream().map(String::valueOf).toList()
        : List.of();
  }

  private @Nullable Object predict(Map<String, Object> row) throws SQLException {
    assertThat(value(connection, "SELECT COUNT(*) FROM ML.MODEL_CATALOG")).isEqualTo(1L);
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT sys.ML_PREDICT_ROW(CAST(? AS VARCHAR(2000000)), 'm', NULL)"
                + " FROM (VALUES(0))")) {
      query.setString(1, Json.write(row));
      try (var answer = query.executeQuery()) {
        answer.next();
        return Json.parseObject(answer.getString(1)).get("Prediction");
      }
    }
  }
}
