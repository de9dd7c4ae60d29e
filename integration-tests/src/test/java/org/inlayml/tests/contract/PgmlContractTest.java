// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.inlayml.tests.database.Answers.assertMlError;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.inlayml.learning.error.MlError;
import org.junit.jupiter.api.Test;

/** The schema PGML: what is written for PostgresML. */
class PgmlContractTest extends DatabaseContract {
  private static final String STUMP = "'decision_tree', '{\"max_depth\": 1}'";

  @Override
  void prepare() {
    // each test trains its own
  }

  private String train(String arguments) throws SQLException {
    List<String> rows = rows("CALL pgml.train(" + arguments + ")");
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }

  @Test
  void trains_versions_and_deploys_the_better_one() throws SQLException {
    assertThat(train("'House prices', 'regression', 'PUBLIC.HOUSE', 'price', " + STUMP))
        .isEqualTo("House prices,regression,decision_tree,true");
    assertThat(train("'House prices', 'regression', 'PUBLIC.HOUSE', 'price'"))
        .isEqualTo("House prices,regression,linear,true");
    assertThat(train("'House prices', NULL, NULL, NULL, " + STUMP))
        .isEqualTo("House prices,regression,decision_tree,false");
    assertThat(train("'House prices'")).isEqualTo("House prices,regression,linear,true");
    assertThat(
            rows(
                "SELECT algorithm, task, runtime, test_sampling, test_size, deployed FROM"
                    + " pgml.trained_models WHERE name = 'House prices' ORDER BY created_at"))
        .containsExactly(
            "decision_tree,regression,java,stratified,0.25,false",
            "linear,regression,java,stratified,0.25,false",
            "decision_tree,regression,java,stratified,0.25,false",
            "linear,regression,java,stratified,0.25,true");
    assertThat(
            rows(
                "SELECT name, task, algorithm, runtime, relation_name, y_column_name,"
                    + " test_sampling, test_size FROM pgml.overview WHERE name = 'House prices'"))
        .containsExactly("House prices,regression,linear,java,PUBLIC.HOUSE,PRICE,stratified,0.25");
    assertThat(rows("SELECT algorithm FROM pgml.deployed_models WHERE name = 'House prices'"))
        .containsExactly("linear");
    assertThat(
            sample.number("SELECT pgml.predict('House prices', ARRAY[3, 50.0E0]) FROM (VALUES(0))"))
        .isCloseTo(210, within(1e-6));
  }

  @Test
  void takes_all_fifteen_arguments() throws SQLException {
    assertThat(
            train(
                "'all of them', 'classification', 'PUBLIC.CUSTOMER', 'churn', 'random_forest',"
                    + " '{\"n_estimators\": 5}', NULL, '{}', '{}', 0.5, 'random', 'python', FALSE,"
                    + " TRUE, '{}'"))
        .isEqualTo("all of them,classification,random_forest,false");
    assertThat(
            rows("SELECT test_size, deployed FROM pgml.trained_models WHERE name = 'all of them'"))
        .containsExactly("0.5,false");
    assertMlError(
        MlError.PROJECT_NOT_LIVE,
        () -> sample.number("CALL pgml.predict('all of them', ARRAY['1', '30', '1000.5', 'gold'])"),
        "project 'all of them' has no live version.");
  }

  @Test
  void refuses_what_is_not_there_and_says_what_is() throws SQLException {
    assertMlError(
        MlError.ARGUMENT_MISSING, () -> train("'new'"), "argument 'task' of PGML.TRAIN is NULL");
    assertMlError(
        MlError.ARGUMENT_MISSING,
        () -> train("'new', 'regression'"),
        "argument 'relation_name' of PGML.TRAIN is NULL");
    String first = "'new', 'regression', 'PUBLIC.HOUSE', 'price', NULL, NULL, ";
    assertMlError(
        MlError.NOT_IN_FACADE,
        () ->
            train(
                first + "'grid', '{\"alpha\": [1, 2]}', NULL, NULL, NULL, NULL, NULL, NULL, NULL"),
        "PGML.TRAIN does not support a search for hyperparameters. Train a version with each");
    assertMlError(
        MlError.NOT_IN_FACADE,
        () -> train(first + "NULL, NULL, NULL, NULL, 'last', NULL, NULL, NULL, NULL"),
        "PGML.TRAIN does not support the test_sampling 'last'.");
    assertMlError(
        MlError.NOT_IN_FACADE,
        () -> train(first + "NULL, NULL, NULL, NULL, NULL, 'openai', NULL, NULL, NULL"),
        "PGML.TRAIN does not support the runtime 'openai'.");
    assertMlError(
        MlError.NOT_IN_FACADE,
        () ->
            train(
                first
                    + "NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,"
                    + " '{\"area\": {\"scale\": \"standard\"}}'"),
        "PGML.TRAIN does not support preprocess.");
    assertMlError(
        MlError.INVALID_JSON,
        () -> train("'new', 'regression', 'PUBLIC.HOUSE', 'price', 'linear', '['"),
        "not valid JSON in the argument hyperparams of PGML.TRAIN");
    assertMlError(
        MlError.UNKNOWN_TASK,
        () -> train("'new', 'text2text', 'PUBLIC.HOUSE'"),
        "task 'text2text'");
    train("'task', 'regression', 'PUBLIC.HOUSE', 'price'");
    assertMlError(
        MlError.PROJECT_DIFFERS,
        () -> train("'task', 'classification', 'PUBLIC.CUSTOMER', 'churn'"),
        "project 'task' has the task 'regression', not 'classification'. Use another project.");
  }

