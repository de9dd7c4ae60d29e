// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.codec;

import com.esotericsoftware.kryo.io.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link ModelOutput} wrote, from bytes that may be hostile: nothing is allocated before
 * as many bytes are known to be there. Throws {@code RuntimeException}s, which {@link ModelCodec}
 * turns into {@code CORRUPT_MODEL}. Not thread-safe.
 */
final class ModelInput {
  private final Input input;

  ModelInput(byte[] bytes, int offset, int length) {
    input = new Input(bytes, offset, length);
  }

  int whole() {
    int value = input.readVarInt(true);
    if (value < 0) {
      throw new IllegalArgumentException("a number is negative");
    }
    return value;
  }

  int signed() {
    return input.readVarInt(false);
  }

  byte[] countedBytes() {
    return input.readBytes(count(1));
  }

  /** A number of things that follow, each of at least {@code bytesEach} bytes. */
  int count(int bytesEach) {
    return checkCount(whole(), bytesEach);
  }

  /** Returns {@code count} where so many things of {@code bytesEach} bytes may still follow. */
  int checkCount(int count, long bytesEach) {
    if (count * bytesEach > remaining()) {
      throw new IllegalArgumentException("fewer bytes follow than announced");
    }
    return count;
  }

  /** A number of things that follow, each of at least {@code bitsEach} bits. */
  int bits(int bitsEach) {
    int count = whole();
    if ((long) count * bitsEach > (long) Byte.SIZE * remaining()) {
      throw new IllegalArgumentException("fewer bits follow than announced");
    }
    return count;
  }

  int remaining() {
    return input.limit() - input.position();
  }

  boolean flag() {
    return input.readBoolean();
  }

  double real() {
    return input.readDouble();
  }

  double[] reals(int count) {
    return input.readDoubles(checkCount(count, Double.BYTES));
  }

  double[] countedReals() {
    return reals(whole());
  }

  String text() {
    char[] characters = new char[count(1)];
    for (int i = 0; i < characters.length; i++) {
      int unit = whole();
      if (unit > Character.MAX_VALUE) {
        throw new IllegalArgumentException("a text holds no character");
      }
      characters[i] = (char) unit;
    }
    return new String(characters);
  }

  @Nullable String optionalText() {
    return flag() ? text() : null;
  }

  <E extends Enum<E>> E constant(List<E> codes) {
    return codes.get(whole());
  }

  /** Elements take at least one byte each. */
  <T> List<T> list(Function<ModelInput, T> reader) {
    int count = count(1);
    List<T> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.add(reader.apply(this));
    }
    return values;
  }
}
