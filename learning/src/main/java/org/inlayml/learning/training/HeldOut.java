// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.inlayml.learning.json.Json;
import org.inlayml.learning.prediction.Target;
import org.inlayml.learning.table.Column;
import org.inlayml.learning.table.Table;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a table were held out, told by what the rows hold and not by where they stand: of
 * each class, those whose hash is smallest. So a later model of the same project holds out nearly
 * the same rows, and it can be told of every one whether an earlier model has seen it. Immutable,
 * thread-safe.
 *
 * @param columns the names of the columns that the hash is of, ascending
 * @param seed decides which rows
 * @param bounds by class, or by {@link #ALL} without classes: no row with a smaller hash was
 *     trained on
 */
public record HeldOut(List<String> columns, long seed, Map<String, Double> bounds) {
  /** Stands for all rows of a task without classes. */
  private static final String ALL = "";

  public HeldOut {
    columns = List.copyOf(columns);
    bounds = Map.copyOf(bounds);
  }

  /** Reads what {@link #json} wrote. */
  public static HeldOut of(String json) {
    Map<String, @Nullable Object> read = Json.parseObject(json);
    List<String> columns = new ArrayList<>();
    if (read.get("columns") instanceof List<?> names) {
      names.forEach(name -> columns.add(String.valueOf(name)));
    }
    Map<String, Double> bounds = new LinkedHashMap<>();
    if (read.get("bounds") instanceof Map<?, ?> values) {
      values.forEach(
          (name, bound) -> bounds.put(String.valueOf(name), Double.valueOf(String.valueOf(bound))));
    }
    return new HeldOut(columns, Long.parseLong(String.valueOf(read.get("seed"))), bounds);
  }

  /** As JSON text. */
  public String json() {
    Map<String, Object> written = new LinkedHashMap<>();
    written.put("columns", columns);
    written.put("seed", Long.toString(seed));
    written.put("bounds", bounds);
    return Json.write(written);
  }

  /** Whether the hash can be had of a table. */
  boolean fits(Table table) {
    List<String> names = table.names();
    return names.containsAll(columns);
  }

  /**
   * The rows that a model, which was trained with this rule, cannot have seen.
   *
   * @param table has the columns of the rule
   * @param labels by row the class; empty without classes
   */
  public int[] unseen(Table table, Optional<List<String>> labels) {
    int[] hashes = RowHash.of(table, columns, seed);
    return IntStream.range(0, hashes.length)
        .filter(
            row ->
                RowHash.share(hashes[row])
                    < bounds.getOrDefault(
                        labels.isPresent() ? labels.get().get(row) : ALL, Double.MAX_VALUE))
        .toArray();
  }

  /** Rows divided, and the rule by which. */
  record Division(Split split, HeldOut rule) {}

  /**
   * Divides rows so that each class has its share among those held out, as nearly as whole rows
   * allow.
   *
   * @param previous whose columns and seed are taken, where the rows have those columns
   * @param share of the rows to hold out
   */
  static Division divide(
      TrainingRows rows, Optional<HeldOut> previous, double share, long ownSeed) {
    Optional<HeldOut> same = previous.filter(rule -> rule.fits(rows.features()));
    List<String> columns =
        same.map(HeldOut::columns).orElse(rows.features().names().stream().sorted().toList());
    long seed = same.map(HeldOut::seed).orElse(ownSeed);
    int[] hashes = RowHash.of(rows.features(), columns, seed);
    List<String> classes = rows.column().map(Target::classes).orElse(List.of());
    int[] labels = new int[rows.rows()];
    if (!classes.isEmpty()) {
      Arrays.setAll(labels, row -> (int) rows.truth().values()[row]);
    }
    int[] left = new int[Math.max(1, classes.size())];
    for (int label : labels) {
      left[label]++;
    }
    for (int k = 0; k < left.length; k++) {
      left[k] = (int) Math.min(left[k] - 1L, Math.round(left[k] * share));
    }
    BitSet out = new BitSet(rows.rows());
    Map<String, Double> bounds = new LinkedHashMap<>();
    for (int row : byHash(hashes)) {
      int k = labels[row];
      if (left[k] > 0) {
        left[k]--;
        out.set(row);
      } else {
        bounds.putIfAbsent(classes.isEmpty() ? ALL : classes.get(k), RowHash.share(hashes[row]));
      }
    }
    return new Division(Split.of(rows.rows(), out), new HeldOut(columns, seed, bounds));
  }

  /** The rows by rising hash, those of equal hashes in their order. */
  private static int[] byHash(int[] hashes) {
    long[] keys = new long[hashes.length];
    Arrays.setAll(keys, row -> ((long) hashes[row] << Integer.SIZE) | row);
    Arrays.sort(keys);
    return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
  }

  /** The columns that the rule names, of a table that has them. */
  static List<Column> columns(Table table, List<String> names) {
    return names.stream().map(table::column).toList();
  }
}
