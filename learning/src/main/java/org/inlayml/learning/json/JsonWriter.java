// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.json;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes JSON without blanks; commas and quotes come by themselves. Not thread-safe. */
public final class JsonWriter {
  private static final char[] HEXADECIMAL = "0123456789abcdef".toCharArray();

  private final StringBuilder out = new StringBuilder();
  private boolean comma;

  public JsonWriter beginObject() {
    separate().append('{');
    comma = false;
    return this;
  }

  public JsonWriter endObject() {
    out.append('}');
    comma = true;
    return this;
  }

  public JsonWriter beginArray() {
    separate().append('[');
    comma = false;
    return this;
  }

  public JsonWriter endArray() {
    out.append(']');
    comma = true;
    return this;
  }

  public JsonWriter name(String name) {
    quote(separate(), name);
    out.append(':');
    comma = false;
    return this;
  }

  /** A string, or null. */
  public JsonWriter value(@Nullable String text) {
    StringBuilder target = separate();
    if (text == null) {
      target.append("null");
    } else {
      quote(target, text);
    }
    comma = true;
    return this;
  }

  /** A number in its shortest exact form, whole numbers without a point; not finite = null. */
  public JsonWriter value(double number) {
    if (!Double.isFinite(number)) {
      return raw("null");
    }
    long whole = (long) number;
    return whole == number && Math.abs(whole) < 1L << 53 ? value(whole) : raw(text(number));
  }

  public JsonWriter value(long number) {
    separate().append(number);
    comma = true;
    return this;
  }

  public JsonWriter value(boolean flag) {
    return raw(flag ? "true" : "false");
  }

  /** JSON text that is known to be right. */
  public JsonWriter raw(String json) {
    separate().append(json);
    comma = true;
    return this;
  }

  /** Any value that {@link Json#parse} gives; other objects by their text. */
  public JsonWriter any(@Nullable Object value) {
    if (value == null) {
      return raw("null");
    } else if (value instanceof Map<?, ?> map) {
      beginObject();
      map.forEach((key, member) -> name(String.valueOf(key)).any(member));
      return endObject();
    } else if (value instanceof Collection<?> list) {
      beginArray();
      list.forEach(this::any);
      return endArray();
    } else if (value instanceof Boolean flag) {
      return value(flag.booleanValue());
    } else if (value instanceof Long || value instanceof Integer) {
      return value(((Number) value).longValue());
    } else if (value instanceof Number number) {
      return value(number.doubleValue());
    }
    return value(value.toString());
  }

  @Override
  public String toString() {
    return out.toString();
  }

  /** Plain digits where a person would write them, else with an exponent. */
  private static String text(double number) {
    double size = Math.abs(number);
    if (size >= 1e-6 && size < 1e15) {
      return new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
    }
    return Double.toString(number);
  }

  private StringBuilder separate() {
    if (comma) {
      out.append(',');
    }
    return out;
  }

  private static void quote(StringBuilder target, String text) {
    target.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        target.append('\\').append(c);
      } else if (c >= ' ' && !Character.isSurrogate(c)) {
        target.append(c);
      } else if (c >= ' ' && isPaired(text, i)) {
        target.append(c);
      } else {
        target.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
          target.append(HEXADECIMAL[(c >> shift) & 15]);
        }
      }
    }
    target.append('"');
  }

  private static boolean isPaired(String text, int i) {
    char c = text.charAt(i);
    return Character.isHighSurrogate(c)
        ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
        : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
  }
}
