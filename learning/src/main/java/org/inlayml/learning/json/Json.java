// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON texts as maps, lists, strings, doubles, longs, booleans and nulls. */
public final class Json {
  private Json() {}

  /** Reads any JSON value. Errors: {@link JsonSyntaxException}. */
  public static @Nullable Object parse(String json) {
    JsonReader reader = new JsonReader(json);
    Object value = value(reader, reader.next());
    reader.next();
    return value;
  }

  /**
   * Reads a JSON object; its members stay in order, and the last of equal names wins.
   *
   * <p>Errors: {@link JsonSyntaxException}, also for a JSON value that is no object.
   */
  public static Map<String, @Nullable Object> parseObject(String json) {
    JsonReader reader = new JsonReader(json);
    if (reader.next() != JsonReader.Token.BEGIN_OBJECT) {
      throw new JsonSyntaxException("expected {", 1);
    }
    Map<String, @Nullable Object> object = object(reader);
    reader.next();
    return object;
  }

  /** Writes what {@link #parse} reads. */
  public static String write(@Nullable Object value) {
    return new JsonWriter().any(value).toString();
  }

  private static @Nullable Object value(JsonReader reader, JsonReader.Token token) {
    return switch (token) {
      case BEGIN_OBJECT -> object(reader);
      case BEGIN_ARRAY -> array(reader);
      case STRING -> reader.text();
      case NUMBER -> number(reader);
      case TRUE -> true;
      case FALSE -> false;
      case NULL -> null;
      case NAME, END_OBJECT, END_ARRAY, END ->
          throw new IllegalStateException("the reader gave " + token);
    };
  }

  /** Whole numbers of 64 bits stay exact. */
  private static Object number(JsonReader reader) {
    JsonNumber number = reader.scanner().taken();
    if (!number.isWhole()) {
      return number.value();
    } else if (number.isExact()) {
      return number.digits();
    }
    try {
      return Long.parseLong(number.text());
    } catch (NumberFormatException e) {
      return number.value();
    }
  }

  private static Map<String, @Nullable Object> object(JsonReader reader) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    while (reader.next() == JsonReader.Token.NAME) {
      String name = reader.text();
      members.put(name, value(reader, reader.next()));
    }
    return members;
  }

  private static List<@Nullable Object> array(JsonReader reader) {
    List<@Nullable Object> elements = new ArrayList<>();
    for (JsonReader.Token token = reader.next();
        token != JsonReader.Token.END_ARRAY;
        token = reader.next()) {
      elements.add(value(reader, token));
    }
    return elements;
  }
}
