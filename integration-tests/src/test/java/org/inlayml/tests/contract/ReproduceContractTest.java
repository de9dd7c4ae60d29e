// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Models trained again by their recipes. */
class ReproduceContractTest extends DatabaseContract {
  private static final String TREE =
      "'algorithm':'decision_tree','hyperparameters':{'min_samples_leaf':2}";

  @Override
  void prepare() {}

  private void train(String relation, String options, String handle) throws SQLException {
    Calls.train(
        sample.connection(), relation, "PRICE", "{'task':'regression'," + options + "}", handle);
  }

  private String reproduce(String model) throws SQLException {
    return sample.text("SELECT sys.ML_REPRODUCE(?, NULL) FROM (VALUES(0))", model);
  }

  private static String equal(String model, String rows) {
    return "{\"model\":\"" + model + "\",\"equal\":true,\"rows\":\"" + rows + "\",\"changes\":[]}";
  }

  private void copy(String table) throws SQLException {
    sample.run(
        "CREATE TABLE PUBLIC."
            + table
            + "(ID INT PRIMARY KEY, ROOMS INT, AREA DOUBLE PRECISION, PRICE DOUBLE PRECISION)",
        "INSERT INTO PUBLIC." + table + " SELECT ID, ROOMS, AREA, PRICE FROM PUBLIC.HOUSE");
  }

  @Test
  void unchanged_inputs_give_the_same_bytes() throws SQLException {
    for (String algorithm :
        new String[] {
          "linear", "ridge", "decision_tree", "random_forest", "hist_gradient_boosting"
        }) {
      train("PUBLIC.HOUSE", "'algorithm':'" + algorithm + "','seed':5", "same " + algorithm);
      assertThat(reproduce("same " + algorithm)).isEqualTo(equal("same " + algorithm, "relation"));
    }
    Calls.train(
        sample.connection(),
        "PUBLIC.FLOWER",
        "SPECIES",
        "{'model_list':['logistic','decision_tree'],'class_weight':'balanced'}",
        "same chosen");
    assertThat(reproduce("same chosen")).isEqualTo(equal("same chosen", "relation"));
    Calls.train(
        sample.connection(),
        "PUBLIC.FLOWER",
        null,
        "{'task':'clustering','algorithm':'kmeans','hyperparameters':{'n_clusters':3}}",
        "same clusters");
    assertThat(reproduce("same clusters")).isEqualTo(equal("same clusters", "relation"));
  }

  @Test
  void a_version_is_trained_again_without_the_rows_held_out() throws SQLException {
    train("PUBLIC.HOUSE", TREE + ",'project':'again'", null);
    train("PUBLIC.HOUSE", TREE + ",'project':'again','seed':9", null);

    assertThat(reproduce("again:1")).isEqualTo(equal("again:1", "relation"));
    assertThat(reproduce("again:2")).isEqualTo(equal("again:2", "relation"));
    assertThat(reproduce("again")).contains("\"equal\":true");
  }

  @Test
  void each_change_of_the_rows_is_named() throws SQLException {
    copy("CHANGING");
    train("PUBLIC.CHANGING", TREE, "changing");

    sample.run("UPDATE PUBLIC.CHANGING SET PRICE = PRICE + 1 WHERE ID = 3");
    assertThat(reproduce("changing"))
        .contains("\"equal\":false", "\"rows\":\"relation\"", "\"input\":\"data\"");
    sample.run("DELETE FROM PUBLIC.CHANGING WHERE ID = 3");
    assertThat(reproduce("changing"))
        .contains("{\"input\":\"row_count\",\"recorded\":60,\"present\":59}");
    sample.run("ALTER TABLE PUBLIC.CHANGING ADD COLUMN GARDEN INT");
    assertThat(reproduce("changing"))
        .contains(
            "{\"input\":\"columns\",\"recorded\":null,\"present\":\"INTEGER\",\"column\":\"GARDEN\"}");
    sample.run("ALTER TABLE PUBLIC.CHANGING DROP COLUMN PRICE");
    assertThat(reproduce("changing")).contains("\"column\":\"PRICE\"", "\"equal\":false");
    sample.run("DROP TABLE PUBLIC.CHANGING");
    assertThat(reproduce("changing"))
        .contains("\"rows\":\"none\"", "{\"input\":\"relation\",\"recorded\":\"PUBLIC.CHANGING\"");
  }

  @Test
  void stored_rows_are_taken_where_the_relation_has_changed() throws SQLException {
    copy("STORED");
    train("PUBLIC.STORED", TREE + ",'materialize_snapshot':true", "stored");
    assertThat(reproduce("stored")).isEqualTo(equal("stored", "relation"));

    sample.run("UPDATE PUBLIC.STORED SET AREA = 0 WHERE ID = 7");
    assertThat(reproduce("stored"))
        .startsWith("{\"model\":\"stored\",\"equal\":true,\"rows\":\"snapshot\"")
        .contains("\"input\":\"data\"");
    sample.run("DROP TABLE PUBLIC.STORED");
    assertThat(reproduce("stored"))
        .startsWith("{\"model\":\"stored\",\"equal\":true,\"rows\":\"snapshot\"")
        .contains("\"input\":\"relation\"");

    long chunks = sample.count("ML.SNAPSHOT_CHUNK");
    sample.run("CALL sys.ML_DROP('stored')");
    assertThat(sample.count("ML.SNAPSHOT_CHUNK")).isLessThan(chunks);
  }

  @Test
  void a_replaced_model_takes_its_snapshot_along() throws SQLException {
    train("PUBLIC.HOUSE", TREE + ",'materialize_snapshot':true,'replace':true", "replaced");
    long chunks = sample.count("ML.SNAPSHOT_CHUNK");
    train("PUBLIC.HOUSE", TREE + ",'materialize_snapshot':true,'replace':true", "replaced");

    assertThat(sample.count("ML.SNAPSHOT_CHUNK")).isEqualTo(chunks);
    assertThat(
            sample.count(
                "ML.SNAPSHOT WHERE SNAPSHOT_ID NOT IN (SELECT SNAPSHOT_ID FROM ML.MODEL_SNAPSHOT)"))
        .isZero();
  }

  @Test
  void other_versions_and_engines_and_missing_models_are_named() throws SQLException {
    String warm = "'algorithm':'hist_gradient_boosting'";
    train("PUBLIC.HOUSE", warm, "warm before");
    train("PUBLIC.HOUSE", warm + ",'warm_start':'warm before'", "warm after");
    assertThat(reproduce("warm after")).isEqualTo(equal("warm after", "relation"));
    sample.run(
        "UPDATE ML.SNAPSHOT SET INLAY_VERSION = '0.0.1', ENGINE = 'another' WHERE SNAPSHOT_ID ="
            + " (SELECT MAX(SNAPSHOT_ID) FROM ML.SNAPSHOT)",
        "CALL sys.ML_DROP('warm before')");

    assertThat(reproduce("warm after"))
        .contains(
            "{\"input\":\"inlay_version\",\"recorded\":\"0.0.1\"",
            "{\"input\":\"engine\",\"recorded\":\"another\"",
            "{\"input\":\"warm_start\",\"recorded\":\"warm before\"",
            "\"equal\":false");
    sample.run(
        "DELETE FROM ML.MODEL_SNAPSHOT WHERE SNAPSHOT_ID ="
            + " (SELECT MAX(SNAPSHOT_ID) FROM ML.MODEL_SNAPSHOT)",
        "DELETE FROM ML.SNAPSHOT WHERE INLAY_VERSION = '0.0.1'");
    assertThat(reproduce("warm after")).contains("\"input\":\"recipe\"");
  }
}
