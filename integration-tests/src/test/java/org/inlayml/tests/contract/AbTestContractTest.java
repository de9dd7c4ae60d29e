// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.inlayml.tests.database.Answers.assertMlError;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.inlayml.learning.error.MlError;
import org.inlayml.tests.database.Answers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A/B tests, canaries and shadows of the versions of a project. */
class AbTestContractTest extends DatabaseContract {
  private static final String LINEAR = "'task':'regression','algorithm':'linear'";
  private static final String STUMP =
      "'task':'regression','algorithm':'decision_tree','hyperparameters':{'max_depth':1},"
          + "'deploy':'never'";

  private static final String PREDICT =
      "SELECT sys.ML_PREDICT(?, ARRAY[3.0E0, 50.0E0]) FROM (VALUES(0))";
  private static final String KEYED = "{'ID':%d,'ROOMS':3,'AREA':50.0}";

  @Override
  void prepare() throws SQLException {
    sample.run(
        "CREATE TABLE PUBLIC.VISIT(ID INT PRIMARY KEY, ROOMS INT, AREA DOUBLE PRECISION,"
            + " CUSTOMER VARCHAR(20))",
        "INSERT INTO PUBLIC.VISIT SELECT A.ID + 100 * B.ID, 3, 50.0E0, 'C' || B.ID"
            + " FROM PUBLIC.HOUSE A, PUBLIC.HOUSE B WHERE A.ID < 41 AND B.ID < 41");
  }

  /** Trains version 1, linear and live, and 2, a stump. */
  private void train(String project) throws SQLException {
    for (String options : List.of(LINEAR, STUMP)) {
      Calls.train(
          sample.connection(),
          "PUBLIC.HOUSE",
          "PRICE",
          "{" + options + ",'exclude_column_list':['ID'],'project':'" + project + "'}",
          null);
    }
  }

  private String begin(String project, String options) throws SQLException {
    return sample.text(
        "CALL sys.ML_AB_TEST(?, ?)", project, Objects.requireNonNull(Calls.json(options)));
  }

  private String end(String project, String outcome) throws SQLException {
    return sample.text("CALL sys.ML_AB_END(?, ?)", project, outcome);
  }

  /** What the versions say of three rooms and an area of 50. */
  private double of(String project, int version) throws SQLException {
    return sample.number(PREDICT, project + ":" + version);
  }

  private double byRow(Connection connection, String project, String row) throws SQLException {
    String answer =
        Calls.text(
            connection,
            "SELECT sys.ML_PREDICT_ROW(?, ?, NULL) FROM (VALUES(0))",
            Calls.json(row),
            project);
    return Double.parseDouble(answer.replaceFirst(".*\"Prediction\":([-0-9.E]+).*", "$1"));
  }

  private double predictTable(String relation, String project, String columns, int id)
      throws SQLException {
    sample.run("DROP TABLE PUBLIC.SCORED IF EXISTS");
    Calls.predictTable(sample.connection(), relation, project, "PUBLIC.SCORED");
    return sample.number("SELECT " + columns + " FROM PUBLIC.SCORED WHERE ID = ?", id);
  }

  private long share(String project, double answer) throws SQLException {
    sample.run("DROP TABLE PUBLIC.SCORED IF EXISTS");
    Calls.predictTable(sample.connection(), "PUBLIC.VISIT", project, "PUBLIC.SCORED");
    return sample.count("PUBLIC.SCORED WHERE ABS(PREDICTION - " + answer + ") < 1E-9");
  }

