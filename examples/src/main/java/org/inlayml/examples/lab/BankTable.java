// SPDX-License-Identifier: Apache-2.0
package org.inlayml.examples.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The lab's table ML_DATA.BANK_MARKETING: calls of a bank, and whether the customer signed (y). The
 * rows are those of UCI's {@code bank-full.csv} where the system property {@code inlay.bank.csv}
 * names that file, else invented ones with the same columns.
 */
final class BankTable {
  private static final int INVENTED_ROWS = 1000;
  private static final int COLUMNS = 17;
  private static final String CREATE =
      """
      CREATE TABLE ML_DATA.BANK_MARKETING (
        AGE INTEGER, JOB VARCHAR(16), MARITAL VARCHAR(16), EDUCATION VARCHAR(16),
        "DEFAULT" VARCHAR(8), BALANCE INTEGER, HOUSING VARCHAR(8), LOAN VARCHAR(8),
        CONTACT VARCHAR(16), "DAY" INTEGER, "MONTH" VARCHAR(8), DURATION INTEGER,
        CAMPAIGN INTEGER, PDAYS INTEGER, PREVIOUS INTEGER, POUTCOME VARCHAR(16), Y VARCHAR(8))
      """;

  private BankTable() {}

  static void create(Connection connection) throws SQLException, IOException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA ML_DATA");
      statement.execute(CREATE);
    }
    String file = System.getProperty("inlay.bank.csv", "");
    insert(connection, file.isEmpty() ? invented() : read(Path.of(file)));
  }

  private static void insert(Connection connection, List<List<String>> rows) throws SQLException {
    String values = "?, ".repeat(COLUMNS - 1) + "?";
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO ML_DATA.BANK_MARKETING VALUES (" + values + ")")) {
      for (List<String> row : rows) {
        for (int column = 0; column < COLUMNS; column++) {
          insert.setString(column + 1, row.get(column));
        }
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static List<List<String>> read(Path file) throws IOException {
    return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
        .skip(1)
        .map(line -> List.of(line.replace("\"", "").split(";")))
        .toList();
  }

  private static List<List<String>> invented() {
    Random random = new Random(7);
    return IntStream.range(0, INVENTED_ROWS).mapToObj(row -> inventedRow(random)).toList();
  }

  /** Long calls and earlier success make a signature likely, a housing loan unlikely. */
  private static List<String> inventedRow(Random random) {
    int duration = 20 + (int) (-250 * StrictMath.log(1 - random.nextDouble()));
    boolean contactedBefore = random.nextInt(5) == 0;
    String outcome = contactedBefore ? oneOf(random, "failure", "success", "other") : "unknown";
    boolean housing = random.nextInt(9) < 5;
    double likelihood =
        -3.5
            + duration / 200.0
            + (outcome.equals("success") ? 2.5 : 0)
            - (housing ? 0.8 : 0)
            + random.nextGaussian() / 2;
    return List.of(
        String.valueOf(20 + random.nextInt(50)),
        oneOf(random, "management", "technician", "blue-collar", "services", "retired", "unknown"),
        oneOf(random, "married", "single", "divorced"),
        oneOf(random, "primary", "secondary", "tertiary", "unknown"),
        yesOrNo(random.nextInt(50) == 0),
        String.valueOf((int) (1400 + 2500 * random.nextGaussian())),
        yesOrNo(housing),
        yesOrNo(random.nextInt(6) == 0),
        oneOf(random, "cellular", "telephone", "unknown"),
        String.valueOf(1 + random.nextInt(28)),
        oneOf(random, "mar", "apr", "may", "jun", "jul", "aug", "nov"),
        String.valueOf(duration),
        String.valueOf(1 + random.nextInt(4)),
        String.valueOf(contactedBefore ? 30 + random.nextInt(300) : -1),
        String.valueOf(contactedBefore ? 1 + random.nextInt(5) : 0),
        outcome,
        yesOrNo(likelihood > 0));
  }

  private static String oneOf(Random random, String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private static String yesOrNo(boolean yes) {
    return yes ? "yes" : "no";
  }
}
