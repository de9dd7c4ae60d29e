// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inlayml.tests.database.Answers.assertMlError;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.inlayml.learning.error.MlError;
import org.inlayml.tests.database.Database;
import org.junit.jupiter.api.Test;

/** Every error is raised by some code, and provoked here by SQL or by a test elsewhere. */
class ErrorContractTest extends DatabaseContract {
  /** Cannot be had by SQL alone; each is asserted by a test of its own in another module. */
  private static final Set<MlError> TESTED_ELSEWHERE =
      EnumSet.of(
          MlError.ENGINE_CLOSED,
          MlError.INSTALL_FAILED,
          MlError.NEWER_INSTALLED,
          MlError.NOT_ADMINISTRATOR,
          MlError.NOT_PERMITTED,
          MlError.GRANTEE_NOT_FOUND,
          MlError.NOT_GRANTED,
          MlError.STILL_USED,
          MlError.RESCUE_REFUSED,
          MlError.GOLDEN_ROWS_DIFFER,
          MlError.INVALID_STATEMENT,
          MlError.NOT_IN_FACADE,
          MlError.NO_DATASETS,
          MlError.DATASET_NOT_FOUND,
          MlError.INVALID_DATASET,
          MlError.NATIVE_TRAINING_FAILED,
          MlError.PROJECT_NOT_FOUND,
          MlError.PROJECT_NOT_LIVE,
          MlError.VERSION_NOT_FOUND,
          MlError.VERSION_NOT_READY,
          MlError.VERSION_IS_LIVE,
          MlError.DEPLOY_REFUSED,
          MlError.TEST_FAILED,
          MlError.PROJECT_DIFFERS,
          MlError.PROJECT_IN_USE,
          MlError.NOTHING_TO_DEPLOY,
          MlError.AB_TEST_RUNS,
          MlError.AB_TEST_MISSING,
          MlError.ROW_NOT_FOUND,
          MlError.ROW_NOT_SCORED,
          MlError.SCORER_DROPPED,
          MlError.MODEL_BROKEN,
          MlError.NO_STATISTICS,
          MlError.INTERNAL);

  /** Gaps: no test asserts these yet; one that does must take its error out of here. */
  private static final Set<MlError> UNTESTED =
      EnumSet.of(MlError.NOT_INSTALLED, MlError.METHODS_NOT_ALLOWED, MlError.UNKNOWN_ENGINE);

  /** By the tests of this class that need more than a statement, or one engine. */
  private static final Set<MlError> TESTED_HERE =
      EnumSet.of(MlError.CANCELLED, MlError.NOT_A_CALL, MlError.READ_ONLY);

  private static final Map<MlError, List<String>> STATEMENTS = new EnumMap<>(MlError.class);

