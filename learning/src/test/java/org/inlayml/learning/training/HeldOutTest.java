// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.inlayml.learning.feature.Columns.numbers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.inlayml.learning.learner.FitContext.Checkpoint;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.table.Column;
import org.inlayml.learning.table.ColumnType;
import org.inlayml.learning.table.NumberColumn;
import org.inlayml.learning.table.Table;
import org.junit.jupiter.api.Test;

class HeldOutTest {
  private static final Requests CLASSIFICATION =
      Requests.of(Task.CLASSIFICATION, "Y").algorithms("decision_tree");
  private static final Requests REGRESSION = Requests.of(Task.REGRESSION, "Y").algorithms("linear");

  private static UnseenRows unseen(Table table, Requests requests, Optional<HeldOut> like) {
    return Trainer.train(table, requests.heldOutForGood(like).request(), Checkpoint.NONE)
        .unseen()
        .orElseThrow();
  }

  /** The numbers of each row, by which it is told from the others. */
  private static List<String> rows(Table table) {
    return IntStream.range(0, table.rows())
        .mapToObj(
            row -> value(table, "A", row) + value(table, "B", row) + value(table, "MOMENT", row))
        .toList();
  }

  private static String value(Table table, String column, int row) {
    return ((NumberColumn) table.column(column)).values()[row] + " ";
  }

  @Test
  void each_class_has_its_share_among_the_rows_held_out() {
    Table table = MadeUp.table(3, 1_000, 3, false);
    TrainingRows all = TrainingRows.of(table, CLASSIFICATION.request());
    HeldOut.Division division = HeldOut.divide(all, Optional.empty(), 0.2, 7);
    int[] sizes = new int[3];
    int[] out = new int[3];
    for (double label : all.truth().values()) {
      sizes[(int) label]++;
    }
    for (int row : division.split().test()) {
      out[(int) all.truth().values()[row]]++;
    }
    for (int k = 0; k < 3; k++) {
      assertThat(out[k]).isEqualTo((int) Math.round(sizes[k] * 0.2));
    }
    assertThat(division.split().test().length + division.split().training().length)
        .isEqualTo(1_000);
  }

  @Test
  void the_order_of_rows_and_columns_is_of_no_account() {
    Table table = MadeUp.table(3, 500, 2, false);
    List<Integer> order = new ArrayList<>(IntStream.range(0, 500).boxed().toList());
    Collections.reverse(order);
    List<Column> columns = new ArrayList<>(table.columns());
    Collections.reverse(columns);
    Table turned = new Table("T", 500, columns).select(order.stream().mapToInt(i -> i).toArray());

    assertThat(rows(unseen(turned, CLASSIFICATION, Optional.empty()).features()))
        .containsExactlyInAnyOrderElementsOf(
            rows(unseen(table, CLASSIFICATION, Optional.empty()).features()));
  }

  @Test
  void of_more_rows_those_that_another_model_saw_are_told_apart_exactly() {
    Table later = MadeUp.table(3, 2_000, 2, false);
    Table earlier = later.select(IntStream.range(0, 1_200).toArray());
    UnseenRows first = unseen(earlier, CLASSIFICATION, Optional.empty());
    UnseenRows second = unseen(later, CLASSIFICATION, Optional.of(first.rule()));

    UnseenRows both = second.alsoUnseenBy(first.rule()).orElseThrow();

    List<String> seenByFirst = new ArrayList<>(rows(earlier));
    rows(first.features()).forEach(seenByFirst::remove);
    assertThat(rows(both.features())).doesNotContainAnyElementsOf(seenByFirst);
    assertThat(both.count()).isGreaterThan(second.count() * 8 / 10);
    assertThat(both.count()).isLessThanOrEqualTo(second.count());
  }

  @Test
  void a_rule_of_columns_that_are_gone_cannot_tell() {
    Table table = MadeUp.table(3, 300, 0, false);
    UnseenRows first = unseen(table, REGRESSION, Optional.empty());
    UnseenRows without =
        unseen(table.without(List.of("MOMENT")), REGRESSION, Optional.of(first.rule()));

    assertThat(without.alsoUnseenBy(first.rule())).isEmpty();
    assertThat(without.rule().columns()).doesNotContain("MOMENT");
    assertThat(without.count()).isEqualTo(60);
  }

  @Test
  void json_keeps_the_rule() {
    HeldOut rule = unseen(MadeUp.table(3, 300, 3, true), CLASSIFICATION, Optional.empty()).rule();
    assertThat(HeldOut.of(rule.json())).isEqualTo(rule);
  }

  @Test
  void the_model_is_scored_on_rows_that_it_has_not_seen() {
    // each row of its own: a tree knows those it has seen and none of the others
    double[] numbers = IntStream.range(0, 400).mapToDouble(i -> i).toArray();
    double[] noise = IntStream.range(0, 400).mapToDouble(i -> (i * 7919L % 400)).toArray();
    Table table =
        new Table(
            "T",
            400,
            List.of(
                numbers("A", ColumnType.NUMBER, numbers), numbers("Y", ColumnType.NUMBER, noise)));
    Training training =
        Trainer.train(
            table,
            Requests.of(Task.REGRESSION, "Y")
                .algorithms("decision_tree")
                .hyperparameters(Map.of("min_samples_leaf", 1))
                .metric("r2")
                .heldOutForGood(Optional.empty())
                .request(),
            Checkpoint.NONE);
    assertThat(training.card().trainingScore().orElseThrow()).isLessThan(0.2);
    assertThat(training.unseen().orElseThrow().score(training.predictor()))
        .isEqualTo(training.card().trainingScore().orElseThrow());
    assertThat(training.card().rows()).isEqualTo(320);
  }

  @Test
  void hashes_are_evenly_spread_and_take_both_zeros_for_one() {
    Table table = MadeUp.table(5, 4_000, 0, false);
    double[] hashes =
        Arrays.stream(RowHash.of(table, table.names(), 1)).mapToDouble(RowHash::share).toArray();
    assertThat(Arrays.stream(hashes).average().orElseThrow()).isCloseTo(0.5, within(0.02));
    assertThat(Arrays.stream(hashes).filter(h -> h < 0.1).count()).isBetween(330L, 470L);
    int[] zeros =
        RowHash.of(
            new Table("T", 2, List.of(numbers("A", ColumnType.NUMBER, new double[] {0.0, -0.0}))),
            List.of("A"),
            1);
    assertThat(zeros[0]).isEqualTo(zeros[1]);
  }
}
