// SPDX-License-Identifier: Apache-2.0
package org.inlayml.benchmarks;

import static java.util.stream.Collectors.joining;

import java.sql.SQLException;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Made-up tables, the same on every engine, and models trained on some of them. */
final class Samples {
  /** The columns of {@code WIDE}: eight numbers, eight texts. */
  static final String WIDE_COLUMNS =
      Stream.concat(
              IntStream.rangeClosed(1, 8).mapToObj(i -> "N" + i),
              IntStream.rangeClosed(1, 8).mapToObj(i -> "T" + i))
          .collect(joining(", "));

  private static final String[] LEVELS = {
    "amber", "black", "coral", "denim", "ebony", "fawn", "green", "hazel"
  };
  private static final double NOISE = 0.1;

  private final Statements statements;

  Samples(Statements statements) {
    this.statements = statements;
  }

  /**
   * Makes {@code SAMPLE(A, B, C)}, {@code PART(ID, A, B, C)} and {@code WIDE}.
   *
   * @param rows of SAMPLE
   * @param part rows of PART and WIDE
   */
  void tables(int rows, int part) throws SQLException {
    SplittableRandom random = new SplittableRandom(1);
    statements.run(
        "CREATE TABLE SAMPLE(A DOUBLE, B DOUBLE, C DOUBLE)",
        "CREATE TABLE PART(ID INT PRIMARY KEY, A DOUBLE, B DOUBLE, C DOUBLE)",
        "CREATE TABLE WIDE("
            + WIDE_COLUMNS.replaceAll("N\\d", "$0 DOUBLE").replaceAll("T\\d", "$0 VARCHAR(10)")
            + ", LABEL VARCHAR(3))");
    statements.insert("INSERT INTO SAMPLE VALUES (?, ?, ?)", rows, row -> numbers(random, 3));
    statements.insert(
        "INSERT INTO PART VALUES (?, ?, ?, ?)",
        part,
        row -> Stream.concat(Stream.of(row), Stream.of(numbers(random, 3))).toArray());
    statements.insert(
        "INSERT INTO WIDE VALUES (" + "?, ".repeat(16) + "?)", part, row -> wide(random));
  }

  /**
   * Trains {@code linear_model} and {@code forest_model} of 100 trees on A, B and C, and {@code
   * wide_model}, a logistic regression on the columns of WIDE.
   */
  void models(int rows) throws SQLException {
    SplittableRandom random = new SplittableRandom(2);
    statements.run(
        "CREATE TABLE TRAINING(A DOUBLE, B DOUBLE, C DOUBLE, Y DOUBLE, LABEL VARCHAR(3))");
    statements.insert(
        "INSERT INTO TRAINING VALUES (?, ?, ?, ?, ?)",
        rows,
        row -> {
          Object[] x = numbers(random, 3);
          double a = (double) x[0];
          double b = (double) x[1];
          double c = (double) x[2];
          boolean positive = (a * b + c * c > 0.5) != (random.nextDouble() < NOISE);
          double y = 3 * a - 2 * b + c + NOISE * random.nextDouble();
          return new Object[] {a, b, c, y, positive ? "yes" : "no"};
        });
    statements.train(
        "SELECT A, B, C, Y FROM PUBLIC.TRAINING",
        "Y",
        "{\"task\":\"regression\",\"algorithm\":\"linear\"}",
        "linear_model");
    statements.train(
        "SELECT A, B, C, LABEL FROM PUBLIC.TRAINING",
        "LABEL",
        "{\"algorithm\":\"random_forest\",\"hyperparameters\":{\"n_estimators\":100}}",
        "forest_model");
    statements.train("PUBLIC.WIDE", "LABEL", "{\"algorithm\":\"logistic\"}", "wide_model");
  }

  private static Object[] numbers(SplittableRandom random, int count) {
    return random.doubles(count).boxed().toArray();
  }

  private static Object[] wide(SplittableRandom random) {
    Object[] row = new Object[17];
    double sum = 0;
    for (int i = 0; i < 8; i++) {
      double number = random.nextDouble();
      int level = random.nextInt(LEVELS.length);
      row[i] = number;
      row[8 + i] = LEVELS[level];
      sum += number + (double) level / LEVELS.length;
    }
    row[16] = sum + random.nextDouble() > 8 ? "yes" : "no";
    return row;
  }
}
