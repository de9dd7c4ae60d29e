// SPDX-License-Identifier: Apache-2.0
package org.inlayml.benchmarks;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A made-up table, the same on every engine: a primary key {@code ID} from 0, then features. */
enum SampleTable {
  /** Three numbers. */
  NARROW(5_000, 1_000_000, 3, 0),
  /** Two numbers and two texts. */
  MIXED(1_000, 100_000, 2, 2),
  /** Sixteen numbers. */
  WIDE(1_000, 100_000, 16, 0),
  /** Eight numbers and eight texts. */
  FORM(1_000, 100_000, 8, 8),
  /** Ten numbers. */
  TEN(5_000, 1_000_000, 10, 0);

  private static final String[] LEVELS = {
    "amber", "black", "coral", "denim", "ebony", "fawn", "green", "hazel"
  };

  private final int small;
  private final int full;
  private final int numbers;
  private final int texts;

  SampleTable(int small, int full, int numbers, int texts) {
    this.small = small;
    this.full = full;
    this.numbers = numbers;
    this.texts = texts;
  }

  int rows(Size size) {
    return size.choose(small, full);
  }

  /** The features in order: numbers N1, N2 and so on, then texts T1, T2 and so on. */
  List<String> columns() {
    return Stream.concat(numberColumns(), textColumns()).toList();
  }

  String columnList() {
    return String.join(", ", columns());
  }

  /** The features with their types. */
  String definition() {
    return Stream.concat(
            numberColumns().map(column -> column + " DOUBLE"),
            textColumns().map(column -> column + " VARCHAR(10)"))
        .collect(joining(", "));
  }

  /** As many as there are features. */
  String questionMarks() {
    return columns().stream().map(column -> "?").collect(joining(", "));
  }

  /**
   * What can be computed of all columns without us, a number about as great as there are columns.
   */
  String arithmetic() {
    return Stream.concat(
            numberColumns(), textColumns().map(column -> "CHAR_LENGTH(" + column + ")"))
        .collect(joining(" + "));
  }

  /** The features as arguments of {@code ML_PREDICT} and of functions with its signature. */
  String arguments(Engine engine) {
    if (texts == 0) {
      return "ARRAY[" + columnList() + "]";
    } else if (engine == Engine.H2) {
      return columnList();
    }
    // of several types, HSQLDB takes all as texts
    return Stream.concat(
            numberColumns().map(column -> "CAST(" + column + " AS VARCHAR(30))"), textColumns())
        .collect(joining(", ", "ARRAY[", "]"));
  }

  /** The features of a made-up row. */
  @Nullable Object[] features(SplittableRandom random) {
    Object[] features = new Object[numbers + texts];
    for (int i = 0; i < features.length; i++) {
      features[i] =
          i < numbers ? (Object) random.nextDouble() : LEVELS[random.nextInt(LEVELS.length)];
    }
    return features;
  }

  private Stream<String> numberColumns() {
    return IntStream.rangeClosed(1, numbers).mapToObj(i -> "N" + i);
  }

  private Stream<String> textColumns() {
    return IntStream.rangeClosed(1, texts).mapToObj(i -> "T" + i);
  }
}