  @Test
  void a_key_falls_to_the_same_version_by_every_way() throws SQLException {
    train("sticky");
    double a = of("sticky", 1);
    double b = of("sticky", 2);
    assertThat(begin("sticky", "{'b':2,'key':'id'}")).isEqualTo("2 against 1");
    sample.run("CREATE TABLE PUBLIC.STICKY(ID INT PRIMARY KEY, ROOMS INT, AREA DOUBLE PRECISION)");
    sample.text(
        "CALL sys.ML_ATTACH('PUBLIC.STICKY', 'sticky', ?)",
        Calls.json("{'prediction':'GUESS','log':true}"));
    sample.run("INSERT INTO PUBLIC.STICKY (ID, ROOMS, AREA) SELECT ID, ROOMS, AREA FROM VISIT");
    predictTable("PUBLIC.VISIT", "sticky", "PREDICTION", 101);

    List<Double> answers = new ArrayList<>();
    try (Connection other = sample.connect()) {
      for (int id = 101; id < 141; id++) {
        double answer = byRow(sample.connection(), "sticky", String.format(KEYED, id));
        answers.add(answer);
        assertThat(answer).isIn(a, b);
        assertThat(byRow(other, "sticky", String.format(KEYED, id))).isEqualTo(answer);
        assertThat(byRow(other, "sticky", "{'AREA':50,'id':" + id + ".0,'ROOMS':3}"))
            .isEqualTo(answer);
        assertThat(sample.number("SELECT GUESS FROM PUBLIC.STICKY WHERE ID = ?", id))
            .isEqualTo(answer);
        assertThat(sample.number("SELECT PREDICTION FROM PUBLIC.SCORED WHERE ID = ?", id))
            .isEqualTo(answer);
        assertThat(
                sample.text(
                    "SELECT VARIANT FROM ML.PREDICTION_LOG WHERE PROJECT_NAME = 'sticky'"
                        + " AND ROW_KEY = ?",
                    String.valueOf(id)))
            .isEqualTo(answer == a ? "a" : "b");
      }
    }
    assertThat(answers).contains(a, b);
    sample.text("CALL sys.ML_DETACH('PUBLIC.STICKY')");
  }

  @Test
  void shares_are_as_asked_for_and_tests_divide_independently() throws SQLException {
    train("shares");
    double b = of("shares", 2);
    long rows = sample.count("PUBLIC.VISIT");
    for (double split : new double[] {0, 0.1, 0.5, 1}) {
      begin("shares", "{'b':2,'key':'ID','split':" + split + "}");
      double deviation = Math.sqrt(rows * split * (1 - split));
      assertThat((double) share("shares", b))
          .as("a split of %s", split)
          .isBetween(rows * split - 5 * deviation, rows * split + 5 * deviation);
      end("shares", "abort");
    }
    begin("shares", "{'b':2,'key':'ID'}");
    share("shares", b);
    sample.run(
        "DROP TABLE PUBLIC.FIRST_TEST IF EXISTS",
        "CREATE TABLE PUBLIC.FIRST_TEST AS (SELECT ID, PREDICTION FROM PUBLIC.SCORED) WITH DATA");
    end("shares", "abort");
    begin("shares", "{'b':2,'key':'ID'}");
    share("shares", b);
    long alike =
        sample.count(
            "PUBLIC.SCORED S JOIN PUBLIC.FIRST_TEST F ON F.ID = S.ID"
                + " WHERE F.PREDICTION = S.PREDICTION");
    assertThat((double) alike)
        .isBetween(
            rows / 2.0 - 2.5 * Math.sqrt((double) rows),
            rows / 2.0 + 2.5 * Math.sqrt((double) rows));
    end("shares", "abort");

    begin("shares", "{'b':2,'key':'CUSTOMER'}");
    share("shares", b);
    assertThat(
            sample.count(
                "(SELECT CUSTOMER FROM PUBLIC.SCORED GROUP BY CUSTOMER"
                    + " HAVING MIN(PREDICTION) <> MAX(PREDICTION)) T"))
        .isZero();
    assertThat(sample.count("(SELECT PREDICTION FROM PUBLIC.SCORED GROUP BY PREDICTION) T"))
        .isEqualTo(2);
  }

  @Test
  void without_a_key_the_features_decide() throws SQLException {
    train("keyless");
    begin("keyless", "{'b':2}");
    predictTable("PUBLIC.HOUSE", "keyless", "PREDICTION", 1);
    int ofB = 0;
    for (List<@Nullable Object> house :
        Answers.rows(sample.connection(), "SELECT ID, ROOMS, AREA FROM PUBLIC.HOUSE")) {
      String values = "ARRAY[" + house.get(1) + ".0E0, " + house.get(2) + "E0]";
      String positional = "SELECT sys.ML_PREDICT(?, " + values + ") FROM (VALUES(0))";
      double answer = sample.number(positional, "keyless");
      double b = sample.number(positional, "keyless:2");
      assertThat(answer).isIn(sample.number(positional, "keyless:1"), b);
      ofB += answer == b ? 1 : 0;
      assertThat(
              byRow(
                  sample.connection(),
                  "keyless",
                  "{'ROOMS':" + house.get(1) + ",'AREA':" + house.get(2) + "}"))
          .isEqualTo(answer);
      assertThat(sample.number("SELECT PREDICTION FROM PUBLIC.SCORED WHERE ID = " + house.get(0)))
          .isEqualTo(answer);
    }
    assertThat(ofB).isBetween(1, (int) sample.count("PUBLIC.HOUSE") - 1);
  }

