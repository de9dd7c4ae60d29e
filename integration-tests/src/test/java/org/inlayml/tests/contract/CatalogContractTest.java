// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inlayml.tests.database.Answers.assertMlError;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.json.Json;
import org.inlayml.tests.database.Answers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The catalog row of a model; loading, listing and dropping models. */
class CatalogContractTest extends DatabaseContract {
  private static final List<String> HEATWAVE_COLUMNS =
      List.of(
          "MODEL_ID",
          "MODEL_HANDLE",
          "MODEL_TYPE",
          "TASK",
          "MODEL_OBJECT",
          "MODEL_OWNER",
          "BUILD_TIMESTAMP",
          "TARGET_COLUMN_NAME",
          "TRAIN_TABLE_NAME",
          "COLUMN_NAMES",
          "MODEL_EXPLANATION",
          "LAST_ACCESSED",
          "MODEL_OBJECT_SIZE",
          "NOTES",
          "MODEL_METADATA");

  @Test
  void the_catalog_begins_with_heatwaves_columns_in_order() throws SQLException {
    assertThat(Answers.columns(sample.connection(), "SELECT * FROM ML.MODEL_CATALOG"))
        .startsWith(HEATWAVE_COLUMNS.toArray(String[]::new))
        .containsOnlyOnceElementsOf(HEATWAVE_COLUMNS);
  }

  @Test
  void the_users_own_catalog_is_heatwaves_exactly() throws SQLException {
    assertThat(Answers.columns(sample.connection(), "SELECT * FROM ML_SCHEMA_SA.MODEL_CATALOG"))
        .isEqualTo(HEATWAVE_COLUMNS);
    assertThat(
            sample.number(
                "SELECT COUNT(*) FROM ML_SCHEMA_SA.MODEL_CATALOG WHERE MODEL_HANDLE = 'price'"))
        .isEqualTo(1);
  }

  @Test
  void a_row_says_what_was_trained() throws SQLException {
    List<@Nullable Object> row =
        Answers.rows(
                sample.connection(),
                "SELECT MODEL_TYPE, TASK, MODEL_OBJECT, MODEL_OWNER, TARGET_COLUMN_NAME,"
                    + " TRAIN_TABLE_NAME, COLUMN_NAMES, LAST_ACCESSED, NOTES, BUILD_TIMESTAMP,"
                    + " MODEL_OBJECT_SIZE FROM ML.MODEL_CATALOG WHERE MODEL_HANDLE = 'price'")
            .get(0);

    assertThat(row.subList(0, 8))
        .containsExactly(
            "linear",
            "regression",
            null,
            "SA",
            "PRICE",
            "PUBLIC.HOUSE",
            "[\"ID\",\"ROOMS\",\"AREA\"]",
            null);
    assertThat(row.get(8)).isEqualTo("column 'ID' is not used: primary key");
    long now = System.currentTimeMillis() / 1000;
    assertThat((Long) row.get(9)).isBetween(now - 600, now);
    assertThat(row.get(10))
        .isEqualTo(
            sample.value(
                "SELECT CAST(SUM(OCTET_LENGTH(MODEL_OBJECT)) AS BIGINT)"
                    + " FROM ML.MODEL_OBJECT_CATALOG WHERE MODEL_HANDLE = 'price'"));
  }

  @Test
  void the_metadata_has_heatwaves_keys() throws SQLException {
    Map<String, @Nullable Object> metadata = metadata("churn");

    assertThat(metadata)
        .containsKeys(
            "task",
            "notes",
            "chunks",
            "format",
            "n_rows",
            "status",
            "options",
            "n_columns",
            "column_names",
            "contamination",
            "model_quality",
            "training_time",
            "algorithm_name",
            "training_score",
            "build_timestamp",
            "hyperparameters",
            "n_selected_rows",
            "training_params",
            "train_table_name",
            "model_explanation",
            "n_selected_columns",
            "target_column_name",
            "optimization_metric",
            "selected_column_names",
            "training_drift_metric")
        .containsEntry("status", "Ready")
        .containsEntry("algorithm_name", "logistic")
        .containsEntry("model_quality", "high")
        .containsEntry("selected_column_names", List.of("AGE", "INCOME", "TARIFF"))
        .containsEntry("classes", List.of("false", "true"));
    assertThat(metadata.get("training_drift_metric"))
        .asInstanceOf(InstanceOfAssertFactories.map(String.class, Double.class))
        .containsOnlyKeys("mean", "variance")
        .allSatisfy((name, value) -> assertThat(value).isBetween(0.01, 1.0));
    assertThat(metadata.get("n_rows")).hasToString("80");
    assertThat(metadata.get("chunks")).hasToString("1");
    assertThat((Double) metadata.get("training_time")).isPositive();
  }

  @Test
  void the_effective_options_have_heatwaves_explainers() throws SQLException {
    assertThat(metadata("churn").get("options"))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("task", "classification")
        .containsEntry("algorithm", "logistic")
        .containsEntry("optimization_metric", "neg_log_loss")
        .containsEntry("model_explainer", "permutation_importance")
        .containsEntry("prediction_explainer", "permutation_importance");
  }

