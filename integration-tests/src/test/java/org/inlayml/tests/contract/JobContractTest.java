// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inlayml.tests.database.Answers.assertMlError;
import static org.inlayml.tests.database.Answers.number;
import static org.inlayml.tests.database.Answers.rows;
import static org.inlayml.tests.database.Answers.run;
import static org.inlayml.tests.database.Answers.text;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.inlayml.learning.error.MlError;
import org.inlayml.tests.database.Answers;
import org.inlayml.tests.database.Database;
import org.inlayml.tests.database.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ML_JOBS}, {@code ML.JOB}, {@code ML_CANCEL}: long routines seen and ended from outside.
 */
class JobContractTest extends DatabaseContract {
  /** Takes minutes. */
  private static final String TRAIN =
      "CALL sys.ML_TRAIN('PUBLIC.ESTATE', 'PRICE', '{\"task\": \"regression\","
          + " \"algorithm\": \"gradient_boosting\", \"validation_split\": 0,"
          + " \"hyperparameters\": {\"n_estimators\": 10000}%s}', 'endless')";

  private static final String STAGE = "SELECT STAGE FROM ML.JOB";

  private Connection other;

  @Override
  void prepare() throws SQLException {
    sample.run(
        "CREATE TABLE PUBLIC.ESTATE AS (SELECT A.ROOMS, B.AREA, A.PRICE + B.AREA * B.AREA AS PRICE"
            + " FROM PUBLIC.HOUSE A, PUBLIC.HOUSE B) WITH DATA");
    Calls.train(
        sample.connection(),
        "PUBLIC.ESTATE",
        "PRICE",
        "{'task':'regression','algorithm':'linear'}",
        "price");
  }

  @BeforeEach
  void connect() throws SQLException {
    other = sample.connect();
  }

  @AfterEach
  void disconnect() throws SQLException {
    assertThat(rows(sample.connection(), "CALL sys.ML_JOBS()")).isEmpty();
    other.close();
  }

  @Test
  void without_a_job_there_are_columns_but_no_rows() throws SQLException {
    List<String> columns =
        List.of(
            "JOB_ID",
            "ROUTINE",
            "RELATION",
            "MODEL_HANDLE",
            "USER_NAME",
            "STATE",
            "STAGE",
            "PERCENT",
            "ROWS_DONE",
            "MEMORY_BYTES",
            "STARTED",
            "DEADLINE");
    String inFrom = kind.isH2() ? "sys.ML_JOBS()" : "TABLE(sys.ML_JOBS())";

    for (String query :
        List.of("CALL sys.ML_JOBS()", "SELECT * FROM ML.JOB", "SELECT * FROM " + inFrom)) {
      assertThat(Answers.columns(sample.connection(), query)).as(query).isEqualTo(columns);
      assertThat(rows(sample.connection(), query)).as(query).isEmpty();
    }
  }

  @Test
  void a_training_is_seen_growing_and_is_cancelled_and_leaves_nothing() throws SQLException {
    OffsetDateTime before = OffsetDateTime.now(ZoneOffset.UTC).minusSeconds(1);
    other.setAutoCommit(false);
    run(other, "INSERT INTO PUBLIC.HOUSE VALUES (1001, 1, 30.5, 100.5)");
    try (LongCall call = LongCall.start(other, TRAIN.formatted(", \"max_seconds\": 3600"))) {
      call.until(
          "fitting",
          () -> rows(sample.connection(), STAGE).equals(row("fitting gradient_boosting_trees")));
      double percent = sample.number("SELECT PERCENT FROM ML.JOB");
      call.until("progress", () -> sample.number("SELECT PERCENT FROM ML.JOB") > percent);
      List<@Nullable Object> job = rows(sample.connection(), "CALL sys.ML_JOBS()").get(0);

      assertThat(job.subList(1, 7))
          .containsExactly(
              "ML_TRAIN",
              "PUBLIC.ESTATE",
              "endless",
              "SA",
              "running",
              "fitting gradient_boosting_trees");
      assertThat((Double) job.get(7)).isBetween(percent, 99.0);
      assertThat(job.get(8)).isEqualTo((long) SampleDatabase.HOUSES * SampleDatabase.HOUSES);
      assertThat((Long) job.get(9)).isPositive();
      OffsetDateTime started = (OffsetDateTime) job.get(10);
      assertThat(started).isBetween(before, OffsetDateTime.now(ZoneOffset.UTC));
      assertThat(started.getOffset()).isEqualTo(ZoneOffset.UTC);
      assertThat(Duration.between(started, (OffsetDateTime) job.get(11))).hasSeconds(3600);

      assertThat(sample.value("CALL sys.ML_CANCEL(" + job.get(0) + ")")).isEqualTo(true);

      assertMlError(MlError.CANCELLED, call::await, "ML_TRAIN was cancelled.");
      assertThat(sample.value("CALL sys.ML_CANCEL(" + job.get(0) + ")")).isEqualTo(false);
    }
    assertThat(number(other, "SELECT COUNT(*) FROM PUBLIC.HOUSE WHERE ID = 1001")).isEqualTo(1);
    assertThat(
            number(other, "SELECT COUNT(*) FROM ML.MODEL_CATALOG WHERE MODEL_HANDLE = 'endless'"))
        .isEqualTo(0);
    other.rollback();
    other.setAutoCommit(true);
    assertThat(sample.count("PUBLIC.HOUSE")).isEqualTo(SampleDatabase.HOUSES);
  }

