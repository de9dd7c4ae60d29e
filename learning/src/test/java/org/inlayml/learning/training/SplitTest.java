// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitTest {
  @Test
  void puts_every_row_into_one_part_in_ascending_order() {
    Random random = new Random(1);
    for (int seed = 0; seed < 200; seed++) {
      int rows = random.nextInt(300);
      int classes = 1 + random.nextInt(9);
      int[] labels = random.ints(rows, 0, classes).toArray();
      double share = random.nextDouble();

      for (Split split :
          new Split[] {
            Split.of(rows, share, seed), Split.stratified(labels, classes, share, seed)
          }) {
        assertThat(split.training()).as("seed %d", seed).isSorted();
        assertThat(split.test()).as("seed %d", seed).isSorted();
        assertThat(
                IntStream.concat(Arrays.stream(split.training()), Arrays.stream(split.test()))
                    .sorted())
            .as("seed %d", seed)
            .containsExactlyElementsOf(IntStream.range(0, rows).boxed().toList());
      }
    }
  }

  @Test
  void gives_the_test_part_its_share() {
    assertThat(Split.of(150, 0.2, 7).test()).hasSize(30);
    assertThat(Split.of(10, 0.25, 7).test()).hasSize(3);
    assertThat(Split.of(10, 0, 7).test()).isEmpty();
    assertThat(Split.of(2, 0.001, 7).test()).hasSize(1);
    assertThat(Split.of(2, 0.999, 7).test()).hasSize(1);
    assertThat(Split.of(1, 0.5, 7).training()).containsExactly(0);
    assertThat(Split.of(0, 0.5, 7).training()).isEmpty();
  }

  /** Expectations come from a Python program that repeats SplitMix64 and the shuffle. */
  @Test
  void gives_the_same_parts_for_the_same_seed_for_ever() {
    assertThat(Split.of(20, 0.3, 42).test()).containsExactly(1, 10, 14, 15, 16, 18);
    assertThat(Split.stratified(new int[] {0, 1, 0, 1, 0, 1, 0, 1, 0, 0}, 2, 0.3, 42).test())
        .containsExactly(0, 1, 2);
    assertThat(Split.of(100, 0.3, 1).test()).isNotEqualTo(Split.of(100, 0.3, 2).test());
  }

  @Test
  void chooses_every_row_equally_often() {
    int[] chosen = new int[10];
    for (int seed = 0; seed < 10_000; seed++) {
      Arrays.stream(Split.of(10, 0.3, seed).test()).forEach(row -> chosen[row]++);
    }

    // 3,000 expected with a standard deviation of 46.
    assertThat(Arrays.stream(chosen).boxed())
        .allSatisfy(count -> assertThat(count).isBetween(2_770, 3_230));
  }

  @Test
  void keeps_the_shares_of_the_classes_by_largest_remainder() {
    int[] labels = labels(50, 30, 13, 7);

    Split split = Split.stratified(labels, 4, 0.25, 3);

    // Quotas 12.5, 7.5, 3.25 and 1.75: of 25 rows 23 at once, then the last, then the first class.
    assertThat(sizes(labels, split.test(), 4)).containsExactly(13, 7, 3, 2);
    assertThat(sizes(labels, split.training(), 4)).containsExactly(37, 23, 10, 5);
  }

  @Test
  void has_every_class_in_training_and_single_rows_only_there() {
    int[] labels = labels(96, 1, 2, 1);

    Split split = Split.stratified(labels, 4, 0.4, 5);

    assertThat(sizes(labels, split.training(), 4)).doesNotContain(0);
    assertThat(sizes(labels, split.test(), 4)[1]).isZero();
    assertThat(sizes(labels, split.test(), 4)[3]).isZero();
    assertThat(split.test()).hasSize(40);
  }

  @Test
  void has_every_class_of_two_rows_in_a_test_part_that_is_the_larger_one() {
    int[] labels = labels(90, 2, 2, 1);

    Split split = Split.stratified(labels, 4, 0.9, 5);

    assertThat(sizes(labels, split.training(), 4)).doesNotContain(0);
    assertThat(sizes(labels, split.test(), 4)).endsWith(1, 1, 0);
  }

  @Test
  void leaves_all_rows_in_training_where_every_class_has_one_row() {
    assertThat(Split.stratified(new int[] {0, 1, 2, 3}, 4, 0.5, 5).test()).isEmpty();
  }

  @Test
  void allows_classes_without_rows() {
    int[] labels = labels(10, 0, 10);

    assertThat(sizes(labels, Split.stratified(labels, 3, 0.2, 5).test(), 3))
        .containsExactly(2, 0, 2);
  }

  @Test
  void refuses_a_share_that_leaves_no_training_part() {
    assertThatThrownBy(() -> Split.of(10, 1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a share of 1.0 is not from 0 to below 1");
    assertThatThrownBy(() -> Split.of(10, Double.NaN, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a share of NaN is not from 0 to below 1");
  }

  private static int[] labels(int... sizes) {
    return IntStream.range(0, sizes.length)
        .flatMap(k -> IntStream.generate(() -> k).limit(sizes[k]))
        .toArray();
  }

  private static int[] sizes(int[] labels, int[] rows, int classes) {
    int[] sizes = new int[classes];
    Arrays.stream(rows).forEach(row -> sizes[labels[row]]++);
    return sizes;
  }
}
