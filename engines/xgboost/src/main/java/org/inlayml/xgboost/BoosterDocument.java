// SPDX-License-Identifier: Apache-2.0
package org.inlayml.xgboost;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import org.inlayml.learning.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * A model of XGBoost as it stores it, in JSON or UBJSON, for looking things up. Immutable. What is
 * not there or is of another kind is an {@link IllegalArgumentException}.
 *
 * @param members an object of it
 */
record BoosterDocument(Map<String, ? extends @Nullable Object> members) {
  /** Reads either form. */
  static BoosterDocument read(byte[] bytes) {
    // In JSON a name, a blank or the end follows the brace; in UBJSON the type of a length.
    boolean binary = bytes.length > 1 && bytes[0] == '{' && "iUIlL".indexOf(bytes[1]) >= 0;
    return new BoosterDocument(
        binary ? Ubjson.object(bytes) : Json.parseObject(new String(bytes, UTF_8)));
  }

  private Object member(String name) {
    Object member = members.get(name);
    if (member == null) {
      throw new IllegalArgumentException("the model has no " + name);
    }
    return member;
  }

  private static IllegalArgumentException wrong(String name) {
    return new IllegalArgumentException("the model's " + name + " is of another kind");
  }

  boolean has(String name) {
    return members.get(name) != null;
  }

  /** A nested object. */
  BoosterDocument object(String name) {
    return document(member(name), name);
  }

  @SuppressWarnings("unchecked") // neither reader makes other maps
  private static BoosterDocument document(@Nullable Object value, String name) {
    if (value instanceof Map<?, ?> map) {
      return new BoosterDocument((Map<String, ? extends @Nullable Object>) map);
    }
    throw wrong(name);
  }

  /** An array of objects. */
  List<BoosterDocument> objects(String name) {
    if (member(name) instanceof List<?> list) {
      return list.stream().map(element -> document(element, name)).toList();
    }
    throw wrong(name);
  }

  String text(String name) {
    if (member(name) instanceof String text) {
      return text;
    }
    throw wrong(name);
  }

  /** A number that is stored as a text. */
  int wholeText(String name) {
    return Integer.parseInt(text(name));
  }

  /** An array of whole numbers or flags. */
  int[] integers(String name) {
    Object member = member(name);
    if (member instanceof int[] integers) {
      return integers;
    } else if (member instanceof List<?> list) {
      return list.stream().mapToInt(element -> integer(element, name)).toArray();
    }
    throw wrong(name);
  }

  private static int integer(@Nullable Object element, String name) {
    if (element instanceof Boolean flag) {
      return flag ? 1 : 0;
    } else if (element instanceof Number number) {
      return Math.toIntExact(number.longValue());
    }
    throw wrong(name);
  }

  /** An array of floats; JSON has enough digits of each. */
  float[] floats(String name) {
    Object member = member(name);
    if (member instanceof float[] floats) {
      return floats;
    } else if (member instanceof List<?> list) {
      float[] floats = new float[list.size()];
      for (int i = 0; i < floats.length; i++) {
        if (!(list.get(i) instanceof Number number)) {
          throw wrong(name);
        }
        floats[i] = number.floatValue();
      }
      return floats;
    }
    throw wrong(name);
  }
}
