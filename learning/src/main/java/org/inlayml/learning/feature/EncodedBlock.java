// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.feature;

import java.util.ArrayList;
import java.util.List;

/**
 * Encoded features of many rows, part by part in the order of the features. Mutable and reused from
 * block to block; not thread-safe.
 */
public final class EncodedBlock {
  /** The most rows that one holds: few enough to stay in the processor's cache. */
  public static final int ROWS = 512;

  private final List<EncodedPart> parts;
  private int from;
  private int rows;

  EncodedBlock(List<EncodedPart> parts) {
    this.parts = List.copyOf(parts);
  }

  /** The parts; their arrays are filled anew for each block, or shared with a whole table. */
  public List<EncodedPart> parts() {
    return parts;
  }

  /**
   * The same rows with further parts, in whose arrays they stand at the beginning. Shares the
   * arrays where that is where they stand in this block too.
   */
  public EncodedBlock with(List<EncodedPart> further) {
    List<EncodedPart> all = new ArrayList<>(parts.size() + further.size());
    for (EncodedPart part : parts) {
      all.add(from == 0 ? part : part.rows(from, from + rows));
    }
    all.addAll(further);
    EncodedBlock block = new EncodedBlock(all);
    block.take(0, rows);
    return block;
  }

  /** Where in the arrays of the parts the rows begin. */
  public int from() {
    return from;
  }

  /** How many rows it holds. */
  public int rows() {
    return rows;
  }

  /** Says which entries of the parts' arrays are the rows. */
  public void take(int from, int rows) {
    if (rows > ROWS) {
      throw new IllegalArgumentException(rows + " rows in a block of " + ROWS);
    }
    this.from = from;
    this.rows = rows;
  }
}