  @Test
  void a_test_begins_and_ends_with_the_transaction() throws SQLException {
    train("atomic");
    double a = of("atomic", 1);
    double b = of("atomic", 2);
    try (Connection connection = sample.connect()) {
      connection.setAutoCommit(false);
      assertThat(Answers.number(connection, PREDICT, "atomic")).isEqualTo(a);
      Answers.text(
          connection,
          "CALL sys.ML_AB_TEST('atomic', ?)",
          Objects.requireNonNull(Calls.json("{'b':2,'split':1}")));
      assertThat(Answers.number(connection, PREDICT, "atomic")).isEqualTo(b);
      connection.rollback();
      assertThat(Answers.number(connection, PREDICT, "atomic")).isEqualTo(a);
      connection.rollback();
    }
    assertThat(sample.number(PREDICT, "atomic")).isEqualTo(a);
    begin("atomic", "{'b':2,'split':1}");
    assertThat(sample.number(PREDICT, "atomic")).isEqualTo(b);
    try (Connection connection = sample.connect()) {
      connection.setAutoCommit(false);
      Answers.text(connection, "CALL sys.ML_AB_END('atomic', 'abort')");
      assertThat(Answers.number(connection, PREDICT, "atomic")).isEqualTo(a);
      connection.rollback();
      assertThat(Answers.number(connection, PREDICT, "atomic")).isEqualTo(b);
      connection.rollback();
    }
    end("atomic", "abort");
    assertThat(sample.number(PREDICT, "atomic")).isEqualTo(a);
  }

  @Test
  void what_wins_is_deployed_as_any_other_version() throws SQLException {
    train("winning");
    sample.text(
        "CALL sys.ML_TEST('winning', 'exact', 'SELECT MAX(ABS(PRICE - sys.ML_PREDICT(''winning'',"
            + " ARRAY[ROOMS + 0E0, AREA]))) FROM PUBLIC.HOUSE', ?)",
        Objects.requireNonNull(Calls.json("{'at_most':0.001}")));
    begin("winning", "{'name':'first','b':2,'split':1}");
    assertMlError(MlError.TEST_FAILED, () -> end("winning", "b"), "test 'exact' failed");
    assertThat(sample.number(PREDICT, "winning")).isEqualTo(of("winning", 2));
    sample.text("CALL sys.ML_TEST('winning', 'exact', NULL, NULL)");
    sample.text(
        "CALL sys.ML_POLICY('winning', ?)", Objects.requireNonNull(Calls.json("{'max_bytes':10}")));
    assertMlError(MlError.DEPLOY_REFUSED, () -> end("winning", "b"), "the policy allows 10");
    sample.text("CALL sys.ML_POLICY('winning', '{}')");

    assertThat(end("winning", "B")).isEqualTo("winning:2");

    assertThat(sample.number(PREDICT, "winning")).isEqualTo(of("winning", 2));
    assertThat(
            sample.text(
                "SELECT STRATEGY || ' ' || REASON FROM ML.DEPLOYMENT D JOIN ML.PROJECT P"
                    + " ON P.PROJECT_ID = D.PROJECT_ID WHERE PROJECT_NAME = 'winning'"
                    + " AND VERSION = 2"))
        .isEqualTo("ab_test outcome b of the A/B test 'first'");
    assertThat(
            sample.text(
                "SELECT OUTCOME FROM ML.AB_TEST T JOIN ML.PROJECT P ON P.PROJECT_ID = T.PROJECT_ID"
                    + " WHERE PROJECT_NAME = 'winning'"))
        .isEqualTo("b");
    assertThat(sample.count("ML.AUDIT WHERE OBJECT_NAME = 'winning' AND ACTION LIKE 'ML_AB_%'"))
        .isEqualTo(2);
    begin("winning", "{'a':1,'b':2,'split':0}");
    assertThat(sample.number(PREDICT, "winning")).isEqualTo(of("winning", 1));
    assertThat(end("winning", "a")).isEqualTo("winning:1");
    assertThat(sample.number(PREDICT, "winning")).isEqualTo(of("winning", 1));
  }