  @Test
  void linear_means_what_fits_the_task() throws SQLException {
    assertThat(train("'k', 'clustering', 'SELECT petal_length, petal_width FROM PUBLIC.FLOWER'"))
        .isEqualTo("k,clustering,kmeans,true");
    assertThat(train("'p', 'decomposition', 'SELECT petal_length, petal_width FROM PUBLIC.FLOWER'"))
        .isEqualTo("p,decomposition,pca,true");
    assertThat(train("'c', 'classification', 'PUBLIC.CUSTOMER', 'churn'"))
        .isEqualTo("c,classification,logistic,true");
  }

  @Test
  void predicts_classes_that_are_numbers_and_probabilities() throws SQLException {
    train("'churn', 'classification', 'SELECT age, income, churn FROM PUBLIC.CUSTOMER', 'churn'");
    train(
        "'flower', 'classification', 'SELECT petal_length, species FROM PUBLIC.FLOWER', 'species'");
    String handle = "(SELECT MAX(id) FROM pgml.trained_models WHERE name = 'churn')";
    String young = "ARRAY[21E0, 1200E0]";

    assertThat(sample.number("CALL pgml.predict('churn', " + young + ")")).isEqualTo(1);
    assertThat(sample.number("CALL pgml.predict('churn', ARRAY[60E0, 1200E0])")).isEqualTo(0);
    assertThat(
            sample.number("CALL pgml.predict(CAST(" + handle + " AS VARCHAR(20)), " + young + ")"))
        .isEqualTo(1);
    assertThat(
            rows("SELECT CARDINALITY(pgml.predict_proba('flower', ARRAY[1.5E0])) FROM (VALUES(0))"))
        .containsExactly("3");
    if (sample.kind().isH2()) {
      assertThat(sample.number("CALL pgml.predict('churn', 21, 1200)")).isEqualTo(1);
      assertThat(sample.number("CALL pgml.predict(" + handle + ", 21, 1200)")).isEqualTo(1);
    }
    assertMlError(
        MlError.NOT_IN_FACADE,
        () -> sample.number("CALL pgml.predict('flower', ARRAY[1.5E0])"),
        "PGML.PREDICT does not support classes that are no numbers, as model 'flower' has. Use"
            + " ML_PREDICT_LABEL.");
  }

  @Test
  void deploys_by_strategy_and_by_id() throws SQLException {
    train("'deployed', 'regression', 'PUBLIC.HOUSE', 'price', " + STUMP);
    train("'deployed', 'regression', 'PUBLIC.HOUSE', 'price', 'linear'");
    train("'deployed', 'regression', 'PUBLIC.HOUSE', 'price', 'ridge', '{\"alpha\": 1000000}'");

    assertThat(rows("CALL pgml.deploy('deployed', 'most_recent')"))
        .containsExactly("deployed,most_recent,ridge");
    assertThat(rows("CALL pgml.deploy('deployed', 'rollback')"))
        .containsExactly("deployed,rollback,linear");
    assertThat(rows("CALL pgml.deploy('deployed', 'best_score', 'ridge')"))
        .containsExactly("deployed,best_score,ridge");
    assertThat(rows("CALL pgml.deploy('deployed')")).containsExactly("deployed,best_score,linear");
    String id =
        sample.text(
            "SELECT MIN(id) FROM pgml.trained_models WHERE name = 'deployed'"
                + " AND algorithm = 'decision_tree'");
    assertThat(rows("CALL pgml.deploy('" + id + "')"))
        .containsExactly("deployed,specific,decision_tree");
    assertThat(rows("CALL pgml.deploy('deployed:2')")).containsExactly("deployed,specific,linear");
    assertMlError(
        MlError.INVALID_ARGUMENT,
        () -> rows("CALL pgml.deploy('deployed', 'specific')"),
        "one of most_recent, best_score and rollback");
  }

