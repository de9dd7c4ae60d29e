// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.value;

import static java.math.RoundingMode.HALF_UP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.inlayml.procedures.value.Predictors.target;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.inlayml.learning.explain.RowExplanation;
import org.inlayml.learning.feature.Row;
import org.inlayml.learning.json.JsonWriter;
import org.inlayml.learning.prediction.Predictor;
import org.inlayml.learning.prediction.Target;
import org.inlayml.learning.table.ColumnType;
import org.junit.jupiter.api.Test;

class AnswerWriterTest {
  private static final Target PRICE = target(ColumnType.NUMBER);
  private static final Target KIND = target(ColumnType.TEXT, "a\"b", "c");

  private static String prediction(Target target, double... outputs) {
    return new AnswerWriter(target).prediction(outputs);
  }

  @Test
  void a_prediction_is_a_value_of_the_target_s_type() {
    assertThat(prediction(PRICE, 12.5)).isEqualTo("12.5");
    assertThat(prediction(target(ColumnType.INTEGER), 1 / 3.0)).isEqualTo("0.3333333333333333");
    assertThat(prediction(target(ColumnType.INTEGER, "-1", "10"), 0.2, 0.8)).isEqualTo("10");
    assertThat(prediction(target(ColumnType.NUMBER, "0.5", "2"), 0.8, 0.2)).isEqualTo("0.5");
    assertThat(prediction(target(ColumnType.BOOLEAN, "false", "true"), 0, 1)).isEqualTo("true");
    assertThat(prediction(KIND, 0.6, 0.4)).isEqualTo("\"a\\\"b\"");
    assertThat(prediction(target(ColumnType.DATE, "2026-11-21", "2026-11-22"), 1, 0))
        .isEqualTo("\"2026-11-21\"");
    assertThat(prediction(target(ColumnType.TEXT, "1", "2"), 1, 0)).isEqualTo("\"1\"");
  }

  @Test
  void the_results_of_a_regression_are_the_prediction_alone() {
    assertThat(new AnswerWriter(PRICE).results(new double[] {12.5}))
        .isEqualTo("{\"predictions\":{\"Y\":12.5}}");
  }

  @Test
  void the_results_of_a_classification_have_probabilities_to_four_digits() {
    assertThat(new AnswerWriter(KIND).results(new double[] {0.123456, 0.876544}))
        .isEqualTo(
            "{\"predictions\":{\"Y\":\"c\"},\"probabilities\":{\"a\\\"b\":0.1235,\"c\":0.8765}}");
    assertThat(new AnswerWriter(KIND).results(new double[] {1 - 1e-9, 1e-9}))
        .isEqualTo("{\"predictions\":{\"Y\":\"a\\\"b\"},\"probabilities\":{\"a\\\"b\":1,\"c\":0}}");
  }

  @Test
  void an_explanation_has_notes_and_attributions_to_two_digits() {
    Predictor predictor = Predictors.of(KIND, "A", "B");
    RowExplanation explanation =
        new RowExplanation(new double[] {0.25, 0.75}, new double[] {0.255, -0.001});

    assertThat(AnswerWriter.results(predictor, explanation, "why"))
        .isEqualTo(
            "{\"notes\":\"why\",\"predictions\":{\"Y\":\"c\"},"
                + "\"probabilities\":{\"a\\\"b\":0.25,\"c\":0.75},"
                + "\"attributions\":{\"A\":0.26,\"B\":0}}");
  }

  @Test
  void the_hundred_largest_attributions_are_given_in_the_order_of_the_features() {
    String[] names = IntStream.range(0, 150).mapToObj(i -> "F" + i).toArray(String[]::new);
    double[] values =
        IntStream.range(0, 150).mapToDouble(i -> i % 3 == 0 ? 0.001 : -1 - i).toArray();

    assertThat(
            AnswerWriter.attributions(
                Predictors.of(PRICE, names), new RowExplanation(new double[1], values)))
        .hasSize(100)
        .extracting(AnswerWriter.Attribution::feature)
        .startsWith("F1", "F2", "F4")
        .endsWith("F148", "F149");
  }

