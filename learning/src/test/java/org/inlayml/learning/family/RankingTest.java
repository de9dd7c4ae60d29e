// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.family;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class RankingTest {
  private static final double MAX = Double.MAX_VALUE;

  @Test
  void a_rank_is_how_many_thresholds_are_below() {
    SplittableRandom random = new SplittableRandom(3);
    check(1);
    check(0.0, -0.0);
    check(-MAX, MAX);
    check(Double.NEGATIVE_INFINITY, 3, Double.POSITIVE_INFINITY);
    check(random.doubles(7).toArray());
    check(random.doubles(5_000).toArray());
    check(random.doubles(5_000).map(x -> Math.exp(40 * x)).toArray());
    check(random.doubles(500).map(x -> Math.rint(9 * x)).toArray());
    check(random.doubles(100, -MAX / 3, MAX / 3).toArray());
    check(random.doubles(100).map(x -> x * Double.MIN_VALUE * 1000).toArray());
    check(DoubleStream.concat(random.doubles(100), DoubleStream.of(-MAX, MAX)).toArray());
    check(
        DoubleStream.concat(random.doubles(100), DoubleStream.of(Double.POSITIVE_INFINITY))
            .toArray());
  }

  @Test
  void no_value_is_at_most_a_threshold_that_is_no_number() {
    Ranking ranking = new Ranking(new double[] {Double.NaN, 2});

    assertThat(ranking.position(Double.NaN)).isZero();
    assertThat(ranking.rank(-MAX)).isEqualTo(1);
  }

  private static void check(double... thresholds) {
    Ranking ranking = new Ranking(thresholds);
    double[] sorted = Arrays.stream(thresholds).map(t -> t + 0.0).sorted().distinct().toArray();

    assertThat(ranking.count()).isEqualTo(sorted.length);
    assertThat(ranking.bytes()).isGreaterThan(8L * sorted.length);
    for (int i = 0; i < sorted.length; i += 1 + sorted.length / 300) {
      assertThat(ranking.position(sorted[i])).isEqualTo(i);
      for (double value :
          new double[] {sorted[i], Math.nextUp(sorted[i]), Math.nextDown(sorted[i]), -0.0, 0.37}) {
        double finite = Math.max(-MAX, Math.min(MAX, value));
        assertThat(ranking.rank(finite))
            .as("%s thresholds, %s", sorted.length, finite)
            .isEqualTo((int) Arrays.stream(sorted).filter(t -> t < finite).count());
      }
    }
  }
}
