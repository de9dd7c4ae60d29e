// SPDX-License-Identifier: Apache-2.0
package org.inlayml.xgboost;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads UBJSON, the binary form of JSON in which XGBoost stores models: objects as maps, arrays as
 * lists, such of numbers of one type as {@code float[]}, {@code double[]}, {@code int[]}; all other
 * numbers as longs and doubles, which lose nothing. Source: UBJSON specification, draft 12.
 */
final class Ubjson {
  private static final int DEEPEST = 64;

  private final ByteBuffer bytes;
  private int depth;

  private Ubjson(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  /** Reads an object. Throws {@link IllegalArgumentException} where the bytes are none. */
  static Map<String, Object> object(byte[] bytes) {
    Ubjson reader = new Ubjson(ByteBuffer.wrap(bytes));
    try {
      reader.expect('{');
      return reader.object();
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("the bytes of the model end too early", e);
    }
  }

  private void expect(char marker) {
    char found = marker();
    if (found != marker) {
      throw unexpected(found);
    }
  }

  private IllegalArgumentException unexpected(char marker) {
    return new IllegalArgumentException("'" + marker + "' at byte " + bytes.position());
  }

  private char marker() {
    char marker = (char) bytes.get();
    while (marker == 'N') { // does nothing
      marker = (char) bytes.get();
    }
    return marker;
  }

  private Object value(char marker) {
    return switch (marker) {
      case '{' -> object();
      case '[' -> array();
      case 'S' -> text(count(marker()));
      case 'C' -> String.valueOf((char) bytes.get());
      case 'T' -> true;
      case 'F' -> false;
      case 'Z' -> Map.of();
      case 'd' -> (double) bytes.getFloat();
      case 'D' -> bytes.getDouble();
      default -> whole(marker);
    };
  }

  private long whole(char marker) {
    return switch (marker) {
      case 'i' -> bytes.get();
      case 'U' -> Byte.toUnsignedLong(bytes.get());
      case 'I' -> bytes.getShort();
      case 'l' -> bytes.getInt();
      case 'L' -> bytes.getLong();
      default -> throw unexpected(marker);
    };
  }

  private int count(char marker) {
    long count = whole(marker);
    if (count < 0 || count > bytes.remaining()) {
      throw new IllegalArgumentException(count + " elements at byte " + bytes.position());
    }
    return (int) count;
  }

  private String text(int length) {
    byte[] text = new byte[length];
    bytes.get(text);
    return new String(text, UTF_8);
  }

  private void enter() {
    depth++;
    if (depth > DEEPEST) {
      throw new IllegalArgumentException("nested too deep at byte " + bytes.position());
    }
  }

  private Map<String, Object> object() {
    enter();
    Map<String, Object> members = new LinkedHashMap<>();
    for (char marker = marker(); marker != '}'; marker = marker()) {
      String name = text(count(marker));
      members.put(name, value(marker()));
    }
    depth--;
    return members;
  }

  private Object array() {
    enter();
    char marker = marker();
    Object array = marker == '$' ? typed((char) bytes.get()) : list(marker);
    depth--;
    return array;
  }

  private List<Object> list(char first) {
    List<Object> elements = new ArrayList<>();
    char marker = first;
    if (marker == '#') {
      for (int left = count(marker()); left > 0; left--) {
        elements.add(value(marker()));
      }
      return elements;
    }
    for (; marker != ']'; marker = marker()) {
      elements.add(value(marker));
    }
    return elements;
  }

  private Object typed(char type) {
    expect('#');
    int count = count(marker());
    if (type == 'd') {
      float[] floats = new float[count];
      for (int i = 0; i < count; i++) {
        floats[i] = bytes.getFloat();
      }
      return floats;
    } else if (type == 'D') {
      double[] doubles = new double[count];
      for (int i = 0; i < count; i++) {
        doubles[i] = bytes.getDouble();
      }
      return doubles;
    }
    int[] integers = new int[count];
    for (int i = 0; i < count; i++) {
      integers[i] = Math.toIntExact(whole(type));
    }
    return integers;
  }
}
