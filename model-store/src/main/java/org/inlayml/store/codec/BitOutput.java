// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.codec;

import java.util.Arrays;

/** Bits in bytes, high ones first, the last byte filled up with zeros. Not thread-safe. */
final class BitOutput {
  private byte[] bytes = new byte[4096];
  private int length;
  private long pending;
  private int pendingBits;

  /**
   * Writes the low bits of a value.
   *
   * @param count at most 32
   */
  void write(int value, int count) {
    pending = (pending << count) | (value & ((1L << count) - 1));
    pendingBits += count;
    while (pendingBits >= Byte.SIZE) {
      pendingBits -= Byte.SIZE;
      put((byte) (pending >>> pendingBits));
    }
  }

  private void put(byte value) {
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * length);
    }
    bytes[length++] = value;
  }

  byte[] toBytes() {
    byte[] written = Arrays.copyOf(bytes, length + (pendingBits > 0 ? 1 : 0));
    if (pendingBits > 0) {
      written[length] = (byte) (pending << (Byte.SIZE - pendingBits));
    }
    return written;
  }
}
