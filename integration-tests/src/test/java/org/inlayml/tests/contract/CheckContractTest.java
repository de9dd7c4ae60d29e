// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inlayml.tests.database.Answers.assertMlError;
import static org.inlayml.tests.database.Answers.rows;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.inlayml.learning.error.MlError;
import org.inlayml.procedures.drift.SchemaCheck;
import org.inlayml.procedures.session.Session;
import org.inlayml.store.ModelStore;
import org.inlayml.tests.database.Answers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** {@code ML_CHECK}: what changes of a table do to the models that were trained on it. */
class CheckContractTest extends DatabaseContract {
  @Test
  void a_model_whose_table_is_as_it_was_is_ok() throws SQLException {
    assertThat(check("species"))
        .containsExactly(
            row("model", "ok", null),
            row("relation", "ok", null),
            row("feature PETAL_LENGTH", "ok", null),
            row("feature PETAL_WIDTH", "ok", null),
            row("feature COLOUR", "ok", null),
            row("target SPECIES", "ok", null));
    String call = "sys.ML_CHECK('species')";
    assertThat(
            Answers.columns(
                sample.connection(),
                "SELECT * FROM " + (kind.isH2() ? call : "TABLE(" + call + ")")))
        .containsExactly("CHECK_NAME", "STATUS", "REASON");
  }

  @Test
  void a_column_that_was_dropped_breaks_the_model() throws SQLException {
    copy("DROPPED");
    sample.run("ALTER TABLE PUBLIC.DROPPED DROP COLUMN AREA");

    assertThat(check("DROPPED"))
        .contains(
            row("feature AREA", "BROKEN", "column 'AREA' is not in PUBLIC.DROPPED"),
            row("feature ROOMS", "ok", null));
  }

  @Test
  void a_column_that_was_renamed_breaks_it_and_the_likely_name_is_told() throws SQLException {
    copy("RENAMED");
    sample.run("ALTER TABLE PUBLIC.RENAMED ALTER COLUMN AREA RENAME TO SURFACE");

    assertThat(check("RENAMED"))
        .contains(
            row(
                "feature AREA",
                "BROKEN",
                "column 'AREA' is not in PUBLIC.RENAMED (was it renamed to 'SURFACE'?)"));
  }

  @Test
  void a_column_of_another_kind_breaks_it_and_one_of_another_size_does_not() throws SQLException {
    copy("RETYPED");
    sample.run(
        "ALTER TABLE PUBLIC.RETYPED ALTER COLUMN ROOMS SET DATA TYPE BIGINT",
        "ALTER TABLE PUBLIC.RETYPED ALTER COLUMN AREA SET DATA TYPE VARCHAR(30)");

    assertThat(check("RETYPED")).contains(row("feature ROOMS", "ok", null));
    assertThat(check("RETYPED"))
        .anySatisfy(
            row -> {
              assertThat(row.subList(0, 2)).containsExactly("feature AREA", "BROKEN");
              assertThat(String.valueOf(row.get(2)))
                  .startsWith("column 'AREA' was NUMBER, but is ")
                  .endsWith(" now");
            });
  }

  @Test
  void a_target_that_is_gone_breaks_nothing() throws SQLException {
    copy("TARGETLESS");
    sample.run("ALTER TABLE PUBLIC.TARGETLESS DROP COLUMN PRICE");

    assertThat(check("TARGETLESS"))
        .contains(
            row(
                "target PRICE",
                "ok",
                "column 'PRICE' is not in PUBLIC.TARGETLESS: it cannot be trained on"))
        .noneMatch(row -> "BROKEN".equals(row.get(1)));
  }

  @Test
  void a_table_that_is_gone_breaks_nothing() throws SQLException {
    copy("GONE");
    sample.run("DROP TABLE PUBLIC.GONE");

    assertThat(check("GONE"))
        .containsExactly(
            row("model", "ok", null),
            row(
                "relation",
                "unknown",
                "PUBLIC.GONE does not exist or is not visible to this user"));
  }

  @Test
  void a_query_that_fails_for_a_column_is_broken() throws SQLException {
    copy("ASKED");
    Calls.train(
        sample.connection(),
        "SELECT ROOMS, AREA, PRICE FROM PUBLIC.ASKED",
        "PRICE",
        "{'task':'regression','algorithm':'linear'}",
        "asking");
    assertThat(check("asking")).allMatch(row -> "ok".equals(row.get(1))).hasSize(5);

    sample.run("ALTER TABLE PUBLIC.ASKED DROP COLUMN AREA");
    assertThat(check("asking"))
        .anySatisfy(
            row -> {
              assertThat(row.subList(0, 2)).containsExactly("relation", "BROKEN");
              assertThat(String.valueOf(row.get(2)))
                  .startsWith("the query that was trained on fails: ");
            });

    sample.run("DROP TABLE PUBLIC.ASKED");
    assertThat(check("asking")).noneMatch(row -> "BROKEN".equals(row.get(1)));
  }

  @Test
  void damaged_bytes_are_broken_and_an_unknown_model_is_an_error() throws SQLException {
    copy("DAMAGED");
    sample.run(
        "UPDATE ML.MODEL_OBJECT_CATALOG SET MODEL_OBJECT = X'0102' WHERE MODEL_HANDLE = 'DAMAGED'",
        "CALL sys.ML_MODEL_UNLOAD('DAMAGED')");

    assertThat(check("DAMAGED"))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.subList(0, 2)).containsExactly("model", "BROKEN");
              assertThat(String.valueOf(row.get(2))).contains("ML100301");
            });
    assertMlError(MlError.MODEL_NOT_FOUND, () -> check("nothing"), "model 'nothing'");
    assertMlError(
        MlError.ARGUMENT_MISSING,
        () -> sample.run("CALL sys.ML_CHECK(NULL)"),
        "argument 'model' of ML_CHECK is NULL");
  }

  @Test
  void what_needs_a_sound_model_refuses_a_broken_one() throws SQLException {
    copy("REQUIRED");
    require("REQUIRED");
    sample.run("ALTER TABLE PUBLIC.REQUIRED DROP COLUMN ROOMS");

    assertMlError(
        MlError.MODEL_BROKEN,
        () -> require("REQUIRED"),
        "model 'REQUIRED' is broken: column 'ROOMS' is not in PUBLIC.REQUIRED. Train it again, or"
            + " undo the change.");
  }

  /** As deploying does. */
  private void require(String model) throws SQLException {
    Session.read(
        sample.connection(),
        session -> {
          SchemaCheck.require(session, ModelStore.shared().open(session.connection(), model));
          return model;
        });
  }

  /** A table like HOUSE and a model of that name. */
  private void copy(String name) throws SQLException {
    sample.run(
        "CREATE TABLE PUBLIC."
            + name
            + " AS (SELECT ROOMS, AREA, PRICE FROM PUBLIC.HOUSE) WITH DATA");
    Calls.train(
        sample.connection(),
        "PUBLIC." + name,
        "PRICE",
        "{'task':'regression','algorithm':'linear'}",
        name);
  }

  private List<List<@Nullable Object>> check(String model) throws SQLException {
    return rows(sample.connection(), "CALL sys.ML_CHECK(?)", model);
  }

  private static List<@Nullable Object> row(String check, String status, @Nullable String reason) {
    return Arrays.asList(check, status, reason);
  }
}
