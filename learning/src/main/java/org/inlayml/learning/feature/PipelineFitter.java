// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.feature;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.inlayml.learning.feature.CalendarEncoding.Part;
import org.inlayml.learning.table.Column;
import org.inlayml.learning.table.ColumnType;
import org.inlayml.learning.table.NumberColumn;
import org.inlayml.learning.table.Table;
import org.inlayml.learning.table.TextColumn;

/**
 * Fits a pipeline on training rows: which columns are features, and how each is encoded.
 *
 * <p>A column is dropped where it is all missing, constant, an identifier, the table's primary key
 * alone, text that hardly repeats, or whole numbers that count the rows. Missing values are no
 * reason as long as there is one value: HeatWave drops columns with more than 20 % missing, we keep
 * them.
 *
 * <p>The result depends on the rows, but not on their order.
 */
public final class PipelineFitter {
  private static final int FEWEST_UNIQUE = 20;
  private static final double NEARLY_UNIQUE = 0.95;

  private final Table table;
  private final FitRules rules;
  private final TextFitter textFitter;
  private final List<Feature> features = new ArrayList<>();
  private final List<DroppedColumn> dropped = new ArrayList<>();

  private PipelineFitter(Table table, FitRules rules) {
    this.table = table;
    this.rules = rules;
    int texts = (int) table.columns().stream().filter(TextColumn.class::isInstance).count();
    textFitter = new TextFitter(rules, texts);
  }

  /** As {@link #fit(Table, FitRules, Runnable)}, without stops. */
  public static FittedPipeline fit(Table trainingRows, FitRules rules) {
    return fit(trainingRows, rules, () -> {});
  }

  /**
   * Fits a pipeline, which has no features where every column is dropped.
   *
   * @param trainingRows the raw features, without the target
   * @param stop called before each column; may throw to end the work
   */
  public static FittedPipeline fit(Table trainingRows, FitRules rules, Runnable stop) {
    PipelineFitter fitter = new PipelineFitter(trainingRows, rules);
    for (Column column : trainingRows.columns()) {
      stop.run();
      fitter.add(column);
    }
    return new FittedPipeline(new Pipeline(fitter.features), fitter.dropped);
  }

  private void add(Column column) {
    if (column.missing() == table.rows()) {
      drop(column, "all missing");
    } else if (!keeps(column) && rules.primaryKey().equals(Set.of(column.name()))) {
      drop(column, "primary key");
    } else if (!keeps(column) && column.type() == ColumnType.IDENTIFIER) {
      drop(column, "identifier");
    } else if (column instanceof TextColumn texts) {
      addText(texts);
    } else if (column instanceof NumberColumn numbers) {
      if (column.type().isTemporal()) {
        addMoments(numbers);
      } else {
        addNumbers(numbers);
      }
    }
  }

  private void addNumbers(NumberColumn column) {
    NumberSummary summary =
        column.type() == ColumnType.BOOLEAN
            ? NumberSummary.filledWithMostFrequent(column.values())
            : NumberSummary.filledWithMedian(column.values());
    boolean scaled = rules.scaled() && column.type() != ColumnType.BOOLEAN;
    if (tellsNothing(summary) && !keeps(column)) {
      drop(column, "constant");
    } else if (summary.numbersRows() && column.type() == ColumnType.INTEGER && !keeps(column)) {
      drop(column, "numbers the rows");
    } else {
      keep(column, summary.encoding(scaled, rules.missing()));
    }
  }

  private void addMoments(NumberColumn column) {
    List<CalendarPart> parts = CalendarPart.of(column.type());
    double[][] values = new double[parts.size()][table.rows()];
    for (int row = 0; row < table.rows(); row++) {
      double moment = column.values()[row];
      LocalDate date = CalendarEncoding.date(moment);
      long millisecondOfDay = CalendarEncoding.millisecondOfDay(moment);
      for (int i = 0; i < values.length; i++) {
        values[i][row] =
            Double.isNaN(moment) ? Double.NaN : parts.get(i).of(date, millisecondOfDay);
      }
    }
    List<Part> all = new ArrayList<>();
    List<Part> varying = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      NumberSummary summary = NumberSummary.filledWithMedian(values[i]);
      Part part = new Part(parts.get(i), summary.encoding(rules.scaled(), rules.missing()));
      all.add(part);
      if (!tellsNothing(summary)) {
        varying.add(part);
      }
    }
    if (varying.isEmpty() && !keeps(column)) {
      drop(column, "constant");
    } else {
      keep(column, new CalendarEncoding(varying.isEmpty() ? all : varying));
    }
  }

  private void addText(TextColumn column) {
    TextSummary summary = textFitter.summary(column);
    boolean constant = summary.levels() == 1 && summary.missing() == 0;
    if (constant && !keeps(column)) {
      drop(column, "constant");
    } else if (hardlyRepeats(summary) && !keeps(column)) {
      drop(column, "nearly every value is unique");
    } else if (numbersRows(summary) && !keeps(column)) {
      drop(column, "numbers the rows");
    } else {
      keep(column, textFitter.fit(summary));
    }
  }

  private static boolean hardlyRepeats(TextSummary summary) {
    return !summary.numbers()
        && summary.present() >= FEWEST_UNIQUE
        && summary.levels() > NEARLY_UNIQUE * summary.present();
  }

  private static boolean numbersRows(TextSummary summary) {
    return summary.numbers() && NumberSummary.filledWithMedian(summary.asNumbers()).numbersRows();
  }

  /** Whether no two values differ, of which a missing one is one where the learner tells it. */
  private boolean tellsNothing(NumberSummary summary) {
    return summary.constant() && !(rules.missing() && summary.missing());
  }

  private boolean keeps(Column column) {
    return rules.keep().contains(column.name());
  }

  private void keep(Column column, Encoding encoding) {
    features.add(new Feature(column.name(), column.type(), encoding));
  }

  private void drop(Column column, String reason) {
    dropped.add(new DroppedColumn(column.name(), reason));
  }
}
