// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.inlayml.tests.database.Answers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every algorithm that {@code ML.ALGORITHM} lists goes the whole way, task by task. */
class EveryAlgorithmContractTest extends DatabaseContract {
  /** What the defaults do not suit on so few rows. */
  private static final Map<String, String> HYPERPARAMETERS =
      Map.of(
          "dbscan", "{'eps':2}",
          "kmeans", "{'n_clusters':3}",
          // its constant is penalised, too, and far from 0 here
          "linear_svm", "{'C':100}",
          // without a constant, as scikit-learn's, so that the straight kernel misses the mean
          "kernel_ridge", "{'kernel':'rbf'}");

  /** The row that {@link Lesson#of} gives. */
  private static final int ROW = 2;

  @Override
  void prepare() {}

  /** A table to learn from, and a row of it. */
  private record Lesson(String table, String excluded, @Nullable String target, String row) {
    static Lesson of(String task) {
      return switch (task) {
        case "classification" ->
            new Lesson(
                "PUBLIC.CUSTOMER", "'ID'", "CHURN", "{'AGE':27,'INCOME':1037.5,'TARIFF':'basic'}");
        case "regression" -> new Lesson("PUBLIC.HOUSE", "'ID'", "PRICE", "{'ROOMS':2,'AREA':43.5}");
        default ->
            new Lesson(
                "PUBLIC.FLOWER",
                "'ID','SPECIES'",
                null,
                "{'PETAL_LENGTH':3.7,'PETAL_WIDTH':1.3,'COLOUR':'white'}");
      };
    }
  }

  @Test
  void learns_predicts_scores_explains_and_fills_in_on_insert() throws SQLException {
    List<List<@Nullable Object>> algorithms =
        Answers.rows(sample.connection(), "SELECT ALGORITHM, TASKS FROM ML.ALGORITHM ORDER BY 1");
    assertThat(algorithms).hasSizeGreaterThan(50);

    SoftAssertions all = new SoftAssertions();
    for (List<@Nullable Object> algorithm : algorithms) {
      for (String task : String.valueOf(algorithm.get(1)).split(", ", -1)) {
        String name = String.valueOf(algorithm.get(0));
        all.assertThatCode(() -> goTheWholeWay(name, task))
            .as("%s for %s", name, task)
            .doesNotThrowAnyException();
      }
    }
    all.assertAll();
  }

  private void goTheWholeWay(String algorithm, String task) throws SQLException {
    String name = algorithm + " " + task;
    Lesson lesson = Lesson.of(task);
    String hyperparameters = HYPERPARAMETERS.getOrDefault(algorithm, "{}");
    Calls.train(
        sample.connection(),
        lesson.table(),
        lesson.target(),
        "{'task':'%s','algorithm':'%s','hyperparameters':%s,'exclude_column_list':[%s]}"
            .formatted(task, algorithm, hyperparameters, lesson.excluded()),
        name);

    assertPredictsAlike(name, task, lesson);
    assertScores(name, task, lesson);
    assertExplains(name, task, lesson);
    if (!task.equals("decomposition")) {
      assertFillsIn(name, task, lesson);
    }

    Calls.text(sample.connection(), "CALL sys.ML_DROP(?)", name);
  }

  /** By row, by table and by position. */
  private void assertPredictsAlike(String name, String task, Lesson lesson) throws SQLException {
    String results = results(name, lesson);
    sample.run("DROP TABLE PUBLIC.PREDICTED IF EXISTS");
    long rows = Calls.predictTable(sample.connection(), lesson.table(), name, "PUBLIC.PREDICTED");
    String filled = sample.text("SELECT ML_RESULTS FROM PUBLIC.PREDICTED WHERE ID = " + ROW);
    String array =
        "ARRAY["
            + lesson.row().replaceAll("[{}]|'[A-Z_]+':", "").replaceAll("([0-9.]+)", "'$1'")
            + "]";

    assertThat(rows).as(name).isEqualTo(sample.count(lesson.table()));
    assertThat(filled).as(name).isEqualTo(results);
    switch (task) {
      case "regression" ->
          assertThat(
                  sample.number("SELECT sys.ML_PREDICT(?, " + array + ") FROM (VALUES(0))", name))
              .as(name)
              .isCloseTo(
                  sample.number("SELECT PREDICTION FROM PUBLIC.PREDICTED WHERE ID = " + ROW),
                  within(0.0));
      case "classification", "clustering" ->
          assertThat(
                  sample.text(
                      "SELECT sys.ML_PREDICT_LABEL(?, " + array + ") FROM (VALUES(0))", name))
              .as(name)
              .isEqualToIgnoringCase(
                  sample.text("SELECT PREDICTION FROM PUBLIC.PREDICTED WHERE ID = " + ROW));
      case "anomaly_detection" ->
          assertThat(
                  sample.number("SELECT sys.ML_PREDICT(?, " + array + ") FROM (VALUES(0))", name))
              .as(name)
              .isBetween(0.0, 1.0);
      default ->
          assertThat(sample.number("SELECT COMPONENT_1 FROM PUBLIC.PREDICTED WHERE ID = 2"))
              .as(name)
              .isFinite();
    }
  }

