// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.codec;

import com.esotericsoftware.kryo.io.Output;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Writes the few kinds of values that stored models consist of. Not thread-safe. */
final class ModelOutput {
  private final Output output = new Output(4096, -1);

  /** A number from 0 on, in one byte where it is below 128. */
  void whole(int value) {
    if (value < 0) {
      throw new IllegalArgumentException(value + " is negative");
    }
    output.writeVarInt(value, true);
  }

  /** A number that may be negative, in one byte where it is small. */
  void signed(int value) {
    output.writeVarInt(value, false);
  }

  void flag(boolean value) {
    output.writeBoolean(value);
  }

  void real(double value) {
    output.writeDouble(value);
  }

  /** The values alone, without their number. */
  void reals(double[] values) {
    output.writeDoubles(values, 0, values.length);
  }

  void countedReals(double[] values) {
    whole(values.length);
    reals(values);
  }

  /** UTF-16 units as they are, so that halves of surrogate pairs survive too. */
  void text(String value) {
    whole(value.length());
    for (int i = 0; i < value.length(); i++) {
      output.writeVarInt(value.charAt(i), true);
    }
  }

  void optionalText(@Nullable String value) {
    flag(value != null);
    if (value != null) {
      text(value);
    }
  }

  /** The position of a constant in {@code codes}. */
  <E extends Enum<E>> void constant(List<E> codes, E value) {
    whole(codes.indexOf(value));
  }

  <T> void list(List<T> values, BiConsumer<T, ModelOutput> writer) {
    whole(values.size());
    values.forEach(value -> writer.accept(value, this));
  }

  void countedBytes(byte[] values) {
    whole(values.length);
    output.writeBytes(values);
  }

  /** Everything that was written to {@code other}. */
  void append(ModelOutput other) {
    output.writeBytes(other.output.getBuffer(), 0, other.output.position());
  }

  int length() {
    return output.position();
  }

  byte[] toBytes() {
    return output.toBytes();
  }
}
