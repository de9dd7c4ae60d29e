// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.codec;

/** Reads what {@link ValuesWriter} wrote. Not thread-safe. */
final class ValuesReader {
  private final int count;
  private final double[] values;
  private final RankedCode code;
  private final boolean isCoded;
  private int next;

  ValuesReader(int width, ModelInput input) {
    isCoded = input.flag();
    count = input.whole();
    input.checkCount(count, 2L * width);
    values = CompactReals.read(count * width, input);
    code = isCoded && count > 0 ? RankedCode.read(count, input) : RankedCode.of(new int[] {1});
  }

  /** All tuples, tuples × width. */
  double[] values() {
    return values;
  }

  /** The position of the tuple that occurs next. */
  int next(BitInput bits) {
    int tuple = isCoded ? code.read(bits) : next++;
    if (tuple >= count) {
      throw new IllegalArgumentException("fewer values are given than used");
    }
    return tuple;
  }
}
