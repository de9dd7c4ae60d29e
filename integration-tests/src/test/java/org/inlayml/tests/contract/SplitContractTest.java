// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inlayml.tests.database.Answers.assertMlError;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.inlayml.learning.error.MlError;
import org.inlayml.tests.database.Answers;
import org.junit.jupiter.api.Test;

/** {@code TRAIN_TEST_SPLIT}. */
class SplitContractTest extends DatabaseContract {
  @Override
  void prepare() {}

  @Test
  void a_classification_is_divided_80_to_20_in_each_class() throws SQLException {
    assertThat(split("PUBLIC.FLOWER", "SPECIES", "{}")).isEqualTo(48);

    for (String species : List.of("setosa", "versicolor", "virginica")) {
      assertThat(sample.count("PUBLIC.FLOWER_TRAIN WHERE SPECIES = '" + species + "'"))
          .isEqualTo(16);
      assertThat(sample.count("PUBLIC.FLOWER_TEST WHERE SPECIES = '" + species + "'")).isEqualTo(4);
    }
    String both = "(SELECT * FROM PUBLIC.FLOWER_TRAIN UNION ALL SELECT * FROM PUBLIC.FLOWER_TEST)";
    assertThat(Answers.rows(sample.connection(), "SELECT * FROM " + both + " AS B ORDER BY ID"))
        .isEqualTo(Answers.rows(sample.connection(), "SELECT * FROM PUBLIC.FLOWER ORDER BY ID"));
    for (String table : List.of("FLOWER_TRAIN", "FLOWER_TEST")) {
      try (ResultSet key =
          sample.connection().getMetaData().getPrimaryKeys(null, "PUBLIC", table)) {
        assertThat(key.next()).as("a key of %s", table).isTrue();
        assertThat(key.getString("COLUMN_NAME")).isEqualTo("ID");
        assertThat(key.next()).isFalse();
      }
    }
  }

  @Test
  void a_regression_is_divided_at_random_by_size_and_seed() throws SQLException {
    String regression = "{\"task\":\"regression\",\"test_size\":0.25,\"seed\":%s}";
    for (int i = 0; i < 3; i++) {
      sample.run("CREATE VIEW PUBLIC.HOUSES" + i + " AS SELECT * FROM PUBLIC.HOUSE WHERE ID <= 40");
    }

    assertThat(split("PUBLIC.HOUSES0", "PRICE", regression.replace("%s", "1"))).isEqualTo(30);
    assertThat(split("PUBLIC.HOUSES1", "PRICE", regression.replace("%s", "1"))).isEqualTo(30);
    assertThat(split("PUBLIC.HOUSES2", "PRICE", regression.replace("%s", "2"))).isEqualTo(30);

    assertThat(tested(0)).hasSize(10).isEqualTo(tested(1)).isNotEqualTo(tested(2));
  }

  @Test
  void lower_case_names_get_a_lower_case_suffix() throws SQLException {
    sample.run(
        "CREATE TABLE PUBLIC.\"small letters\"(\"y\" INT)",
        "INSERT INTO PUBLIC.\"small letters\" VALUES (1), (1), (1), (1), (1), (2), (2), (2), (2),"
            + " (2)");

    assertThat(split("PUBLIC.\"small letters\"", "y", "{}")).isEqualTo(8);

    assertThat(sample.count("PUBLIC.\"small letters_train\"")).isEqualTo(8);
    assertThat(sample.count("PUBLIC.\"small letters_test\"")).isEqualTo(2);
  }

  @Test
  void tables_that_exist_are_refused_and_none_is_made() throws SQLException {
    sample.run("CREATE TABLE PUBLIC.CUSTOMER_TEST(A INT)");

    assertMlError(
        MlError.TABLE_EXISTS,
        () -> split("PUBLIC.CUSTOMER", "CHURN", "{}"),
        "table PUBLIC.CUSTOMER_TEST exists already. Drop it or choose another name.");
    assertThat(sample.count("INFORMATION_SCHEMA.TABLES WHERE TABLE_NAME = 'CUSTOMER_TRAIN'"))
        .isZero();
  }

  @Test
  void wrong_requests_are_refused() {
    assertMlError(
        MlError.INVALID_ARGUMENT,
        () -> split("SELECT * FROM PUBLIC.HOUSE", "PRICE", "{}"),
        "argument 'table_name' of TRAIN_TEST_SPLIT is a query, but expects the name of a table or"
            + " view.");
    assertMlError(
        MlError.UNKNOWN_COLUMN,
        () -> split("PUBLIC.HOUSE", "PRICES", "{\"task\":\"regression\"}"),
        "column 'PRICES' is not in PUBLIC.HOUSE. Did you mean 'PRICE'?");
    assertMlError(
        MlError.ARGUMENT_MISSING,
        () -> sample.run("CALL sys.TRAIN_TEST_SPLIT('PUBLIC.HOUSE', NULL, NULL)"),
        "argument 'target_column_name' of TRAIN_TEST_SPLIT is NULL, but a value is required.");
    assertMlError(
        MlError.UNKNOWN_TASK,
        () -> split("PUBLIC.HOUSE", "PRICE", "{\"task\":\"sorting\"}"),
        "task 'sorting' is not known.");
    for (String size : List.of("0", "1", "-0.5", "\"half\"")) {
      assertMlError(
          MlError.INVALID_OPTION,
          () -> split("PUBLIC.HOUSE", "PRICE", "{\"test_size\":" + size + "}"),
          "option 'test_size' has the value " + size.replace('"', '\''));
    }
  }

  @Test
  void a_regression_needs_no_target() throws SQLException {
    assertThat(
            sample.value(
                "CALL sys.TRAIN_TEST_SPLIT('PUBLIC.HOUSE', NULL, '{\"task\":\"regression\"}')"))
        .isEqualTo(48L);
  }

  private long split(String table, String target, String options) throws SQLException {
    return (long) sample.number("CALL sys.TRAIN_TEST_SPLIT(?, ?, ?)", table, target, options);
  }

  private List<?> tested(int view) throws SQLException {
    return Answers.rows(
        sample.connection(), "SELECT ID FROM PUBLIC.HOUSES" + view + "_TEST ORDER BY ID");
  }
}