  static {
    train(MlError.UNKNOWN_TASK, "PUBLIC.HOUSE", "PRICE", "{'task':'x'}", "task 'x' is not known.");
    train(MlError.UNKNOWN_OPTION, "PUBLIC.HOUSE", "PRICE", "{'x':1}", "option 'x' is not known");
    train(MlError.INVALID_OPTION, "PUBLIC.HOUSE", "PRICE", "{'seed':{}}", "option 'seed' has");
    train(
        MlError.INVALID_JSON,
        "PUBLIC.HOUSE",
        "PRICE",
        "{",
        "not valid JSON in the options of ML_TRAIN: ");
    sql(MlError.ROW_MISSING, "sys.ML_PREDICT_ROW(NULL, 'price', NULL)", "the row is NULL.");
    sql(MlError.INVALID_ROW, "sys.ML_PREDICT_ROW('[', 'price', NULL)", "the row is not a valid");
    sql(
        MlError.UNKNOWN_METRIC,
        "sys.ML_SCORE('PUBLIC.HOUSE', 'PRICE', 'price', 'f1', NULL)",
        "metric 'f1' cannot score a regression. Metrics for it: r2, neg_mean_squared_error, ");
    train(
        MlError.UNKNOWN_ALGORITHM,
        "PUBLIC.FLOWER",
        "SPECIES",
        "{'algorithm':'logistics'}",
        "algorithm 'logistics' is not known for classification. Did you mean 'logistic'? Algorithms: ");
    train(
        MlError.NO_ALGORITHM_LEFT,
        "PUBLIC.FLOWER",
        "SPECIES",
        "{'exclude_model_list':['logistic','decision_tree','random_forest','hist_gradient_boosting']}",
        "every algorithm for classification is excluded.");
    train(MlError.RELATION_MISSING, " ", "PRICE", "{}", "the relation is NULL or empty.");
    sql(
        MlError.TABLE_EXISTS,
        "sys.ML_PREDICT_TABLE('PUBLIC.HOUSE', 'price', 'PUBLIC.FLOWER', NULL)",
        "table PUBLIC.FLOWER exists already");
    train(
        MlError.CONFLICTING_OPTIONS,
        "PUBLIC.HOUSE",
        "PRICE",
        "{'algorithm':'linear','model_list':['linear']}",
        "options 'algorithm' and 'model_list' exclude each other.");
    sql(MlError.ARGUMENT_MISSING, "sys.ML_DROP(NULL)", "argument 'model' of ML_DROP is NULL");
    train(
        MlError.INVALID_NAME, "a..b", "PRICE", "{}", "a..b is not a valid name: a part is empty.");
    sql(
        MlError.INVALID_ARGUMENT,
        "sys.ML_DROP('price', 'MAYBE')",
        "argument 'behavior' of ML_DROP is 'MAYBE', but expects 'RESTRICT', 'CASCADE' or NULL.");
    train(
        MlError.NOT_SUPPORTED,
        "PUBLIC.HOUSE",
        "PRICE",
        "{'task':'regression','algorithm':'theil_sen','sample_weight_column':'ROOMS'}",
        "algorithm 'theil_sen' has no use for the option 'sample_weight_column'. These algorithms"
            + " have: ");
    train(
        MlError.CANNOT_GO_ON,
        "PUBLIC.CUSTOMER",
        "CHURN",
        "{'warm_start':'price'}",
        "training cannot go on from model 'price': it does regression, but the task is"
            + " classification.");
    train(MlError.TABLE_NOT_FOUND, "PUBLIC.X", "PRICE", "{}", "relation PUBLIC.X does not exist");
    train(MlError.UNKNOWN_COLUMN, "PUBLIC.HOUSE", "X", "{}", "column 'X' is not in PUBLIC.HOUSE.");
    train(
        MlError.NO_ROWS,
        "SELECT * FROM PUBLIC.HOUSE WHERE ID < 0",
        "PRICE",
        "{'task':'regression'}",
        "the query has no rows with a target value. At least 1 are needed.");
    train(
        MlError.ONE_CLASS,
        "SELECT ID, AREA, 'x' AS T FROM PUBLIC.HOUSE",
        "T",
        "{}",
        "target column 'T' has 1 distinct value(s), but classification needs at least 2.");
    train(
        MlError.TARGET_NOT_NUMERIC,
        "PUBLIC.FLOWER",
        "SPECIES",
        "{'task':'regression'}",
        "target column 'SPECIES' is TEXT, but regression needs a number. Use classification?");
    train(
        MlError.NO_FEATURES,
        "SELECT 1 AS ONE, PRICE FROM PUBLIC.HOUSE",
        "PRICE",
        "{'task':'regression'}",
        "no feature column is left for 'the query'. Dropped: ONE (constant).");
    train(
        MlError.TOO_MANY_CLASSES,
        "SELECT A.ID * 100 + B.ID AS T, A.AREA FROM PUBLIC.HOUSE A, PUBLIC.HOUSE B",
        "T",
        "{}",
        "target column 'T' has 3600 distinct values, more than 1000. Use the task 'regression'?");
    sql(
        MlError.COLUMNS_DIFFER,
        "sys.ML_SCORE('SELECT PRICE FROM PUBLIC.HOUSE', 'PRICE', 'price', 'r2', NULL)",
        "Provided - [PRICE] vs Trained - [ROOMS, AREA]. Missing: [ROOMS, AREA].");
    sql(
        MlError.TYPE_DIFFERS,
        "sys.ML_SCORE('SELECT ''x'' AS ROOMS, AREA, PRICE FROM PUBLIC.HOUSE', 'PRICE', 'price',"
            + " 'r2', NULL)",
        "column 'ROOMS' was INTEGER in training, but is TEXT here.");
    sql(
        MlError.INVALID_VALUE,
        "sys.ML_PREDICT('price', ARRAY['x', '1'])",
        "column 'ROOMS' expects a number, but a value given is a text that is none.");
    train(
        MlError.UNSUPPORTED_TYPE,
        "SELECT AREA, CAST(X'00' AS VARBINARY(9)) AS T FROM PUBLIC.HOUSE",
        "T",
        "{}",
        "column 'T' has the type ",
        "which cannot be a target.");
    train(
        MlError.NOT_ENOUGH_MEMORY,
        "SELECT A.* FROM PUBLIC.HOUSE A, PUBLIC.HOUSE B, PUBLIC.HOUSE C",
        "PRICE",
        "{'task':'regression','algorithm':'linear','max_memory_mb':1}",
        "but 1 MB are allowed.");
    train(
        MlError.DEADLINE_PASSED,
        "PUBLIC.HOUSE",
        "PRICE",
        "{'task':'regression','algorithm':'random_forest','max_seconds':0.05,"
            + "'hyperparameters':{'n_estimators':10000}}",
        "ML_TRAIN did not finish within max_seconds = 0.05.");
    sql(
        MlError.DUPLICATE_COLUMN,
        "sys.ML_PREDICT_TABLE('SELECT ROOMS, AREA, AREA FROM PUBLIC.HOUSE', 'price',"
            + " 'PUBLIC.NEVER', NULL)",
        "the query has more than one column 'AREA'.");
    sql(
        MlError.SCORE_NOT_COMPUTABLE,
        "sys.ML_SCORE('SELECT * FROM PUBLIC.HOUSE WHERE ID = 1', 'PRICE', 'price', 'r2', NULL)",
        "Invalid data for the metric. Score could not be computed: r2 needs two rows.");
    sql(MlError.MODEL_NOT_FOUND, "sys.ML_FEATURES('prices')", "Did you mean 'price'?");
    sql(
        MlError.HANDLE_EXISTS,
        "sys.ML_TRAIN('PUBLIC.FLOWER', 'SPECIES', NULL, 'price')",
        "model 'price' exists already. Choose another handle or drop it.");
    sql(MlError.MULTI_CLASS, "sys.ML_PREDICT('petals', ARRAY[1, 2])", "has 3 classes");
    sql(MlError.NOT_A_CLASSIFIER, "sys.ML_CLASSES('price')", "model 'price' does regression");
    sql(MlError.WRONG_FEATURE_COUNT, "sys.ML_PREDICT('price', ARRAY[1])", "but got 1.");
    sql(
        MlError.ALREADY_ATTACHED,
        "sys.ML_ATTACH('PUBLIC.ATTACHED', 'price', NULL)",
        "table PUBLIC.ATTACHED has model 'attached' attached. Detach it first.");
    sql(
        MlError.NOT_ATTACHED,
        "sys.ML_DETACH('PUBLIC.HOUSE')",
        "table PUBLIC.HOUSE has no model attached. ML.ATTACHMENT lists attachments.");
    sql(
        MlError.MODEL_IN_USE,
        "sys.ML_DROP('attached')",
        "model 'attached' is attached to PUBLIC.ATTACHED. Detach it first, or drop with CASCADE.");
    sql(
        MlError.HANDLE_INVALID,
        "sys.ML_TRAIN('PUBLIC.HOUSE', 'PRICE', NULL, '')",
        "handle '' cannot be used: it is empty.");
    STATEMENTS.put(
        MlError.ATTACHED_MODEL_MISSING,
        List.of(
            "INSERT INTO PUBLIC.ORPHAN(ROOMS, AREA) VALUES (1, 1)",
            "table PUBLIC.ORPHAN scores with model 'gone', which does not exist. Call ML_DETACH."));
    sql(
        MlError.CORRUPT_MODEL,
        "sys.ML_FEATURES('corrupt')",
        "the stored bytes of model 'corrupt' are damaged: ");
    sql(
        MlError.NEWER_FORMAT,
        "sys.ML_FEATURES('newer')",
        "model 'newer' is stored in format 2130706435, but this Inlay reads formats up to ");
  }