  private String results(String name, Lesson lesson) throws SQLException {
    String row = Calls.predictedRow(sample.connection(), Calls.json(lesson.row()), name, null);
    return row.substring(row.indexOf("\"ml_results\":") + 13, row.length() - 1);
  }

  private void assertScores(String name, String task, Lesson lesson) throws SQLException {
    String metric =
        switch (task) {
          case "classification" -> "accuracy";
          case "regression" -> "r2";
          case "clustering" -> "adjusted_rand_score";
          case "decomposition" -> "explained_variance";
          default -> "roc_auc";
        };
    String relation =
        task.equals("anomaly_detection")
            ? "SELECT F.*, CASE WHEN ID = 60 THEN 1 ELSE 0 END AS STRANGE FROM PUBLIC.FLOWER F"
            : lesson.table();
    String target =
        switch (task) {
          case "classification", "regression" -> String.valueOf(lesson.target());
          case "anomaly_detection" -> "STRANGE";
          default -> "SPECIES";
        };
    double score =
        Double.parseDouble(
            Calls.text(
                sample.connection(),
                "CALL sys.ML_SCORE(?, ?, ?, ?, NULL)",
                relation,
                target,
                name,
                metric));

    assertThat(score).as("%s of %s", metric, name).isBetween(least(task), 1.0 + 1e-9);
  }

  /** What always giving the same answer reaches, or a little less. */
  private static double least(String task) {
    return switch (task) {
      case "classification" -> 0.5;
      case "regression" -> -0.01;
      case "clustering" -> -0.5;
      default -> 0;
    };
  }

  private void assertExplains(String name, String task, Lesson lesson) throws SQLException {
    String explanation =
        Calls.text(
            sample.connection(),
            "CALL sys.ML_EXPLAIN(?, ?, ?, NULL)",
            lesson.table(),
            lesson.target(),
            name);
    String row =
        sample.text(
            "SELECT sys.ML_EXPLAIN_ROW(?, ?, NULL) FROM (VALUES(0))",
            String.valueOf(Calls.json(lesson.row())),
            name);
    sample.run("DROP TABLE PUBLIC.EXPLAINED IF EXISTS");
    String rows =
        Calls.text(
            sample.connection(),
            "CALL sys.ML_EXPLAIN_TABLE(?, ?, ?, NULL)",
            "SELECT * FROM " + lesson.table() + " WHERE ID <= 5",
            name,
            "PUBLIC.EXPLAINED");

    String feature =
        task.equals("regression") ? "ROOMS" : task.equals("classification") ? "AGE" : "PETAL_WIDTH";
    assertThat(explanation).as(name).contains("\"" + feature + "\":");
    assertThat(row).as(name).contains("\"" + feature + "_attribution\":", "\"Notes\":");
    assertThat(rows).as(name).isEqualTo("5");
  }

  private void assertFillsIn(String name, String task, Lesson lesson) throws SQLException {
    sample.run(
        "DROP TABLE PUBLIC.ARRIVED IF EXISTS",
        "CREATE TABLE PUBLIC.ARRIVED AS (SELECT * FROM " + lesson.table() + ") WITH NO DATA");
    Calls.text(
        sample.connection(),
        "CALL sys.ML_ATTACH(?, ?, ?)",
        "PUBLIC.ARRIVED",
        name,
        Calls.json("{'prediction':'GUESS','probability':'CHANCE'}"));
    String columns =
        switch (task) {
          case "classification" -> "ID, AGE, INCOME, TARIFF";
          case "regression" -> "ID, ROOMS, AREA";
          default -> "ID, PETAL_LENGTH, PETAL_WIDTH, COLOUR";
        };
    sample.run(
        "INSERT INTO PUBLIC.ARRIVED ("
            + columns
            + ") SELECT "
            + columns
            + " FROM "
            + lesson.table()
            + " WHERE ID = 2");

    String guess = sample.text("SELECT GUESS FROM PUBLIC.ARRIVED");
    String results = results(name, lesson);
    Calls.text(sample.connection(), "CALL sys.ML_DETACH(?)", "PUBLIC.ARRIVED");
    if (task.equals("regression")) {
      assertThat(Double.parseDouble(guess))
          .as(name)
          .isEqualTo(sample.number("SELECT PREDICTION FROM PUBLIC.PREDICTED WHERE ID = " + ROW));
    } else {
      assertThat(results).as(name).containsIgnoringCase(":" + guess + "}");
    }
  }
}
