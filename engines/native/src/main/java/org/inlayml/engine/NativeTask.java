// SPDX-License-Identifier: Apache-2.0
package org.inlayml.engine;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a trainer is to do, all but the features. Immutable by agreement: the arrays are shared,
 * nobody writes to them.
 *
 * @param parameters the library's own, by name
 * @param rounds the most rounds of boosting
 * @param patience after how many rounds without progress on the rows held back it stops; 0 for
 *     never
 * @param threads how many threads may work
 * @param width how many features
 * @param target per row the number or the position of the class
 * @param weights how much each row counts; empty where all count alike
 * @param held per row whether it is held back, to see when to stop; empty where none is
 */
public record NativeTask(
    SortedMap<String, String> parameters,
    int rounds,
    int patience,
    int threads,
    int width,
    double[] target,
    double[] weights,
    boolean[] held) {
  public NativeTask {
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    if ((weights.length != 0 && weights.length != target.length)
        || (held.length != 0 && held.length != target.length)
        || (held.length == 0) != (patience == 0)) {
      throw new IllegalArgumentException("arrays that do not fit " + target.length + " rows");
    }
  }

  /** The same with more parameters, which win. */
  NativeTask with(Map<String, String> more, int threads) {
    TreeMap<String, String> all = new TreeMap<>(parameters);
    all.putAll(more);
    return new NativeTask(all, rounds, patience, threads, width, target, weights, held);
  }

  public int rows() {
    return target.length;
  }

  /** Whether some rows are held back. */
  public boolean isWatched() {
    return held.length > 0;
  }

  /** How many rows are held back, or are not. */
  public int count(boolean heldBack) {
    if (!isWatched()) {
      return heldBack ? 0 : rows();
    }
    int count = 0;
    for (boolean one : held) {
      count += one == heldBack ? 1 : 0;
    }
    return count;
  }

  /** Of a value a row those of the rows that are held back, or are not. */
  public double[] part(double[] values, boolean heldBack) {
    if (!isWatched() && !heldBack) {
      return values;
    }
    double[] part = new double[count(heldBack)];
    int next = 0;
    for (int row = 0; row < held.length; row++) {
      if (held[row] == heldBack) {
        part[next++] = values[row];
      }
    }
    return part;
  }
}