  private static void sql(MlError error, String call, String... parts) {
    STATEMENTS.put(error, Stream.concat(Stream.of("CALL " + call), Arrays.stream(parts)).toList());
  }

  private static void train(
      MlError error, String relation, String target, String options, String... parts) {
    sql(
        error,
        "sys.ML_TRAIN('"
            + relation.replace("'", "''")
            + "', '"
            + target
            + "', '"
            + options.replace('\'', '"')
            + "', 'provoked')",
        parts);
  }

  @Override
  void prepare() throws SQLException {
    super.prepare();
    for (String handle : List.of("attached", "gone", "corrupt", "newer")) {
      Calls.train(
          sample.connection(),
          "PUBLIC.HOUSE",
          "PRICE",
          "{'task':'regression','algorithm':'linear'}",
          handle);
    }
    sample.run(
        "CREATE TABLE PUBLIC.ATTACHED(ROOMS INT, AREA DOUBLE PRECISION)",
        "CREATE TABLE PUBLIC.ORPHAN(ROOMS INT, AREA DOUBLE PRECISION)",
        "CALL sys.ML_ATTACH('PUBLIC.ATTACHED', 'attached', NULL)",
        "CALL sys.ML_ATTACH('PUBLIC.ORPHAN', 'gone', NULL)",
        "DELETE FROM ML.MODEL_CATALOG WHERE MODEL_HANDLE = 'gone'",
        "UPDATE ML.MODEL_OBJECT_CATALOG SET MODEL_OBJECT = X'00' WHERE MODEL_HANDLE = 'corrupt'",
        "CALL sys.ML_MODEL_UNLOAD('corrupt')",
        "CALL sys.ML_MODEL_UNLOAD('newer')");
    if (!(sample.value(
            "SELECT MODEL_OBJECT FROM ML.MODEL_OBJECT_CATALOG WHERE MODEL_HANDLE = 'newer'")
        instanceof byte[] bytes)) {
      throw new AssertionError("the bytes of a model come as bytes");
    }
    bytes[4] = 127; // after four bytes of magic comes the format
    try (PreparedStatement update =
        sample
            .connection()
            .prepareStatement(
                "UPDATE ML.MODEL_OBJECT_CATALOG SET MODEL_OBJECT = ? WHERE MODEL_HANDLE = 'newer'")) {
      update.setBytes(1, bytes);
      update.executeUpdate();
    }
  }

