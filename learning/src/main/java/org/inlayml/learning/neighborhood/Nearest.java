// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.neighborhood;

/**
 * The nearest points found so far, the nearest first; of equally near ones the first row first.
 * Mutable, not thread-safe.
 */
public final class Nearest {
  private final double[] ranks;
  private final int[] rows;
  private int count;

  /**
   * @param most how many are kept
   */
  public Nearest(int most) {
    ranks = new double[most];
    rows = new int[most];
  }

  public void clear() {
    count = 0;
  }

  public int count() {
    return count;
  }

  public int row(int place) {
    return rows[place];
  }

  /** The rank of a distance, see {@link Distance#ofRank}. */
  public double rank(int place) {
    return ranks[place];
  }

  /** What is of a greater rank is not among the nearest. */
  double worst() {
    return count < ranks.length ? Double.POSITIVE_INFINITY : ranks[count - 1];
  }

  /** Takes a point in where it is among the nearest. */
  public void offer(double rank, int row) {
    int place = count;
    if (count == ranks.length) {
      place--;
      if (!before(rank, row, place)) {
        return;
      }
    } else {
      count++;
    }
    while (place > 0 && before(rank, row, place - 1)) {
      ranks[place] = ranks[place - 1];
      rows[place] = rows[place - 1];
      place--;
    }
    ranks[place] = rank;
    rows[place] = row;
  }

  private boolean before(double rank, int row, int place) {
    return rank < ranks[place] || (rank == ranks[place] && row < rows[place]);
  }
}
