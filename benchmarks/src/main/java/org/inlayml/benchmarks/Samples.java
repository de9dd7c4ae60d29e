// SPDX-License-Identifier: Apache-2.0
package org.inlayml.benchmarks;

import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes tables and models when they are asked for, each once. */
final class Samples {
  private static final double NOISE = 0.5;

  private final Statements statements;
  private final Size size;
  private final Set<SampleTable> tables = EnumSet.noneOf(SampleTable.class);
  private final Set<SampleModel> models = EnumSet.noneOf(SampleModel.class);

  Samples(Statements statements, Size size) {
    this.statements = statements;
    this.size = size;
  }

  /** Makes the table of that name, and gives its rows. */
  int table(SampleTable table) throws SQLException {
    int rows = table.rows(size);
    if (tables.add(table)) {
      SplittableRandom random = new SplittableRandom(1);
      statements.run("CREATE TABLE " + table + "(ID INT PRIMARY KEY, " + table.definition() + ")");
      statements.insert(
          "INSERT INTO " + table + " VALUES (?, " + table.questionMarks() + ")",
          rows,
          row -> Stream.concat(Stream.of(row), Stream.of(table.features(random))).toArray());
    }
    return rows;
  }

  /** Trains the model of that handle on rows of its own. */
  void model(SampleModel model) throws SQLException {
    if (models.add(model)) {
      SampleTable table = model.table();
      String training = "TRAINING_" + model;
      String type = model.isClassifier() ? "VARCHAR(3)" : "DOUBLE";
      SplittableRandom random = new SplittableRandom(2);
      statements.run(
          "CREATE TABLE " + training + "(" + table.definition() + ", TARGET " + type + ")");
      statements.insert(
          "INSERT INTO " + training + " VALUES (" + table.questionMarks() + ", ?)",
          size.choose(500, 20_000),
          row -> {
            @Nullable Object[] features = table.features(random);
            return Stream.concat(Stream.of(features), Stream.of(target(model, features, random)))
                .toArray();
          });
      statements.train("PUBLIC." + training, "TARGET", model.options(), model.handle());
    }
  }

  private static Object target(
      SampleModel model, @Nullable Object[] features, SplittableRandom random) {
    double noise = NOISE * random.nextGaussian();
    if (model.isClassifier()) {
      boolean red = features[features.length - 1] instanceof String text && text.length() > 4;
      return number(features, 0) - number(features, 1) + (red ? NOISE : -NOISE) + noise > 0
          ? "yes"
          : "no";
    } else if (model.table() == SampleTable.WIDE) {
      return friedman(features) + noise;
    }
    return 3 * number(features, 0) - 2 * number(features, 1) + number(features, 2) + noise;
  }

  /** Source: Friedman: Multivariate Adaptive Regression Splines, 1991, section 4.3. */
  private static double friedman(@Nullable Object[] features) {
    return 10 * StrictMath.sin(Math.PI * number(features, 0) * number(features, 1))
        + 20 * (number(features, 2) - 0.5) * (number(features, 2) - 0.5)
        + 10 * number(features, 3)
        + 5 * number(features, 4);
  }

  private static double number(@Nullable Object[] features, int index) {
    return features[index] instanceof Double number ? number : 0;
  }
}