  @Test
  void every_statement_raises_its_error() throws SQLException {
    for (Map.Entry<MlError, List<String>> entry : STATEMENTS.entrySet()) {
      String statement = entry.getValue().get(0);
      String[] parts = entry.getValue().stream().skip(1).toArray(String[]::new);

      assertMlError(entry.getKey(), () -> sample.run(statement), parts);
    }
    assertThat(sample.count("ML.MODEL_CATALOG WHERE MODEL_HANDLE = 'provoked'")).isZero();
  }

  @Test
  void an_interrupted_session_cancels_its_work() throws SQLException {
    if (kind != Database.H2_MEMORY) {
      return; // a server works in another thread, files are closed, HSQLDB may clear the interrupt
    }
    Thread.currentThread().interrupt();
    try {
      assertMlError(
          MlError.CANCELLED,
          () -> sample.run("CALL sys.ML_TRAIN('PUBLIC.HOUSE', 'PRICE', NULL, 'cancelled')"),
          "ML_TRAIN was cancelled.");
    } finally {
      assertThat(Thread.interrupted()).as("the thread is still interrupted").isTrue();
    }
  }

  @Test
  void every_error_is_provoked_or_accounted_for() throws IOException {
    Set<MlError> all = EnumSet.copyOf(STATEMENTS.keySet());
    all.addAll(TESTED_ELSEWHERE);
    all.addAll(TESTED_HERE);
    all.addAll(UNTESTED);
    assertThat(all).isEqualTo(EnumSet.allOf(MlError.class));

    String main = sources("main");
    String tests = sources("test");
    for (MlError error : MlError.values()) {
      assertThat(
              main.contains("MlError." + error + ".with")
                  || main.contains("MlError." + error + ".causedBy")
                  || main.contains("MlError." + error + "::with"))
          .as("%s is raised", error)
          .isTrue();
    }
    for (MlError error : TESTED_ELSEWHERE) {
      assertThat(tests.contains("MlError." + error)).as("tests of %s", error).isTrue();
    }
    for (MlError error : UNTESTED) {
      assertThat(tests.contains("MlError." + error)).as("tests of %s", error).isFalse();
    }
  }

  /** All sources of a kind but this class, without line breaks within calls. */
  private static String sources(String kind) throws IOException {
    StringBuilder text = new StringBuilder();
    Path root = Path.of(System.getProperty("inlay.root", ".."));
    for (String module :
        List.of(
            "learning",
            "model-store",
            "procedures",
            "migrations",
            "engines/native",
            "engines/xgboost",
            "engines/lightgbm",
            "integration-tests")) {
      Path folder = root.resolve(module).resolve("src").resolve(kind);
      if (!Files.isDirectory(folder)) {
        continue;
      }
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file :
            files
                .filter(
                    f -> f.toString().endsWith(".java") && !f.endsWith("ErrorContractTest.java"))
                .toList()) {
          text.append(Files.readString(file, StandardCharsets.UTF_8));
        }
      }
    }
    assertThat(text.length()).as("sources under %s", root.toAbsolutePath()).isGreaterThan(100_000);
    return text.toString().replaceAll("\\s+\\.", ".");
  }
}
