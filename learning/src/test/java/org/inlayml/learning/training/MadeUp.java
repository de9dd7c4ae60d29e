// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.training;

import static org.inlayml.learning.feature.Columns.numbers;
import static org.inlayml.learning.feature.Columns.texts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.inlayml.learning.table.Column;
import org.inlayml.learning.table.ColumnType;
import org.inlayml.learning.table.NumberColumn;
import org.inlayml.learning.table.Table;
import org.jspecify.annotations.Nullable;

/** Tables with columns of all kinds and a truth that can be learnt from them. */
final class MadeUp {
  private static final String[] COLOURS = {"red", "green", "blue"};

  private MadeUp() {}

  /**
   * A table whose target is column {@code Y}: a number where {@code classes} is 0, else a text.
   * About a tenth of the cells of most features are missing.
   *
   * @param bent whether straight lines tell but a small part of the truth
   */
  static Table table(long seed, int rows, int classes, boolean bent) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] a = new double[rows];
    double[] b = new double[rows];
    double[] flags = new double[rows];
    double[] moments = new double[rows];
    @Nullable String[] colours = new String[rows];
    double[] truth = new double[rows];
    for (int row = 0; row < rows; row++) {
      double x = random.nextDouble(-1, 1);
      double z = random.nextDouble(-1, 1);
      boolean flag = random.nextBoolean();
      int colour = random.nextInt(COLOURS.length);
      // bent, a is on the right side in seven of ten rows: in no two classes the flag would tell
      truth[row] = 10 * (bent ? 2 * Math.signum(x * (z + 0.4)) : 2 * x - z + 0.5 * colour);
      truth[row] += (flag ? 15 : 0) + random.nextDouble(-3, 3);
      a[row] = random.nextInt(10) == 0 ? Double.NaN : 1_000 + 50 * x;
      b[row] = random.nextInt(10) == 0 ? Double.NaN : Math.rint(300 * z);
      flags[row] = flag ? 1 : 0;
      moments[row] = random.nextInt(10) == 0 ? Double.NaN : 1.7e12 + 864e5 * random.nextInt(900);
      colours[row] = random.nextInt(10) == 0 ? null : COLOURS[colour];
    }
    return new Table(
        "PUBLIC.MADE_UP",
        rows,
        List.of(
            numbers("A", ColumnType.NUMBER, a),
            numbers("B", ColumnType.INTEGER, b),
            numbers("FLAG", ColumnType.BOOLEAN, flags),
            texts("COLOUR", colours),
            numbers("MOMENT", ColumnType.TIMESTAMP, moments),
            numbers("CONSTANT", ColumnType.NUMBER, new double[rows]),
            target(truth, classes)));
  }

  /** As {@link #table}, but of features that are counts. */
  static Table counts(long seed, int rows, int classes) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] a = new double[rows];
    double[] b = new double[rows];
    @Nullable String[] colours = new String[rows];
    double[] truth = new double[rows];
    for (int row = 0; row < rows; row++) {
      double share = random.nextDouble();
      int colour = random.nextInt(COLOURS.length);
      truth[row] = 20 * share + 2 * colour + random.nextDouble(-3, 3);
      a[row] = random.nextInt(10) == 0 ? Double.NaN : successes(random, 20, share);
      b[row] = random.nextInt(10) == 0 ? Double.NaN : successes(random, 20, 1 - share);
      colours[row] = random.nextInt(10) == 0 ? null : COLOURS[colour];
    }
    return new Table(
        "PUBLIC.COUNTS",
        rows,
        List.of(
            numbers("A", ColumnType.INTEGER, a),
            numbers("B", ColumnType.INTEGER, b),
            texts("COLOUR", colours),
            numbers("CONSTANT", ColumnType.NUMBER, new double[rows]),
            target(truth, classes)));
  }

  private static int successes(SplittableRandom random, int trials, double share) {
    return (int) random.doubles(trials).filter(d -> d < share).count();
  }

  private static Column target(double[] truth, int classes) {
    if (classes == 0) {
      return numbers("Y", ColumnType.NUMBER, truth);
    }
    double[] sorted = truth.clone();
    Arrays.sort(sorted);
    String[] labels = new String[truth.length];
    for (int row = 0; row < labels.length; row++) {
      int label = 0;
      while (label < classes - 1 && truth[row] > sorted[(label + 1) * sorted.length / classes]) {
        label++;
      }
      labels[row] = "class " + label;
    }
    return texts("Y", labels);
  }

  /** So many features of which the first tells the truth. */
  static Table wide(long seed, int rows, int width, int classes) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Column> columns = new ArrayList<>();
    for (int j = 0; j < width; j++) {
      columns.add(numbers("F" + j, ColumnType.NUMBER, random.doubles(rows).toArray()));
    }
    double[] first = ((NumberColumn) columns.get(0)).values();
    columns.add(target(first, classes));
    return new Table("PUBLIC.WIDE", rows, columns);
  }

  /**
   * A table of three groups of rows that lie apart, in {@code A}, {@code B} and {@code COLOUR}. Of
   * 25 rows the last is far from all groups. {@link #group} says which row is which.
   */
  static Table groups(long seed, int rows) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] a = new double[rows];
    double[] b = new double[rows];
    @Nullable String[] colours = new String[rows];
    for (int row = 0; row < rows; row++) {
      int group = group(row);
      boolean stray = group < 0;
      double angle = stray ? random.nextDouble(2 * Math.PI) : 2 * Math.PI * group / COLOURS.length;
      double distance = stray ? 4_000 : 1_000;
      a[row] = distance * StrictMath.cos(angle) + 30 * random.nextDouble(-1, 1);
      b[row] = distance * StrictMath.sin(angle) + 30 * random.nextDouble(-1, 1);
      colours[row] = COLOURS[stray ? random.nextInt(COLOURS.length) : group];
    }
    return new Table(
        "PUBLIC.GROUPS",
        rows,
        List.of(
            numbers("A", ColumnType.NUMBER, a),
            numbers("B", ColumnType.NUMBER, b),
            texts("COLOUR", colours),
            numbers("CONSTANT", ColumnType.NUMBER, new double[rows])));
  }

  /** The group of a row of {@link #groups}, -1 where it is in none. */
  static int group(int row) {
    return row % 25 == 24 ? -1 : row % 3;
  }
}