  private static List<List<@Nullable Object>> row(Object value) {
    return List.of(List.of(value));
  }

  @Test
  void a_cancelled_prediction_leaves_no_table() throws SQLException {
    String query =
        "SELECT A.ROOMS, B.AREA FROM PUBLIC.ESTATE A, PUBLIC.ESTATE B"
            + " WHERE B.ROOMS = 1 AND B.AREA < 40";
    try (LongCall call =
        LongCall.start(
            other,
            "CALL sys.ML_PREDICT_TABLE('%s', 'price', 'PUBLIC.ANSWER', NULL)".formatted(query))) {
      call.until(
          "rows",
          () -> !rows(sample.connection(), "SELECT 1 FROM ML.JOB WHERE ROWS_DONE > 0").isEmpty());
      assertThat(sample.text("SELECT RELATION FROM ML.JOB")).isEqualTo(query);
      assertThat(sample.text("SELECT ROUTINE FROM ML.JOB")).isEqualTo("ML_PREDICT_TABLE");

      cancelAll(sample.connection());

      assertMlError(MlError.CANCELLED, call::await, "ML_PREDICT_TABLE was cancelled.");
    }
    assertThat(sample.count("INFORMATION_SCHEMA.TABLES WHERE TABLE_NAME IN ('ANSWER', 'JOB')"))
        .as("only the view of jobs")
        .isEqualTo(1);
  }

  @Test
  void a_routine_that_only_reads_is_cancelled_too() throws SQLException {
    String query = "SELECT A.ROOMS, B.AREA, A.PRICE FROM PUBLIC.ESTATE A, PUBLIC.ESTATE B";
    for (String routine :
        List.of(
            "ML_SCORE('%s', 'PRICE', 'price', 'r2', NULL)",
            "ML_EXPLAIN('%s', 'PRICE', 'price', NULL)",
            "ML_EXPLAIN_TABLE('%s', 'price', 'PUBLIC.EXPLAINED', NULL)")) {
      try (LongCall call = LongCall.start(other, "CALL sys." + routine.formatted(query))) {
        call.until("a job", () -> !rows(sample.connection(), STAGE).isEmpty());

        cancelAll(sample.connection());

        String name = routine.substring(0, routine.indexOf('('));
        assertMlError(MlError.CANCELLED, call::await, name + " was cancelled.");
      }
    }
  }

  private static void cancelAll(Connection connection) throws SQLException {
    for (List<@Nullable Object> job : rows(connection, "SELECT JOB_ID FROM ML.JOB")) {
      assertThat(text(connection, "CALL sys.ML_CANCEL(?)", String.valueOf(job.get(0))))
          .isEqualToIgnoringCase("true");
    }
  }

  @Test
  void the_driver_cancels_it_by_its_own_means() throws SQLException {
    try (LongCall call = LongCall.start(other, TRAIN.formatted(""))) {
      call.until(
          "fitting",
          () -> rows(sample.connection(), STAGE).equals(row("fitting gradient_boosting_trees")));

      call.cancelStatement();

      assertMlError(MlError.CANCELLED, call::await, "ML_TRAIN was cancelled.");
    }
    if (kind == Database.HSQLDB_SERVER) {
      // HSQLDB's server ends the session too
      other.close();
      other = sample.connect();
    }
    run(other, "CALL sys.ML_SELFTEST()");
  }

