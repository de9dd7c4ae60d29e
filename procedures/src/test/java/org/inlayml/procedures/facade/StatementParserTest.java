// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.facade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.MlException;
import org.inlayml.procedures.facade.ModelStatement.CreateDeployment;
import org.inlayml.procedures.facade.ModelStatement.CreateModel;
import org.inlayml.procedures.facade.ModelStatement.DropModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementParserTest {
  @Test
  void reads_a_model_without_arguments() {
    assertThat(
            StatementParser.parse(
                """
                -- Train linear regression model
                CREATE MODEL housing_price_model
                USING linear_regression
                AS SELECT
                    bedrooms, price AS target -- the target
                FROM housing_data
                WHERE city = 'San Francisco';
                """))
        .isEqualTo(
            new CreateModel(
                "housing_price_model",
                "linear_regression",
                Map.of(),
                """
                SELECT
                    bedrooms, price AS target -- the target
                FROM housing_data
                WHERE city = 'San Francisco'"""));
  }

  @Test
  void reads_arguments_of_all_kinds() {
    CreateModel model =
        (CreateModel)
            StatementParser.parse(
                "create model \"Big \"\"One\"\"\" using Neural_Network(LAYERS: [784, 128, []], rate :"
                    + " 0.001, name: 'it''s', yes: TRUE, no: false, none: NULL, less: -1e-3,"
                    + " names: ['a', 'b'] /* last */ ) as WITH x AS (SELECT 1) SELECT * FROM x");

    assertThat(model.name()).isEqualTo("Big \"One\"");
    assertThat(model.algorithm()).isEqualTo("neural_network");
    assertThat(model.arguments().keySet())
        .containsExactly("layers", "rate", "name", "yes", "no", "none", "less", "names");
    assertThat(model.arguments().values())
        .containsExactlyElementsOf(
            Arrays.asList(
                List.of(784L, 128L, List.of()),
                0.001,
                "it's",
                true,
                false,
                null,
                -0.001,
                List.of("a", "b")));
    assertThat(model.query()).isEqualTo("WITH x AS (SELECT 1) SELECT * FROM x");
  }

  @Test
  void reads_deployments_and_drops() {
    assertThat(
            StatementParser.parse(
                """
                CREATE MODEL_DEPLOYMENT churn_ab_test
                WITH (
                    model_a: 'churn_prediction:2.0',
                    model_b: 'churn_prediction:3.0',
                    traffic_split: 0.5  -- 50/50 split
                );
                """))
        .isEqualTo(
            new CreateDeployment(
                "churn_ab_test",
                Map.of(
                    "model_a", "churn_prediction:2.0",
                    "model_b", "churn_prediction:3.0",
                    "traffic_split", 0.5)));
    assertThat(StatementParser.parse("DROP MODEL m ;")).isEqualTo(new DropModel("m"));
    assertThat(StatementParser.parse("CREATE MODEL_DEPLOYMENT d WITH ()"))
        .isEqualTo(new CreateDeployment("d", Map.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``|1|CREATE MODEL, CREATE MODEL_DEPLOYMENT or DROP MODEL|the end",
        "SELECT 1|1|CREATE MODEL, CREATE MODEL_DEPLOYMENT or DROP MODEL|'SELECT 1'",
        "CREATE TABLE t|8|MODEL or MODEL_DEPLOYMENT|'TABLE t'",
        "CREATE MODEL|13|the name of a model|the end",
        "CREATE MODEL 7|14|the name of a model|'7'",
        "CREATE MODEL m AS|16|USING|'AS'",
        "CREATE MODEL m USING (|22|the name of an algorithm|'('",
        "CREATE MODEL m USING a FROM t|24|'(' or AS|'FROM t'",
        "CREATE MODEL m USING a(k: 1) FROM t|30|AS|'FROM t'",
        "CREATE MODEL m USING a AS ;|28|a query|the end",
        "CREATE MODEL m USING a(k = 1) AS SELECT 1|26|':'|'= 1) AS SELECT 1'",
        "CREATE MODEL m USING a(k: 1, K: 2) AS x|30|each argument once|'K: 2) AS x'",
        "CREATE MODEL m USING a(k: 1; 2)|28|',' or ')'|'; 2)'",
        "CREATE MODEL m USING a(k: [1; 2])|29|',' or ']'|'; 2])'",
        "CREATE MODEL m USING a(k: x)|27|a number, a 'text', TRUE, FALSE, NULL or a list in []|'x)'",
        "CREATE MODEL m USING a(k: 1-2)|28|',' or ')'|'-2)'",
        "CREATE MODEL m USING a(k: 1.2.3)|27|a number|'1.2.3'",
        "CREATE MODEL m USING a(k: 1e999)|27|a number|'1e999'",
        "CREATE MODEL m USING a(k: 'x|29|the quotation mark '|the end",
        "CREATE MODEL \"\" USING a|14|at least one character in quotation marks|'\"\" USING a'",
        "DROP MODEL m, n|13|the end|', n'",
        "DROP /* MODEL|14|the end of the comment|the end",
      })
  void says_where_and_what_was_expected(
      String statement, int position, String expected, String found) {
    assertThatExceptionOfType(MlException.class)
        .isThrownBy(() -> StatementParser.parse(statement))
        .satisfies(e -> assertThat(e.error()).isEqualTo(MlError.INVALID_STATEMENT))
        .withMessageContaining("at character " + position + ":")
        .withMessageContaining("expected " + expected + ", but found " + found + ".");
  }
}