  @Test
  void notes_name_what_spoke_most_for_and_against() {
    Predictor classes = Predictors.of(KIND, "A", "B", "C");
    Row row = new Row(3);
    row.setNumber(0, 1.5);
    row.setNumber(2, 7);

    assertThat(
            AnswerWriter.notes(
                classes,
                new RowExplanation(new double[] {0.1, 0.9}, new double[] {0.1, 0.3, -0.2}),
                row))
        .isEqualTo(
            "B (missing) had the largest impact towards predicting c, C (7) had the largest"
                + " impact against predicting c");
    assertThat(
            AnswerWriter.notes(
                Predictors.of(PRICE, "A", "B", "C"),
                new RowExplanation(new double[] {5}, new double[] {-4, 0, 0}),
                row))
        .isEqualTo("A (1.5) had the largest impact against a higher Y");
    assertThat(
            AnswerWriter.notes(
                classes, new RowExplanation(new double[] {0.1, 0.9}, new double[3]), row))
        .isEqualTo("no feature had an impact on this prediction");
  }

  @Test
  void rounding_is_half_away_from_zero_in_decimal() {
    assertThat(AnswerWriter.round(0.00005, 4)).isEqualTo(0.0001);
    assertThat(AnswerWriter.round(-0.125, 2)).isEqualTo(-0.13);
    assertThat(AnswerWriter.round(1.005, 2)).isEqualTo(1.01);
    assertThat(AnswerWriter.round(-0.001, 2)).isZero();
    assertThat(AnswerWriter.round(1e300, 4)).isEqualTo(1e300);
    assertThat(AnswerWriter.round(Double.NaN, 4)).isNaN();
  }

  @Test
  void rounding_is_that_of_the_shortest_decimal_near_ties_and_elsewhere() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 100_000; i++) {
      int digits = random.nextInt(0, 7);
      double tie = (random.nextInt(20_001) - 10_000 + 0.5) / Math.pow(10, digits);
      double value =
          switch (i % 4) {
            case 0 -> random.nextDouble();
            case 1 -> tie;
            case 2 -> random.nextBoolean() ? Math.nextUp(tie) : Math.nextDown(tie);
            default -> (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(-8, 20));
          };

      double rounded = AnswerWriter.round(value, digits);

      double expected =
          new BigDecimal(Double.toString(value)).setScale(digits, HALF_UP).doubleValue();
      if (rounded != expected) {
        assertThat(rounded).as("%s to %d digits", value, digits).isEqualTo(expected);
      }
    }
  }

  @Test
  void probabilities_are_written_as_their_rounded_values() {
    AnswerWriter answers = new AnswerWriter(target(ColumnType.TEXT, "a", "b"));
    String before = "{\"predictions\":{\"Y\":\"a\"},\"probabilities\":{\"a\":1,\"b\":";
    for (int i = 0; i <= 40_000; i++) {
      double probability = i / 40_000.0;
      String rounded = JsonWriter.number(AnswerWriter.round(probability, 4));

      String results = answers.results(new double[] {1, probability});

      if (!results.equals(before + rounded + "}}")) {
        assertThat(results).isEqualTo(before + rounded + "}}");
      }
    }
    assertThat(answers.results(new double[] {1, Double.NaN})).isEqualTo(before + "null}}");
  }

  @Test
  void an_answer_has_the_prediction_and_the_results() {
    JsonWriter row = new JsonWriter().beginObject().name("A").value(1);

    assertThat(new AnswerWriter(PRICE).answer(row, new double[] {0.1}).endObject().toString())
        .isEqualTo("{\"A\":1,\"Prediction\":0.1,\"ml_results\":{\"predictions\":{\"Y\":0.1}}}");
    assertThat(
            new AnswerWriter(target(ColumnType.INTEGER, "-1", "10"))
                .answer(row.clear().beginObject(), new double[] {0.25, 0.75})
                .endObject()
                .toString())
        .isEqualTo(
            "{\"Prediction\":10,\"ml_results\":{\"predictions\":{\"Y\":10},"
                + "\"probabilities\":{\"-1\":0.25,\"10\":0.75}}}");
  }
}