  @Test
  void what_does_not_fit_a_test_is_refused() throws SQLException {
    train("fitting");
    assertMlError(
        MlError.AB_TEST_MISSING,
        () -> end("fitting", "a"),
        "project 'fitting' has no A/B test running. Call ML_AB_TEST first.");
    assertMlError(
        MlError.AB_TEST_MISSING,
        () -> sample.text("CALL sys.ML_AB_REPORT('fitting')"),
        "project 'fitting' has no A/B test.");
    assertMlError(MlError.INVALID_OPTION, () -> begin("fitting", "{}"), "option 'b'", "none");
    assertMlError(MlError.INVALID_OPTION, () -> begin("fitting", "{'b':1}"), "another version");
    assertMlError(MlError.VERSION_NOT_FOUND, () -> begin("fitting", "{'b':9}"), "Versions: 1, 2");
    assertMlError(MlError.INVALID_OPTION, () -> begin("fitting", "{'b':2,'split':2}"), "split");
    assertMlError(
        MlError.CONFLICTING_OPTIONS,
        () -> begin("fitting", "{'b':2,'split':0.2,'shadow':true}"),
        "'split'",
        "'shadow'");
    assertMlError(
        MlError.INVALID_OPTION, () -> begin("fitting", "{'b':2,'sampling':0.2}"), "shadow");
    assertMlError(MlError.INVALID_ARGUMENT, () -> end("fitting", "c"), "expects", "a, b, or abort");
    assertMlError(MlError.PROJECT_NOT_FOUND, () -> begin("fiting", "{'b':2}"), "'fitting'");
    Calls.train(
        sample.connection(),
        "PUBLIC.HOUSE",
        "PRICE",
        "{"
            + LINEAR
            + ",'exclude_column_list':['ID','AREA'],'deploy':'never'"
            + ",'project':'fitting'}",
        null);
    assertMlError(
        MlError.INVALID_OPTION, () -> begin("fitting", "{'b':3}"), "the features of version 1");

    begin("fitting", "{'name':'it','b':2}");

    assertMlError(
        MlError.AB_TEST_RUNS,
        () -> begin("fitting", "{'b':2}"),
        "project 'fitting' has the A/B test 'it' running. Call ML_AB_END first.");
    assertMlError(
        MlError.AB_TEST_RUNS,
        () -> sample.text("CALL sys.ML_DEPLOY('fitting', '2', NULL)"),
        "'it'");
    assertMlError(
        MlError.VERSION_IS_LIVE, () -> sample.text("CALL sys.ML_RETIRE('fitting')"), "A/B test");
    assertMlError(
        MlError.VERSION_IS_LIVE, () -> sample.text("CALL sys.ML_DROP('fitting:2')"), "A/B test");
    Calls.train(
        sample.connection(),
        "PUBLIC.HOUSE",
        "PRICE",
        "{" + LINEAR + ",'exclude_column_list':['ID'],'deploy':'always','project':'fitting'}",
        null);
    assertThat(
            sample.text(
                "SELECT REASON FROM ML.MODEL_REGISTRY WHERE PROJECT_NAME = 'fitting'"
                    + " AND VERSION = 4"))
        .isEqualTo("not deployed, as an A/B test of the project runs");
  }

  @Test
  void a_shadow_is_logged_but_never_seen() throws SQLException {
    train("shadow");
    double a = of("shadow", 1);
    begin("shadow", "{'b':2,'key':'ID','shadow':true,'sampling':0.5}");
    sample.run(
        "CREATE TABLE PUBLIC.SHADOWED(ID INT PRIMARY KEY, ROOMS INT, AREA DOUBLE PRECISION)");
    sample.text(
        "CALL sys.ML_ATTACH('PUBLIC.SHADOWED', 'shadow', ?)",
        Objects.requireNonNull(Calls.json("{'prediction':'GUESS','log':true}")));
    sample.run(
        "INSERT INTO PUBLIC.SHADOWED (ID, ROOMS, AREA) SELECT ID, ROOMS, AREA FROM VISIT"
            + " WHERE ID < 500");

    long rows = sample.count("PUBLIC.SHADOWED");
    assertThat(sample.count("PUBLIC.SHADOWED WHERE ABS(GUESS - " + a + ") < 1E-9")).isEqualTo(rows);
    String log = "ML.PREDICTION_LOG WHERE PROJECT_NAME = 'shadow' AND AB_TEST_ID IS NOT NULL";
    assertThat(sample.count(log + " AND VARIANT = 'a' AND VERSION = 1")).isEqualTo(rows);
    long shadows = sample.count(log + " AND VARIANT = 'shadow' AND VERSION = 2");
    assertThat((double) shadows)
        .isBetween(
            rows / 2.0 - 2.5 * Math.sqrt((double) rows),
            rows / 2.0 + 2.5 * Math.sqrt((double) rows));
    assertThat(sample.number(PREDICT, "shadow")).isEqualTo(a);
    List<@Nullable Object> b = report("shadow").get(1);
    assertThat(b.get(1)).isEqualTo("shadow");
    assertThat(((Number) Objects.requireNonNull(b.get(3))).longValue()).isEqualTo(shadows);
    assertThat(b.get(13)).isEqualTo("too few actuals (0 of a, 0 of b)");
    sample.text("CALL sys.ML_DETACH('PUBLIC.SHADOWED')");
  }

