// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.drift;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.inlayml.procedures.session.Session;
import org.inlayml.store.sql.Sql;

/**
 * How right the logged predictions of a project were, by day in UTC and by version: those whose row
 * key has an actual, the newest of which counts. Keeps a few numbers a day and version.
 */
public final class DailyAccuracy {
  private DailyAccuracy() {}

  /** A day and a version of which predictions were logged. */
  public record Day(LocalDate date, int version) {}

  /**
   * What came of a day's predictions.
   *
   * @param rows predictions with an actual that can be compared
   * @param right of a classification, how many were right
   * @param error of a regression, the sum of the absolute errors
   */
  public record Sums(long rows, long right, double error) {
    Sums plus(Sums other) {
      return new Sums(rows + other.rows, right + other.right, error + other.error);
    }
  }

  /**
   * Reads the log, once, front to back.
   *
   * @param numeric whether numbers are predicted, not labels
   */
  public static Map<Day, Sums> of(Session session, long projectId, String project, boolean numeric)
      throws SQLException {
    Map<Day, Sums> days =
        new TreeMap<>(Comparator.comparing(Day::date).thenComparingInt(Day::version));
    Sql sql = new Sql(session.connection());
    return session.dialect().stream(
        session.connection(),
        () ->
            sql.read(
                """
                    SELECT L.PREDICTED_AT, L.VERSION, L.PREDICTION, A.ACTUAL
                    FROM ML.PREDICTION_LOG L
                    JOIN ML.PROJECT P
                      ON P.PROJECT_NAME = L.PROJECT_NAME AND P.CREATED_AT <= L.PREDICTED_AT
                    JOIN (SELECT ROW_KEY, MAX(ACTUAL_ID) AS NEWEST FROM ML.ACTUAL
                      WHERE PROJECT_ID = ? GROUP BY ROW_KEY) N ON N.ROW_KEY = L.ROW_KEY
                    JOIN ML.ACTUAL A ON A.ACTUAL_ID = N.NEWEST
                    WHERE L.PROJECT_NAME = ? AND L.VERSION IS NOT NULL AND A.ACTUAL IS NOT NULL
                    """,
                List.of(),
                List.of(projectId, project),
                rows -> {
                  while (rows.next()) {
                    add(days, rows, numeric);
                  }
                  return days;
                }));
  }

  private static void add(Map<Day, Sums> days, ResultSet row, boolean numeric) throws SQLException {
    LocalDate date =
        row.getObject(1, OffsetDateTime.class).withOffsetSameInstant(ZoneOffset.UTC).toLocalDate();
    String predicted = row.getString(3);
    String actual = row.getString(4);
    Sums sums;
    if (numeric) {
      double error = Math.abs(number(predicted) - number(actual));
      sums = Double.isNaN(error) ? new Sums(0, 0, 0) : new Sums(1, 0, error);
    } else {
      sums = new Sums(1, isSame(predicted, actual) ? 1 : 0, 0);
    }
    days.merge(new Day(date, row.getInt(2)), sums, Sums::plus);
  }

  /** Labels that are numbers may be written in several ways. */
  private static boolean isSame(String predicted, String actual) {
    return predicted.equals(actual)
        || number(predicted) == number(actual)
        || (isTruth(predicted) && predicted.equalsIgnoreCase(actual));
  }

  private static boolean isTruth(String label) {
    return label.equalsIgnoreCase("true") || label.equalsIgnoreCase("false");
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
