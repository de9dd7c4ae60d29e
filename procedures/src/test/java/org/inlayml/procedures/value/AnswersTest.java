// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.inlayml.learning.json.JsonWriter;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.prediction.Target;
import org.inlayml.learning.table.ColumnType;
import org.junit.jupiter.api.Test;

final class AnswersTest {
  private static final double[] SECOND = {0.25, 0.75};
  private static final double[] NOTHING = {0, 0};

  @Test
  void a_cluster_is_a_whole_number_and_noise_is_minus_one() {
    Target target = Target.unsupervised(Task.CLUSTERING, 2);
    Answers answers = new Answers(target);

    assertThat(answers.prediction(SECOND)).isEqualTo(1L);
    assertThat(answers.label(SECOND)).isEqualTo("1");
    assertThat(answers.probability(SECOND)).isEqualTo(0.75);
    assertThat(answers.prediction(NOTHING)).isEqualTo(-1L);
    assertThat(answers.label(NOTHING)).isEqualTo("-1");
    assertThat(answers.probability(NOTHING)).isZero();
    assertThat(
            new AnswerWriter(target)
                .answer(new JsonWriter().beginObject(), SECOND)
                .endObject()
                .toString())
        .isEqualTo(
            "{\"Prediction\":1,\"ml_results\":{\"predictions\":{\"cluster\":1},"
                + "\"probabilities\":{\"0\":0.25,\"1\":0.75}}}");
  }

  @Test
  void an_anomaly_is_above_the_threshold_and_answered_as_in_heatwave() {
    Target target = Target.unsupervised(Task.ANOMALY_DETECTION, 2);

    assertThat(new Answers(target).prediction(SECOND)).isEqualTo(1L);
    assertThat(new Answers(target).label(SECOND)).isEqualTo("anomaly");
    assertThat(new Answers(target).probability(SECOND)).isEqualTo(0.75);
    assertThat(new Answers(target, 0.75).prediction(SECOND)).isEqualTo(0L);
    assertThat(new Answers(target, 0.75).label(SECOND)).isEqualTo("normal");
    assertThat(new AnswerWriter(target).results(SECOND))
        .isEqualTo(
            "{\"predictions\":{\"is_anomaly\":1},"
                + "\"probabilities\":{\"normal\":0.25,\"anomaly\":0.75}}");
    assertThat(
            new AnswerWriter(target, 0.8)
                .answer(new JsonWriter().beginObject(), SECOND)
                .endObject())
        .hasToString(
            "{\"ml_results\":{\"predictions\":{\"is_anomaly\":0},"
                + "\"probabilities\":{\"normal\":0.25,\"anomaly\":0.75}}}");
  }

  @Test
  void components_are_answered_by_name() {
    Target target = Target.unsupervised(Task.DECOMPOSITION, 2);

    assertThat(new Answers(target).prediction(SECOND)).isEqualTo(0.75);
    assertThat(new Answers(target).probability(SECOND)).isNaN();
    assertThat(new AnswerWriter(target).results(new double[] {-1.5, 1e-9}))
        .isEqualTo("{\"predictions\":{\"component_1\":-1.5,\"component_2\":1.0E-9}}");
  }

  @Test
  void a_regression_has_no_probability() {
    Target target = new Target("Y", ColumnType.NUMBER, List.of());

    assertThat(new Answers(target).prediction(new double[] {1.5})).isEqualTo(1.5);
    assertThat(new Answers(target).probability(new double[] {1.5})).isNaN();
  }
}