  @Test
  void a_shadow_of_a_table_is_of_the_keys_that_triggers_shadow_and_logged_alone()
      throws SQLException {
    train("shade");
    double a = of("shade", 1);
    begin("shade", "{'b':2,'key':'ID','shadow':true,'sampling':0.5}");
    sample.run("CREATE TABLE PUBLIC.SHADE(ID INT PRIMARY KEY, ROOMS INT, AREA DOUBLE PRECISION)");
    sample.text(
        "CALL sys.ML_ATTACH('PUBLIC.SHADE', 'shade', ?)",
        Objects.requireNonNull(Calls.json("{'prediction':'GUESS','log':true}")));
    sample.run(
        "INSERT INTO PUBLIC.SHADE (ID, ROOMS, AREA) SELECT ID, ROOMS, AREA FROM VISIT"
            + " WHERE ID < 500");
    sample.text(
        "CALL sys.ML_PREDICT_TABLE('SELECT ID, ROOMS, AREA FROM PUBLIC.VISIT WHERE ID < 500',"
            + " 'shade', 'PUBLIC.SHADE_ANSWER', ?)",
        Objects.requireNonNull(Calls.json("{'log':true,'key':['ID'],'threads':2}")));

    long rows = sample.count("PUBLIC.SHADE");
    assertThat(sample.count("PUBLIC.SHADE_ANSWER WHERE ABS(PREDICTION - " + a + ") < 1E-9"))
        .isEqualTo(rows);
    String shadows = "ML.PREDICTION_LOG WHERE VARIANT = 'shadow' AND VERSION = 2 AND TABLE_NAME = ";
    assertThat(keys(shadows + "'SHADE_ANSWER'"))
        .isEqualTo(keys(shadows + "'SHADE'"))
        .hasSizeBetween((int) rows / 3, (int) (rows * 2 / 3));
    assertThat(
            sample.count(
                "ML.PREDICTION_LOG WHERE VARIANT = 'a' AND VERSION = 1 AND AB_TEST_ID IS NOT NULL"
                    + " AND TABLE_NAME = 'SHADE_ANSWER'"))
        .isEqualTo(rows);
    sample.text("CALL sys.ML_DETACH('PUBLIC.SHADE')");
  }

  private List<List<@Nullable Object>> keys(String log) throws SQLException {
    return Answers.rows(
        sample.connection(),
        "SELECT ROW_KEY, PREDICTION, FINGERPRINT FROM " + log + " ORDER BY ROW_KEY");
  }

  private List<List<@Nullable Object>> report(String project) throws SQLException {
    return Answers.rows(sample.connection(), "CALL sys.ML_AB_REPORT('" + project + "')");
  }

  private void log(String project, String key, String variant, String prediction)
      throws SQLException {
    sample.run(
        String.format(
            "INSERT INTO ML.PREDICTION_LOG (SCHEMA_NAME, TABLE_NAME, MODEL_HANDLE, MODEL_UUID,"
                + " FEATURES, PREDICTION, PREDICTED_AT, PROJECT_NAME, ROW_KEY, AB_TEST_ID, VARIANT)"
                + " SELECT 'S', 'T', 'M', 'U', '{}', '%s', CURRENT_TIMESTAMP, PROJECT_NAME, '%s',"
                + " AB_TEST_ID, '%s' FROM ML.PROJECT WHERE PROJECT_NAME = '%s'",
            prediction, key, variant, project));
  }