  @Test
  void h2_trains_once_a_statement_and_hsqldb_by_call_alone() throws SQLException {
    String first = "'once', 'regression', 'PUBLIC.HOUSE', 'price'";
    if (!sample.kind().isH2()) {
      assertMlError(
          MlError.NOT_A_CALL,
          () -> rows("SELECT * FROM TABLE(pgml.train(" + first + "))"),
          "must be a statement of its own. Use CALL.");
      return;
    }
    assertThat(rows("SELECT * FROM pgml.train(" + first + ")"))
        .containsExactly("once,regression,linear,true");
    assertThat(rows("SELECT T.* FROM (VALUES 1, 2, 3) LEFT JOIN pgml.train('once') T ON TRUE"))
        .hasSize(3);
    assertThat(versions("once")).isEqualTo(2);
    try (PreparedStatement training =
        sample.connection().prepareStatement("SELECT project FROM pgml.train(?, ?, ?, ?)")) {
      for (int i = 0; i < 2; i++) {
        training.setString(1, "once");
        training.setString(2, "regression");
        training.setString(3, "PUBLIC.HOUSE");
        training.setString(4, "price");
        try (ResultSet rows = training.executeQuery()) {
          assertThat(rows.next()).isTrue();
        }
      }
    }
    assertThat(versions("once")).isEqualTo(4);
    rows("CALL pgml.train('once')");
    rows("CALL pgml.train('once')");
    assertThat(versions("once")).isEqualTo(6);
  }

  @Test
  void a_snapshot_keeps_the_rows_as_they_are() throws SQLException {
    assertThat(rows("CALL pgml.snapshot('public.house', 'price')"))
        .containsExactly("PUBLIC.HOUSE,PRICE");
    String query = "SELECT ROOMS, AREA FROM PUBLIC.HOUSE";
    assertThat(rows("CALL pgml.snapshot('" + query + "', NULL, 0.5, 'random', '{}')"))
        .containsExactly(query + ",null");
    assertThat(
            rows(
                "SELECT RELATION, TARGET_COLUMN_NAME, ROW_COUNT, MATERIALIZED, OPTIONS,"
                    + " CHAR_LENGTH(DATA_HASH) FROM ML.SNAPSHOT WHERE TASK = 'none'"
                    + " ORDER BY SNAPSHOT_ID"))
        .containsExactly(
            "PUBLIC.HOUSE,PRICE,60,true,{\"test_size\":0.25},64",
            query + ",null,60,true,{\"test_size\":0.5},64");
    String chunks =
        "ML.SNAPSHOT_CHUNK WHERE SNAPSHOT_ID IN (SELECT SNAPSHOT_ID FROM ML.SNAPSHOT WHERE TASK ="
            + " 'none')";
    assertThat(sample.count(chunks)).isEqualTo(2);
    assertThat(sample.count("ML.AUDIT WHERE ACTION = 'PGML.SNAPSHOT'")).isEqualTo(2);

    assertMlError(
        MlError.UNKNOWN_COLUMN,
        () -> rows("CALL pgml.snapshot('PUBLIC.HOUSE', 'cost')"),
        "'cost'",
        "PRICE");
    assertMlError(
        MlError.INVALID_ARGUMENT,
        () -> rows("CALL pgml.snapshot('PUBLIC.HOUSE', 'price', 1.5, NULL, NULL)"),
        "argument 'test_size' of PGML.SNAPSHOT is 1.5");
    assertMlError(
        MlError.NOT_IN_FACADE,
        () -> rows("CALL pgml.snapshot('PUBLIC.HOUSE', 'price', NULL, 'last', NULL)"),
        "PGML.SNAPSHOT does not support the test_sampling 'last'");
    assertMlError(
        MlError.RELATION_MISSING, () -> rows("CALL pgml.snapshot(NULL, 'price')"), "NULL");
    sample.run("CREATE TABLE PUBLIC.\"Mixed Case\"(\"a B\" INT, C VARCHAR(9))");
    assertThat(rows("CALL pgml.snapshot('PUBLIC.\"Mixed Case\"', 'a B')"))
        .as("a table without rows")
        .hasSize(1);
    sample.run("DELETE FROM ML.SNAPSHOT WHERE TASK = 'none'");
    assertThat(sample.count(chunks)).isZero();
  }

  private long versions(String project) throws SQLException {
    return sample.count("pgml.trained_models WHERE name = '" + project + "'");
  }

  /** All rows, columns with commas between. */
  private List<String> rows(String query) throws SQLException {
    try (Statement statement = sample.connection().createStatement();
        ResultSet result = statement.executeQuery(query)) {
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          values.add(String.valueOf(result.getObject(i)));
        }
        rows.add(String.join(",", values));
      }
      return rows;
    }
  }
}
