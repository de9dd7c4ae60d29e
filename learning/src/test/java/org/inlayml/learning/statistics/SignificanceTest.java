// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.inlayml.learning.statistics.Significance.Interval;
import org.inlayml.learning.statistics.Significance.Sample;
import org.junit.jupiter.api.Test;

/**
 * The expected numbers are those of scipy 1.17.1 (stats.norm, t, chi2, ttest_ind, binomtest;
 * special.kolmogorov) with numpy 2.4.6, except where another source is named.
 */
class SignificanceTest {
  private static final Percentage DIGITS = Percentage.withPercentage(1e-9);
  private static final Offset<Double> NEAR = within(1e-12);
  private static final Sample FIRST = new Sample(5, 21.68, 4.416999999999998);
  private static final Sample SECOND = new Sample(7, 25.000000000000004, 2.710000000000002);

  @Test
  void normal_tails_agree_with_scipy() {
    double[][] expected = {
      {0.1, 0.920344325445942}, {1, 0.31731050786291415}, {1.96, 0.04999579029644087},
      {3, 0.0026997960632601866}, {8, 1.244192114854348e-15}, {20, 5.507248237212311e-89}
    };
    for (double[] row : expected) {
      assertThat(Tails.normalTwoSided(row[0])).as("%s", row[0]).isCloseTo(row[1], DIGITS);
      assertThat(Tails.normalDistance(row[1])).isCloseTo(row[0], DIGITS);
    }
    assertThat(Tails.normalTwoSided(0)).isOne();
    assertThat(Tails.normalTwoSided(Double.POSITIVE_INFINITY)).isZero();
  }

  @Test
  void tails_of_student_agree_with_scipy() {
    double[][] expected = {
      {0.5, 1, 0.7048327646991335},
      {2, 3.7, 0.12181720190523398},
      {1.96, 30, 0.05934231289605049},
      {3, 1000, 0.0027667090442381925},
      {1, 1e7, 0.31731053205998605},
      {10, 5, 0.00017094757574296363},
      {5, 1e5, 5.742701678641679e-07}
    };
    for (double[] row : expected) {
      assertThat(Tails.studentTwoSided(row[0], row[1])).as("%s", row[0]).isCloseTo(row[2], DIGITS);
      assertThat(Tails.studentDistance(row[2], row[1])).isCloseTo(row[0], DIGITS);
    }
    assertThat(Tails.studentTwoSided(0, 3)).isOne();
  }

  @Test
  void tails_of_chi_square_agree_with_scipy() {
    double[][] expected = {
      {0.001, 1, 0.9747728793699604}, {3.84, 1, 0.05004352124870519}, {10, 9, 0.3504852123233613},
      {200, 100, 1.1784500720979781e-08}, {50, 3, 7.989179244951495e-11}, {500, 1000, 1}
    };
    for (double[] row : expected) {
      assertThat(Tails.chiSquare(row[0], row[1])).as("%s", row[0]).isCloseTo(row[2], DIGITS);
    }
    assertThat(Tails.chiSquare(0, 4)).isOne();
  }

  @Test
  void kolmogorovs_limit_agrees_with_scipy() {
    double[][] expected = {
      {0.3, 0.9999906941986655}, {0.5, 0.9639452436648751}, {0.8, 0.5441424115741981},
      {0.999, 0.27107316411506394}, {1, 0.26999967167735456}, {1.36, 0.049485876755377876},
      {2, 0.0006709252557796953}, {4, 2.532833109818835e-14}
    };
    for (double[] row : expected) {
      assertThat(Tails.kolmogorov(row[0])).as("%s", row[0]).isCloseTo(row[1], DIGITS);
    }
    assertThat(Tails.kolmogorov(0)).isOne();
    assertThat(Tails.kolmogorov(30)).isZero();
  }

  @Test
  void proportions_differ_by_the_pooled_z_test() {
    Significance.Test test = Significance.proportions(45, 100, 60, 110);

    assertThat(test.statistic()).isCloseTo(1.3816985594155142, NEAR);
    assertThat(test.pValue()).isCloseTo(0.16706427691489423, NEAR);
    assertThat(test.isSignificant(0.05)).isFalse();
    assertThat(Significance.proportions(1, 1000, 12, 1100).pValue())
        .isCloseTo(0.003835399852959529, NEAR);
  }

  @Test
  void means_differ_by_welchs_t_test() {
    Significance.Test test = Significance.means(FIRST, SECOND);

    assertThat(test.statistic()).isCloseTo(2.94539417919807, NEAR);
    assertThat(test.pValue()).isCloseTo(0.020436214418321625, NEAR);
    assertThat(test.isSignificant(0.05)).isTrue();
    Interval interval = Significance.differenceOfMeans(FIRST, SECOND, 0.95);
    assertThat(interval.low()).isCloseTo(0.6791143263692221, NEAR);
    assertThat(interval.high()).isCloseTo(5.960885673630786, NEAR);
  }

  @Test
  void wilsons_interval_agrees_with_scipy() {
    expect(Significance.proportion(8, 10, 0.95), 0.4901624715366418, 0.9433178485456248);
    expect(Significance.proportion(0, 20, 0.95), 0, 0.16112515805281935);
    expect(Significance.proportion(20, 20, 0.9), 0.8808421626390355, 1);
    expect(Significance.proportion(123, 1000, 0.99), 0.09870483697890284, 0.1522649013582659);
    expect(Significance.proportion(0, 0, 0.95), 0, 1);
  }

  /** The numbers are the example (a) of method 10 in Newcombe's paper. */
  @Test
  void interval_of_a_difference_of_proportions_agrees_with_newcombe() {
    Interval interval = Significance.differenceOfProportions(48, 80, 56, 70, 0.95);

    assertThat(interval.low()).isCloseTo(0.0524, within(5e-5));
    assertThat(interval.high()).isCloseTo(0.3339, within(5e-5));
    expect(Significance.differenceOfProportions(0, 0, 5, 9, 0.95), -1, 1);
  }

  @Test
  void samples_that_tell_nothing_have_a_defined_result() {
    Sample one = new Sample(1, 3, 0);

    assertThat(Significance.proportions(0, 0, 3, 5)).isEqualTo(new Significance.Test(0, 1));
    assertThat(Significance.proportions(5, 5, 9, 9)).isEqualTo(new Significance.Test(0, 1));
    assertThat(Significance.means(one, FIRST)).isEqualTo(new Significance.Test(0, 1));
    expect(
        Significance.differenceOfMeans(one, FIRST, 0.9),
        Double.NEGATIVE_INFINITY,
        Double.POSITIVE_INFINITY);
  }

  @Test
  void samples_without_spread_differ_surely_or_not_at_all() {
    Sample three = new Sample(9, 3, 0);
    Sample four = new Sample(9, 4, 0);

    assertThat(Significance.means(three, three)).isEqualTo(new Significance.Test(0, 1));
    assertThat(Significance.means(three, four))
        .isEqualTo(new Significance.Test(Double.POSITIVE_INFINITY, 0));
    expect(Significance.differenceOfMeans(three, four, 0.95), 1, 1);
  }

  @Test
  void more_hits_than_rows_and_a_confidence_of_one_are_refused() {
    assertThatThrownBy(() -> Significance.proportion(3, 2, 0.9))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("3 of 2");
    assertThatThrownBy(() -> Significance.proportion(1, 2, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("confidence 1.0");
  }

  private static void expect(Interval interval, double low, double high) {
    assertThat(interval.low()).isCloseTo(low, NEAR);
    assertThat(interval.high()).isCloseTo(high, NEAR);
  }
}
