// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.reference;

/** What the examples of the routines work on. */
public final class ExampleTables {
  /** Statements that make the tables and models; measured values are made up. */
  public static final String SQL =
      """
      CREATE TABLE PUBLIC.IRIS (
        SEPAL_LENGTH DOUBLE PRECISION, SEPAL_WIDTH DOUBLE PRECISION,
        PETAL_LENGTH DOUBLE PRECISION, PETAL_WIDTH DOUBLE PRECISION, SPECIES VARCHAR(20));
      INSERT INTO PUBLIC.IRIS VALUES
        (5.0, 3.6, 1.4, 0.2, 'setosa'), (5.3, 3.6, 1.8, 0.1, 'setosa'),
        (5.0, 3.1, 1.4, 0.2, 'setosa'), (5.1, 3.6, 1.6, 0.4, 'setosa'),
        (5.3, 2.8, 1.5, 0.1, 'setosa'), (4.8, 3.9, 1.5, 0.1, 'setosa'),
        (5.1, 3.3, 1.3, 0.1, 'setosa'), (4.8, 3.4, 1.4, 0.2, 'setosa'),
        (5.6, 3.1, 1.4, 0.2, 'setosa'), (5.4, 3.1, 1.7, 0.1, 'setosa'),
        (5.4, 2.8, 3.9, 1.2, 'versicolor'), (6.1, 3.0, 4.4, 1.2, 'versicolor'),
        (6.6, 2.9, 4.2, 1.5, 'versicolor'), (5.4, 2.8, 4.6, 1.3, 'versicolor'),
        (5.6, 2.9, 4.0, 1.2, 'versicolor'), (5.4, 3.2, 4.0, 1.5, 'versicolor'),
        (6.1, 2.7, 4.6, 1.4, 'versicolor'), (6.0, 2.4, 4.3, 1.5, 'versicolor'),
        (6.1, 3.1, 5.0, 1.4, 'versicolor'), (6.9, 2.3, 4.2, 0.8, 'versicolor'),
        (7.1, 3.0, 6.5, 1.9, 'virginica'), (5.4, 3.4, 4.9, 1.7, 'virginica'),
        (6.5, 3.2, 5.3, 2.1, 'virginica'), (5.5, 3.5, 5.6, 2.0, 'virginica'),
        (7.0, 3.1, 5.7, 1.7, 'virginica'), (6.5, 3.1, 6.2, 2.0, 'virginica'),
        (6.7, 3.1, 5.9, 2.1, 'virginica'), (6.4, 2.8, 6.2, 2.1, 'virginica'),
        (6.6, 4.0, 6.1, 2.2, 'virginica'), (6.7, 2.7, 6.2, 2.0, 'virginica');
      CREATE TABLE PUBLIC.DIABETES (
        BMI DOUBLE PRECISION, S5 DOUBLE PRECISION, PROGRESSION DOUBLE PRECISION);
      INSERT INTO PUBLIC.DIABETES VALUES
        (26.6, 5.17, 204), (27.5, 4.65, 202), (28.9, 4.11, 156), (27.1, 4.66, 171),
        (27.4, 5.68, 225), (27.5, 5.24, 185), (30.9, 4.61, 212), (22.7, 4.86, 98),
        (24.5, 4.65, 143), (35.1, 5.60, 259), (23.1, 5.29, 168), (20.4, 4.89, 88),
        (22.6, 3.99, 72), (36.3, 4.84, 249), (37.5, 4.40, 233), (25.2, 4.86, 146),
        (32.8, 4.49, 210), (27.4, 4.19, 113), (26.2, 3.45, 77), (26.7, 4.71, 155),
        (28.0, 4.46, 166), (19.2, 5.11, 96), (28.5, 4.40, 146), (22.9, 5.34, 139),
        (21.1, 4.75, 114), (26.6, 4.14, 109), (30.4, 4.11, 166), (29.6, 4.71, 159),
        (34.8, 4.71, 234), (24.8, 4.15, 101);
      CREATE TABLE PUBLIC.HELP_FLOWER (
        SEPAL_LENGTH DOUBLE PRECISION, SEPAL_WIDTH DOUBLE PRECISION,
        PETAL_LENGTH DOUBLE PRECISION, PETAL_WIDTH DOUBLE PRECISION);
      CALL sys.ML_TRAIN('PUBLIC.IRIS', 'species', '{"algorithm": "logistic"}', 'iris_model');
      CALL sys.ML_TRAIN('PUBLIC.DIABETES', 'progression', '{"task": "regression"}',
        'diabetes_model');
      CALL sys.ML_TRAIN('PUBLIC.IRIS', 'species', NULL, 'help_dropped');
      CALL sys.ML_TRAIN('PUBLIC.IRIS', 'species',
        '{"algorithm": "logistic", "project": "iris_project"}', NULL);
      CALL sys.ML_TRAIN('PUBLIC.IRIS', 'species',
        '{"algorithm": "logistic", "project": "help_retired"}', NULL);
      CALL sys.ML_GRANT('help_retired', 'PUBLIC', 'read');
      CALL sys.ML_TRAIN('PUBLIC.IRIS', 'species',
        '{"algorithm": "logistic", "project": "help_tested"}', NULL);
      CALL sys.ML_TRAIN('PUBLIC.IRIS', 'species',
        '{"algorithm": "decision_tree", "project": "help_tested", "deploy": "never"}', NULL);
      CALL sys.ML_TRAIN('PUBLIC.IRIS', 'species',
        '{"algorithm": "logistic", "project": "help_ended"}', NULL);
      CALL sys.ML_TRAIN('PUBLIC.IRIS', 'species',
        '{"algorithm": "decision_tree", "project": "help_ended", "deploy": "never"}', NULL);
      CALL sys.ML_AB_TEST('help_ended', '{"b": 2}');
      CREATE TABLE PUBLIC.HELP_SCORED (
        ID INTEGER PRIMARY KEY, SEPAL_LENGTH DOUBLE PRECISION, SEPAL_WIDTH DOUBLE PRECISION,
        PETAL_LENGTH DOUBLE PRECISION, PETAL_WIDTH DOUBLE PRECISION);
      INSERT INTO PUBLIC.HELP_SCORED (ID, SEPAL_LENGTH, SEPAL_WIDTH, PETAL_LENGTH, PETAL_WIDTH)
        VALUES (7, 5.1, 3.5, 1.4, 0.2);
      CALL sys.ML_PREDICT_TABLE('PUBLIC.HELP_SCORED', 'iris_project', 'PUBLIC.HELP_GUESSED',
        '{"log": true}');
      """;

  private ExampleTables() {}
}
