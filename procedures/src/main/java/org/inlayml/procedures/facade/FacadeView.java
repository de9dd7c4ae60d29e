// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.facade;

import java.util.List;

/**
 * A view in the schema of a facade, over Inlay's own tables alone. Immutable, thread-safe.
 *
 * @param summary its COMMENT
 * @param isPublic whether everybody may read it, as the tables beneath
 * @param query one that both engines take; names every table with the schema ML, by which our views
 *     are told from the application's
 */
public record FacadeView(
    String schema, String name, String summary, boolean isPublic, String query) {
  /** Rows are held out by what they hold, which comes nearest to what PostgresML calls so. */
  private static final String TEST_COLUMNS =
      "'stratified' AS TEST_SAMPLING, CASE WHEN LOCATE('\"validation_split\":', S.OPTIONS) > 0 THEN"
          + " CAST(SUBSTRING(S.OPTIONS, LOCATE('\"validation_split\":', S.OPTIONS) + 19,"
          + " LOCATE(',', REPLACE(S.OPTIONS, '}', ','),"
          + " LOCATE('\"validation_split\":', S.OPTIONS))"
          + " - LOCATE('\"validation_split\":', S.OPTIONS) - 19) AS DOUBLE PRECISION) END"
          + " AS TEST_SIZE";

  private static final String VERSIONS =
      " FROM ML.MODEL_VERSION AS V"
          + " JOIN ML.PROJECT AS P ON P.PROJECT_ID = V.PROJECT_ID"
          + " LEFT JOIN ML.SNAPSHOT AS S ON S.SNAPSHOT_ID = V.SNAPSHOT_ID";

  private static final String IS_LIVE =
      "CASE WHEN P.LIVE_VERSION = V.VERSION THEN TRUE ELSE FALSE END";

  /** What is a share of right answers, or of the variance explained. */
  private static final String ACCURACY =
      "CASE WHEN P.METRIC IN ('accuracy', 'r2') THEN V.SCORE END AS ACCURACY";

  /** Every view, sorted by name. */
  public static final List<FacadeView> ALL =
      List.of(
          new FacadeView(
              "HELIOSDB",
              "ML_MODEL_REGISTRY",
              "The versions of all projects, as HeliosDB shows them.",
              true,
              "SELECT P.PROJECT_NAME AS MODEL_NAME, V.VERSION AS MODEL_VERSION, V.ALGORITHM, "
                  + ACCURACY
                  + ", P.METRIC, V.SCORE, "
                  + IS_LIVE
                  + " AS PRODUCTION_READY, V.CREATED_AT AS CREATED_DATE"
                  + VERSIONS),
          new FacadeView(
              "PGML",
              "DEPLOYED_MODELS",
              "The live versions, as PostgresML shows them.",
              true,
              "SELECT V.MODEL_ID AS ID, P.PROJECT_NAME AS NAME, P.TASK, V.ALGORITHM,"
                  + " 'java' AS RUNTIME, P.LIVE_SINCE AS DEPLOYED_AT"
                  + VERSIONS
                  + " WHERE P.LIVE_VERSION = V.VERSION"),
          new FacadeView(
              "PGML",
              "OVERVIEW",
              "The projects with what is live, as PostgresML shows them.",
              true,
              "SELECT P.PROJECT_NAME AS NAME, P.LIVE_SINCE AS DEPLOYED_AT, P.TASK, V.ALGORITHM,"
                  + " 'java' AS RUNTIME, S.RELATION AS RELATION_NAME,"
                  + " S.TARGET_COLUMN_NAME AS Y_COLUMN_NAME, "
                  + TEST_COLUMNS
                  + VERSIONS
                  + " WHERE P.LIVE_VERSION = V.VERSION"),
          new FacadeView(
              "PGML",
              "TRAINED_MODELS",
              "The versions of all projects, as PostgresML shows them.",
              true,
              "SELECT V.MODEL_ID AS ID, P.PROJECT_NAME AS NAME, P.TASK, V.ALGORITHM,"
                  + " 'java' AS RUNTIME, V.CREATED_AT, "
                  + TEST_COLUMNS
                  + ", "
                  + IS_LIVE
                  + " AS DEPLOYED"
                  + VERSIONS),
          new FacadeView(
              "RUSTYDB",
              "ML_MODELS",
              "The versions of all projects, as RustyDB shows them.",
              true,
              "SELECT P.PROJECT_NAME AS MODEL_NAME, V.VERSION, V.CREATED_AT, "
                  + ACCURACY
                  + ", V.ALGORITHM, P.METRIC, V.SCORE, "
                  + IS_LIVE
                  + " AS LIVE"
                  + VERSIONS),
          new FacadeView(
              "RUSTYDB",
              "PREDICTION_LOG",
              "The logged predictions beside the truth, as RustyDB shows them.",
              false,
              "SELECT COALESCE(L.PROJECT_NAME, L.MODEL_HANDLE) AS MODEL_NAME,"
                  + " L.VERSION AS MODEL_VERSION, T.TEST_NAME AS DEPLOYMENT, "
                  + number("L.PREDICTION")
                  + " AS PREDICTION, "
                  + number("L.PREDICTION")
                  + " AS PREDICTED, "
                  + number("A.ACTUAL")
                  + " AS ACTUAL, L.PREDICTION AS PREDICTED_LABEL, A.ACTUAL AS ACTUAL_LABEL,"
                  + " L.PROBABILITY, L.ROW_KEY, L.VARIANT, L.PREDICTED_AT AS SCORED_AT"
                  + " FROM ML.PREDICTION_LOG AS L"
                  + " LEFT JOIN ML.PROJECT AS P ON P.PROJECT_NAME = L.PROJECT_NAME"
                  + " LEFT JOIN ML.AB_TEST AS T ON T.AB_TEST_ID = L.AB_TEST_ID"
                  + " LEFT JOIN (SELECT PROJECT_ID, ROW_KEY, MAX(ACTUAL_ID) AS ACTUAL_ID"
                  + " FROM ML.ACTUAL GROUP BY PROJECT_ID, ROW_KEY) AS N"
                  + " ON N.PROJECT_ID = P.PROJECT_ID AND N.ROW_KEY = L.ROW_KEY"
                  + " LEFT JOIN ML.ACTUAL AS A ON A.ACTUAL_ID = N.ACTUAL_ID"));

  /** With its schema. */
  public String qualifiedName() {
    return schema + "." + name;
  }

  /**
   * The number of a regression, or that which a label of a class is; a truth value is 1 or 0. Any
   * other label has none.
   */
  private static String number(String text) {
    String digits =
        "REPLACE(TRANSLATE(REPLACE(" + text + ", '.0', ''), '123456789', '000000000'), '0', '')";
    return "CASE WHEN P.TASK = 'regression' THEN CAST("
        + text
        + " AS DOUBLE PRECISION) WHEN LOWER("
        + text
        + ") = 'true' THEN CAST(1 AS DOUBLE PRECISION) WHEN LOWER("
        + text
        + ") = 'false' THEN CAST(0 AS DOUBLE PRECISION) WHEN CHAR_LENGTH("
        + text
        + ") BETWEEN 1 AND 15 AND CHAR_LENGTH("
        + digits
        + ") = 0 AND "
        + text
        + " NOT LIKE '%.%.%' AND "
        + text
        + " NOT LIKE '.%' THEN CAST("
        + text
        + " AS DOUBLE PRECISION) END";
  }
}
