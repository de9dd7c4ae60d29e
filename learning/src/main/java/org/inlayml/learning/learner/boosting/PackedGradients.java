// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.learner.boosting;

import java.util.Arrays;

/**
 * The gradient and the curvature of every row, and the number 1 that counts it, as whole numbers in
 * one long: adding such longs adds all three at once. A chunk of rows can be added before a part
 * may overflow. From the lowest bit: the count, the curvature, the gradient with its sign; where
 * curvatures are all alike they are left out, and the count stands for them.
 *
 * <p>Sums are exact, whatever the order and the number of threads. What rounding takes from one row
 * it gives to others: a fraction that differs from row to row and from tree to tree is added before
 * rounding down, so that sums are right on average. Source: Shi et al., Quantized Training of
 * Gradient Boosting Decision Trees, NeurIPS 2022; the packing is ours.
 */
final class PackedGradients {
  /** More is not needed; fewer bits keep the products of sums within 63. */
  private static final int MOST_BITS = 24;

  private static final int MOST_FLAT_BITS = 31;

  /** Chunks: long enough that emptying them costs little, short enough to leave bits. */
  private static final int CHUNK_BITS = 12;

  private static final int FLAT_CHUNK_BITS = 16;

  private static final long FRACTIONS = 0x9E3779B97F4A7C15L;
  private static final long OTHER_FRACTIONS = 0xC2B2AE3D27D4EB4FL;

  private final Crew crew;
  private final boolean flat;
  private final int chunkBits;
  private final int countBits;
  private final int curvatureBits;
  private final int gradientBits;
  private final long[] packed;
  private final double[] gradients;
  private final double[] curvatures;

  /** Per piece of rows, the largest gradient and curvature. */
  private final double[][] largest;

  private double gradientUnit;
  private double curvatureUnit;

  /**
   * @param flat whether all curvatures are 1
   */
  PackedGradients(int rows, boolean flat, Crew crew) {
    this.crew = crew;
    this.flat = flat;
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(rows - 1);
    chunkBits = Math.min(flat ? FLAT_CHUNK_BITS : CHUNK_BITS, bits);
    countBits = chunkBits + 1;
    int left = Long.SIZE - countBits;
    curvatureBits = flat ? 0 : Math.min(MOST_BITS, (left - 2 * chunkBits) / 2 - 2);
    int rest = left - (flat ? 0 : curvatureBits + chunkBits) - chunkBits - 1;
    gradientBits = Math.min(flat ? MOST_FLAT_BITS : MOST_BITS, rest);
    packed = new long[rows];
    gradients = new double[rows];
    curvatures = new double[flat ? 0 : rows];
    largest = new double[(rows + Crew.PIECE - 1) / Crew.PIECE][2];
  }

  /** Writes gradients, and curvatures where they are not flat, of some rows. */
  @FunctionalInterface
  interface Source {
    void derive(int from, int to, double[] gradients, double[] curvatures);
  }

  /**
   * Derives and packs all rows.
   *
   * @param tree tells the trees of one fit apart
   */
  void fill(Source source, long tree) {
    crew.rows(
        packed.length,
        (from, to) -> {
          source.derive(from, to, gradients, curvatures);
          findLargest(from, to);
        });
    double gradient = Arrays.stream(largest).mapToDouble(pair -> pair[0]).max().orElse(0);
    double curvature = Arrays.stream(largest).mapToDouble(pair -> pair[1]).max().orElse(0);
    gradientUnit = unit(gradient, gradientBits);
    curvatureUnit = flat ? 1 : unit(curvature, curvatureBits);
    long offset = tree * 0xD1342543DE82EF95L;
    crew.rows(packed.length, (from, to) -> pack(from, to, offset));
  }

  private void findLargest(int from, int to) {
    double gradient = 0;
    double curvature = 0;
    for (int row = from; row < to; row++) {
      gradient = Math.max(gradient, Math.abs(gradients[row]));
    }
    for (int row = from; row < to && !flat; row++) {
      curvature = Math.max(curvature, curvatures[row]);
    }
    largest[from / Crew.PIECE][0] = gradient;
    largest[from / Crew.PIECE][1] = curvature;
  }

  /** What 1 stands for, so that the largest value and a fraction fit into so many bits. */
  private static double unit(double largest, int bits) {
    double unit = largest / ((1L << bits) - 1);
    return unit > 0 && 1 / unit <= Double.MAX_VALUE ? unit : Double.MIN_NORMAL;
  }

  private void pack(int from, int to, long offset) {
    double scale = 1 / gradientUnit;
    double curvatureScale = 1 / curvatureUnit;
    int shift = gradientShift();
    // adds what makes numbers positive, so that dropping digits rounds all of them down
    long lift = 1L << gradientBits;
    for (int row = from; row < to; row++) {
      double fraction = ((row * FRACTIONS + offset) >>> 11) * 0x1p-53;
      long gradient = (long) (gradients[row] * scale + lift + fraction) - lift;
      long all = (gradient << shift) + 1;
      if (!flat) {
        double other = ((row * OTHER_FRACTIONS + offset) >>> 11) * 0x1p-53;
        all += (long) (curvatures[row] * curvatureScale + other) << countBits;
      }
      packed[row] = all;
    }
  }

  /** One long a row. */
  long[] packed() {
    return packed;
  }

  double[] gradients() {
    return gradients;
  }

  double[] curvatures() {
    return curvatures;
  }

  boolean isFlat() {
    return flat;
  }

  /** How many rows may be added to one long. */
  int chunk() {
    return 1 << chunkBits;
  }

  int gradientShift() {
    return countBits + (flat ? 0 : curvatureBits + chunkBits + 1);
  }

  int countBits() {
    return countBits;
  }

  /** What a gradient of 1 stands for. */
  double gradientUnit() {
    return gradientUnit;
  }

  /** What a curvature of 1 stands for. */
  double curvatureUnit() {
    return curvatureUnit;
  }

  static long bytes(long rows) {
    return rows * (Long.BYTES + 2L * Double.BYTES);
  }
}