  private void actual(String project, String key, String actual) throws SQLException {
    sample.run(
        String.format(
            "INSERT INTO ML.ACTUAL (PROJECT_ID, ROW_KEY, ACTUAL, LOGGED_AT, LOGGED_BY)"
                + " SELECT PROJECT_ID, '%s', '%s', CURRENT_TIMESTAMP, 'T' FROM ML.PROJECT"
                + " WHERE PROJECT_NAME = '%s'",
            key, actual, project));
  }

  /** Expected values: Wilson's and Newcombe's formulas by hand, the p value by SciPy. */
  @Test
  void the_report_compares_classes_by_the_z_test() throws SQLException {
    for (String algorithm : List.of("decision_tree", "logistic")) {
      Calls.train(
          sample.connection(),
          "PUBLIC.FLOWER",
          "SPECIES",
          "{'algorithm':'" + algorithm + "','deploy':'never','project':'classes'}",
          null);
    }
    sample.text("CALL sys.ML_DEPLOY('classes', '1', NULL)");
    begin("classes", "{'b':2}");
    for (int i = 0; i < 40; i++) {
      log("classes", "a" + i, "a", "x");
      log("classes", "b" + i, "b", "y");
      actual("classes", "b" + i, "x");
    }
    log("classes", "a99", "a", "x"); // without an actual
    assertThat(report("classes").get(1).get(13)).isEqualTo("too few actuals (0 of a, 40 of b)");
    for (int i = 0; i < 40; i++) {
      log("classes", "b" + i, "b", "x"); // the newest prediction counts
      actual("classes", "a" + i, "z");
      actual("classes", "a" + i, i < 28 ? "x" : "y"); // the newest actual counts
      actual("classes", "b" + i, i < 36 ? "x" : "y");
    }

    List<@Nullable Object> a = report("classes").get(0);
    List<@Nullable Object> b = report("classes").get(1);

    assertThat(a.subList(0, 2)).containsExactly("2 against 1", "a");
    assertNumbers(numbers(a, 2, 5), 1, 41, 40);
    assertNumbers(numbers(b, 2, 5), 2, 80, 40);
    assertThat(a.get(5)).isEqualTo("accuracy");
    assertNumbers(numbers(a, 6, 9), 0.7, 0.5456998118185507, 0.8192515477025347);
    assertThat(a.subList(9, 14)).containsOnlyNulls();
    assertNumbers(
        numbers(b, 6, 13),
        0.9,
        0.769482247724777,
        0.9604204713173937,
        0.2,
        0.02320685734896296,
        0.3657081211861587,
        0.025347318677468294);
    assertThat(b.get(13)).isEqualTo("b is better (p = 0.0253)");
  }

  /** Expected values: {@code ttest_ind(equal_var=False)} and {@code t.ppf} of SciPy. */
  @Test
  void the_report_compares_numbers_by_welchs_test() throws SQLException {
    train("numbers");
    begin("numbers", "{'b':2}");
    for (int i = 0; i < 40; i++) {
      log("numbers", "a" + i, "a", i % 2 == 0 ? "11.0" : "13.0");
      log("numbers", "b" + i, "b", i % 2 == 0 ? "9.0" : "12.0");
      actual("numbers", "a" + i, "10");
      actual("numbers", "b" + i, "10");
    }
    actual("numbers", "a0", "unknown");
    log("numbers", "a40", "a", "11.0");
    actual("numbers", "a40", "10");

    List<@Nullable Object> a = report("numbers").get(0);
    List<@Nullable Object> b = report("numbers").get(1);

    assertThat(a.get(5)).isEqualTo("mean_squared_error");
    assertNumbers(numbers(a, 2, 5), 1, 41, 40);
    assertNumbers(numbers(a, 6, 9), 5, 3.704440954342358, 6.295559045657642);
    assertNumbers(
        numbers(b, 9, 13), -2.5, -3.874157490967125, -1.125842509032875, 0.0006199259368836317);
    assertThat(b.get(13)).isEqualTo("b is better (p = 0.0006)");
  }

  private static List<Double> numbers(List<@Nullable Object> row, int from, int to) {
    return row.subList(from, to).stream().map(Calls::number).toList();
  }

  private static void assertNumbers(List<Double> found, double... expected) {
    assertThat(found).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(found.get(i)).as("number %s", i).isCloseTo(expected[i], within(1e-7));
    }
  }
}