  @Test
  void the_explanation_is_an_importance_a_feature_to_four_digits() throws SQLException {
    Map<String, @Nullable Object> explanation =
        Json.parseObject(
            sample.text(
                "SELECT MODEL_EXPLANATION FROM ML.MODEL_CATALOG WHERE MODEL_HANDLE = 'price'"));

    assertThat(explanation).containsOnlyKeys("permutation_importance");
    Map<String, @Nullable Object> importance = Calls.object(explanation, "permutation_importance");
    assertThat(importance.keySet().toArray()).containsExactly("ROOMS", "AREA");
    assertThat(Calls.number(importance.get("AREA")))
        .isGreaterThan(Calls.number(importance.get("ROOMS")));
    assertThat(String.valueOf(importance.get("AREA"))).matches("[0-9]\\.[0-9]{1,4}");
    assertThat(metadata("price").get("model_explanation")).isEqualTo(explanation);
  }

  @Test
  void loading_listing_and_unloading() throws SQLException {
    String handle = linear("loaded");
    sample.text("CALL sys.ML_MODEL_UNLOAD('loaded')");
    assertThat(active("current")).doesNotContain("\"loaded\"");

    assertThat(sample.text("CALL sys.ML_MODEL_LOAD('loaded', NULL)")).isEqualTo(handle);
    assertThat(sample.text("CALL sys.ML_MODEL_LOAD('loaded', 'SA')")).isEqualTo(handle);

    long size =
        (long)
            sample.number(
                "SELECT MODEL_OBJECT_SIZE FROM ML.MODEL_CATALOG WHERE MODEL_HANDLE = 'loaded'");
    String entry =
        "{\"loaded\":{\"format\":\""
            + metadata("loaded").get("format")
            + "\",\"model_size(byte)\":"
            + size
            + "}}";
    assertThat(active("current")).startsWith("[{\"total model size(bytes)\":").contains(entry);
    assertThat(active("ALL")).contains("{\"SA\":[").contains(entry);
    assertThat(sample.text("CALL sys.ML_MODEL_ACTIVE(NULL)")).isEqualTo(active("current"));
    assertThat(sample.value("CALL sys.ML_MODEL_UNLOAD('loaded')")).isEqualTo(true);
    assertThat(sample.value("CALL sys.ML_MODEL_UNLOAD('loaded')")).isEqualTo(false);
    assertThat(active("all")).doesNotContain("\"loaded\"");
  }

  @Test
  void unloading_an_unknown_model_is_no_error_but_loading_it_is() throws SQLException {
    assertThat(sample.value("CALL sys.ML_MODEL_UNLOAD('no such model')")).isEqualTo(false);
    assertMlError(
        MlError.MODEL_NOT_FOUND,
        () -> sample.run("CALL sys.ML_MODEL_LOAD('no such model', NULL)"),
        "model 'no such model' does not exist. ML.MODEL_CATALOG lists models.");
    assertMlError(
        MlError.INVALID_ARGUMENT,
        () -> sample.run("CALL sys.ML_MODEL_ACTIVE('everyone')"),
        "argument 'user' of ML_MODEL_ACTIVE is 'everyone', but expects 'all', 'current' or NULL.");
  }

  @Test
  void dropping_a_model_takes_its_bytes_and_frees_its_handle() throws SQLException {
    linear("dropped");

    assertThat(sample.text("CALL sys.ML_DROP('dropped')")).isEqualTo("dropped");

    assertGone("dropped");
    assertThat(linear("dropped")).isEqualTo("dropped");
    sample.run("CALL sys.ML_DROP('dropped', 'restrict')");
    assertGone("dropped");
    linear("dropped");
    sample.run("CALL sys.ML_DROP('dropped', NULL)");
    assertMlError(
        MlError.MODEL_NOT_FOUND,
        () -> sample.run("CALL sys.ML_DROP('dropped', 'CASCADE')"),
        "model 'dropped' does not exist.");
  }

  @Test
  void a_row_deleted_from_the_catalog_is_a_model_dropped() throws SQLException {
    linear("deleted");

    sample.run("DELETE FROM ML.MODEL_CATALOG WHERE MODEL_HANDLE = 'deleted'");

    assertGone("deleted");
    assertThat(active("all")).doesNotContain("\"deleted\"");
    linear("deleted");
  }

  @Test
  void a_handle_may_be_changed_by_update() throws SQLException {
    linear("old name");

    sample.run("UPDATE ML.MODEL_CATALOG SET MODEL_HANDLE='new name' WHERE MODEL_HANDLE='old name'");

    assertGone("old name");
    assertThat(sample.text("CALL sys.ML_FEATURES('new name')")).isEqualTo("[\"ROOMS\",\"AREA\"]");
  }

  private void assertGone(String handle) throws SQLException {
    assertThat(
            sample.number(
                "SELECT COUNT(*) FROM ML.MODEL_OBJECT_CATALOG WHERE MODEL_HANDLE = ?", handle))
        .isZero();
    assertMlError(
        MlError.MODEL_NOT_FOUND,
        () -> sample.text("CALL sys.ML_FEATURES(?)", handle),
        "model '" + handle + "' does not exist.");
  }

  private String linear(String handle) throws SQLException {
    return Calls.train(
        sample.connection(),
        "PUBLIC.HOUSE",
        "PRICE",
        "{'task':'regression','algorithm':'linear'}",
        handle);
  }

  private String active(String user) throws SQLException {
    return sample.text("CALL sys.ML_MODEL_ACTIVE(?)", user);
  }

  private Map<String, @Nullable Object> metadata(String handle) throws SQLException {
    return Json.parseObject(
        sample.text("SELECT MODEL_METADATA FROM ML.MODEL_CATALOG WHERE MODEL_HANDLE = ?", handle));
  }
}