  @Test
  void a_query_timeout_ends_it() throws SQLException {
    Statement statement = other.createStatement();
    statement.setQueryTimeout(1);
    try (LongCall call = LongCall.start(statement, TRAIN.formatted(""))) {
      assertMlError(MlError.CANCELLED, call::await, "ML_TRAIN was cancelled.");
    }
    run(other, "CALL sys.ML_SELFTEST()");
  }

  @Test
  void max_seconds_ends_it() throws SQLException {
    try (LongCall call = LongCall.start(other, TRAIN.formatted(", \"max_seconds\": 0.2"))) {
      assertMlError(
          MlError.DEADLINE_PASSED,
          call::await,
          "ML_TRAIN did not finish within max_seconds = 0.2.");
    }
  }

  @Test
  void users_see_and_cancel_their_own_jobs_administrators_all() throws SQLException {
    sample.run("CREATE USER ANN PASSWORD 'ann'", "GRANT SELECT ON PUBLIC.ESTATE TO ANN");
    try (Connection ann = sample.database().connect("ANN", "ann");
        Connection alsoAnn = sample.database().connect("ANN", "ann")) {
      try (LongCall call = LongCall.start(other, TRAIN.formatted(""))) {
        call.until("a job", () -> !rows(sample.connection(), STAGE).isEmpty());
        Object id = sample.value("SELECT JOB_ID FROM ML.JOB");

        assertThat(rows(ann, "CALL sys.ML_JOBS()")).isEmpty();
        assertThat(rows(ann, "SELECT * FROM ML.JOB")).isEmpty();
        assertMlError(
            MlError.NOT_ADMINISTRATOR,
            () -> run(ann, "CALL sys.ML_CANCEL(" + id + ")"),
            "cancelling the job of another user needs an administrator of the database, which user"
                + " 'ANN' is not.");

        cancelAll(sample.connection());
        assertMlError(MlError.CANCELLED, call::await, "ML_TRAIN was cancelled.");
      }
      try (LongCall call = LongCall.start(ann, TRAIN.formatted(""))) {
        call.until("a job", () -> !rows(alsoAnn, STAGE).isEmpty());
        assertThat(sample.text("SELECT USER_NAME FROM ML.JOB")).isEqualTo("ANN");

        cancelAll(alsoAnn);

        assertMlError(MlError.CANCELLED, call::await, "ML_TRAIN was cancelled.");
      }
    }
  }

  @Test
  void another_database_in_the_same_jvm_is_another_matter(@TempDir Path folder)
      throws SQLException {
    try (TestDatabase elsewhere = TestDatabase.installed(kind, folder);
        Connection far = elsewhere.connect();
        LongCall call = LongCall.start(other, TRAIN.formatted(""))) {
      call.until("a job", () -> !rows(sample.connection(), STAGE).isEmpty());
      Object id = sample.value("SELECT JOB_ID FROM ML.JOB");

      assertThat(rows(far, "CALL sys.ML_JOBS()")).isEmpty();
      assertThat(Answers.value(far, "CALL sys.ML_CANCEL(" + id + ")")).isEqualTo(false);

      cancelAll(sample.connection());
      assertMlError(MlError.CANCELLED, call::await, "ML_TRAIN was cancelled.");
    }
  }

  @Test
  void a_routine_that_fails_is_no_job_any_more() {
    assertMlError(
        MlError.UNKNOWN_COLUMN,
        () -> run(other, "CALL sys.ML_TRAIN('PUBLIC.ESTATE', 'COST', NULL, 'failed')"),
        "column 'COST' is not in PUBLIC.ESTATE.");
    // disconnect() finds no job
  }

  @Test
  void an_unknown_job_is_not_cancelled_and_a_missing_one_refused() throws SQLException {
    assertThat(sample.value("CALL sys.ML_CANCEL(0)")).isEqualTo(false);
    assertThat(sample.value("SELECT sys.ML_CANCEL(-1) FROM (VALUES (0))")).isEqualTo(false);
    assertMlError(
        MlError.ARGUMENT_MISSING,
        () -> sample.value("CALL sys.ML_CANCEL(NULL)"),
        "argument 'job' of ML_CANCEL is NULL, but a value is required.");
  }
}
