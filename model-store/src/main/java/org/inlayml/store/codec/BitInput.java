// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.codec;

import java.nio.ByteBuffer;

/** Reads what {@link BitOutput} wrote. Not thread-safe. */
final class BitInput {
  private final ByteBuffer bytes;

  /** The bits that come next, left-aligned, zeros behind them. */
  private long pending;

  /** How many of them were written; negative where more were used than that. */
  private int pendingBits;

  BitInput(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes);
  }

  /**
   * The next bits without using them up; zeros behind the end.
   *
   * @param count 1 to 32
   */
  int peek(int count) {
    if (pendingBits < count) {
      fill();
    }
    return (int) (pending >>> (Long.SIZE - count));
  }

  private void fill() {
    if (bytes.remaining() >= Integer.BYTES) {
      pending |= (bytes.getInt() & 0xFFFF_FFFFL) << (Integer.SIZE - pendingBits);
      pendingBits += Integer.SIZE;
    } else {
      while (bytes.hasRemaining() && pendingBits <= Long.SIZE - Byte.SIZE) {
        pending |= (bytes.get() & 0xFFL) << (Long.SIZE - Byte.SIZE - pendingBits);
        pendingBits += Byte.SIZE;
      }
    }
  }

  /** Uses up bits that were peeked at. */
  void skip(int count) {
    pending <<= count;
    pendingBits -= count;
    if (pendingBits < 0) {
      throw new IllegalArgumentException("bits end too early");
    }
  }

  /** Refuses bytes of which nothing was used. */
  void end() {
    if (bytes.hasRemaining() || pendingBits >= Byte.SIZE) {
      throw new IllegalArgumentException("more bits follow than are used");
    }
  }
}
