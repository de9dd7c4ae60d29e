// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.feature;

import java.util.List;
import org.inlayml.learning.feature.TextSummary.Level;
import org.inlayml.learning.table.TextColumn;

/**
 * Chooses how a text becomes numbers, by how many levels it has.
 *
 * <p>One-hot tells a learner most, but makes a feature a level. So there is a budget of {@value
 * #ONE_HOT_BUDGET} one-hot features, which only tables of more than 64 text columns reach: there
 * each column has its equal part.
 */
final class TextFitter {
  /** For 10,000 rows 328 MB of doubles. */
  private static final int ONE_HOT_BUDGET = 4_096;

  /** Up to this many levels each has its own feature. */
  private static final int MOST_WHOLE = 32;

  /** Of more levels, this many of the most frequent ones. */
  private static final int MOST_FREQUENT = 64;

  /** Above it, single levels tell too little for either one-hot or a rank. */
  private static final int MOST_RANKED = 1_024;

  /** With those for missing and for other texts, as many codes as a learner has bins. */
  static final int MOST_CATEGORIES = 254;

  /** A level seen once tells of its row alone. */
  private static final int FEWEST_ROWS = 2;

  /** Bounds the model's size; levels beyond it are as rare as can be. */
  private static final int MOST_STORED = 65_536;

  private final FitRules rules;
  private final int whole;
  private final int frequent;

  /**
   * @param textColumns how many text columns share the budget
   */
  TextFitter(FitRules rules, int textColumns) {
    int part = Math.max(2, ONE_HOT_BUDGET / Math.max(1, textColumns));
    this.rules = rules;
    whole = Math.min(MOST_WHOLE, part);
    frequent = Math.min(MOST_FREQUENT, part);
  }

  TextSummary summary(TextColumn column) {
    return new TextSummary(column, MOST_WHOLE);
  }

  Encoding fit(TextSummary summary) {
    int levels = summary.levels();
    if (summary.numbers()) {
      return new NumberTextEncoding(
          NumberSummary.filledWithMedian(summary.asNumbers())
              .encoding(rules.scaled(), rules.missing()));
    }
    if (rules.categorical() && levels <= MOST_RANKED) {
      return categories(summary);
    }
    if (levels <= whole) {
      return new OneHotEncoding(texts(summary.byText()), summary.missing() > 0, false);
    }
    if (levels > MOST_RANKED) {
      return frequency(summary);
    }
    return rules.ordinal()
        ? new OrdinalEncoding(texts(summary.byFrequency()), summary.missing() > 0)
        : mostFrequent(summary);
  }

  /** The most frequent levels, which all others follow as one. */
  private static OrdinalEncoding categories(TextSummary summary) {
    List<Level> own = summary.byFrequency();
    if (own.size() > MOST_CATEGORIES) {
      own =
          own.stream()
              .limit(MOST_CATEGORIES)
              .filter(level -> level.count() >= FEWEST_ROWS)
              .toList();
    }
    return new OrdinalEncoding(texts(own), summary.missing() > 0);
  }

  private OneHotEncoding mostFrequent(TextSummary summary) {
    List<String> own =
        summary.byFrequency().stream()
            .limit(frequent)
            .filter(level -> level.count() >= FEWEST_ROWS)
            .map(Level::text)
            .sorted(Levels.BY_CODE_POINT)
            .toList();
    boolean rare = own.size() < summary.levels();
    return new OneHotEncoding(Levels.of(own), summary.missing() > 0, rare);
  }

  private FrequencyEncoding frequency(TextSummary summary) {
    double rows = summary.rows();
    List<Level> stored =
        summary.byFrequency().stream()
            .limit(MOST_STORED)
            .filter(level -> level.count() >= FEWEST_ROWS)
            .toList();
    double[] shares = stored.stream().mapToDouble(level -> level.count() / rows).toArray();
    double missingShare = summary.missing() / rows;
    double[] encoded = new double[summary.rows()];
    int row = 0;
    for (Level level : stored) {
      for (int i = 0; i < level.count(); i++) {
        encoded[row++] = level.count() / rows;
      }
    }
    for (int i = 0; i < summary.missing(); i++) {
      encoded[row++] = missingShare;
    }
    NumberEncoding number = NumberSummary.filledWithMedian(encoded).encoding(rules.scaled(), false);
    return new FrequencyEncoding(texts(stored), shares, missingShare, number);
  }

  private static Levels texts(List<Level> levels) {
    return Levels.of(levels.stream().map(Level::text).toList());
  }
}
