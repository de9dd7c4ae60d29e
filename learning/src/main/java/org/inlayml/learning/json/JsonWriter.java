// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.json;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON without blanks; commas and quotes come by themselves. Can be used again after {@link
 * #clear}. Not thread-safe.
 */
public final class JsonWriter {
  private static final char[] HEXADECIMAL = "0123456789abcdef".toCharArray();
  private static final int USUAL_LENGTH = 128;

  /** The most characters of one that is quoted: a backslash, u and four digits. */
  private static final int LONGEST_ESCAPE = 6;

  /** Beyond this not every whole number is a double. */
  private static final long MOST_WHOLE = 1L << 53;

  private static final int LONGEST_WHOLE = Long.toString(Long.MIN_VALUE).length();

  /** Not a StringBuilder: this is copied to and from in blocks, and turned into text at once. */
  private char[] out;

  private int length;
  private boolean comma;

  public JsonWriter() {
    this(USUAL_LENGTH);
  }

  /**
   * @param room characters to make room for; more come by themselves
   */
  public JsonWriter(int room) {
    out = new char[room];
  }

  /** Forgets what was written and keeps the room. */
  public JsonWriter clear() {
    length = 0;
    comma = false;
    return this;
  }

  public JsonWriter beginObject() {
    separate();
    put('{');
    comma = false;
    return this;
  }

  public JsonWriter endObject() {
    put('}');
    comma = true;
    return this;
  }

  public JsonWriter beginArray() {
    separate();
    put('[');
    comma = false;
    return this;
  }

  public JsonWriter endArray() {
    put(']');
    comma = true;
    return this;
  }

  public JsonWriter name(String name) {
    separate();
    quote(name);
    put(':');
    comma = false;
    return this;
  }

  public JsonWriter name(JsonName name) {
    separate();
    append(name.json());
    comma = false;
    return this;
  }

  /** A string, or null. */
  public JsonWriter value(@Nullable String text) {
    if (text == null) {
      return raw("null");
    }
    separate();
    quote(text);
    comma = true;
    return this;
  }

  /** A number in its shortest exact form, whole numbers without a point; not finite = null. */
  public JsonWriter value(double number) {
    if (!Double.isFinite(number)) {
      return raw("null");
    }
    long whole = (long) number;
    return whole == number && Math.abs(whole) < MOST_WHOLE ? value(whole) : raw(text(number));
  }

  /** As {@link #value(double)} writes it. */
  public static String number(double number) {
    if (!Double.isFinite(number)) {
      return "null";
    }
    long whole = (long) number;
    return whole == number && Math.abs(whole) < MOST_WHOLE ? Long.toString(whole) : text(number);
  }

  public JsonWriter value(long number) {
    return decimal(number, 0);
  }

  /**
   * A number by its digits, without needless zeros.
   *
   * @param unscaled the number times ten to the power of {@code scale}
   * @param scale how many of the digits are behind the point
   */
  public JsonWriter decimal(long unscaled, int scale) {
    if (unscaled == Long.MIN_VALUE) {
      return raw(BigDecimal.valueOf(unscaled, scale).stripTrailingZeros().toPlainString());
    }
    separate();
    reserve(LONGEST_WHOLE + scale + 2);
    long rest = Math.abs(unscaled);
    int behind = scale;
    while (behind > 0 && rest % 10 == 0) {
      rest /= 10;
      behind--;
    }
    if (unscaled < 0) {
      out[length++] = '-';
    }
    int digits = Math.max(digits(rest), behind + 1);
    int at = length + digits + (behind > 0 ? 1 : 0);
    length = at;
    for (int i = 0; i < digits; i++) {
      if (i == behind && i > 0) {
        out[--at] = '.';
      }
      out[--at] = (char) ('0' + rest % 10);
      rest /= 10;
    }
    comma = true;
    return this;
  }

  public JsonWriter value(boolean flag) {
    return raw(flag ? "true" : "false");
  }

  /** JSON text that is known to be right. */
  public JsonWriter raw(String json) {
    separate();
    append(json);
    comma = true;
    return this;
  }

  /** Copies a part of a JSON text from the beginning of a token or separator to the end of one. */
  void copy(char[] json, int from, int to) {
    if (from < to) {
      reserve(to - from);
      System.arraycopy(json, from, out, length, to - from);
      length += to - from;
      char last = json[to - 1];
      comma = last != ',' && last != ':' && last != '{' && last != '[';
    }
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

  /** How many characters were written. */
  public int length() {
    return length;
  }

  @Override
  public String toString() {
    return new String(out, 0, length);
  }

  /** Plain digits where a person would write them, else with an exponent. */
  private static String text(double number) {
    String digits = Double.toString(number);
    double size = Math.abs(number);
    if (size < 1e-6 || size >= 1e15) {
      return digits;
    } else if (digits.indexOf('E') < 0 && !digits.endsWith("0")) {
      return digits;
    }
    return new BigDecimal(digits).stripTrailingZeros().toPlainString();
  }

  private static int digits(long number) {
    int digits = 1;
    for (long rest = number / 10; rest > 0; rest /= 10) {
      digits++;
    }
    return digits;
  }

  private void separate() {
    if (comma) {
      put(',');
    }
  }

  private void put(char c) {
    if (length == out.length) {
      reserve(1);
    }
    out[length++] = c;
  }

  private void append(String text) {
    reserve(text.length());
    text.getChars(0, text.length(), out, length);
    length += text.length();
  }

  private void reserve(int more) {
    int needed = Math.addExact(length, more);
    if (needed > out.length) {
      out = Arrays.copyOf(out, Math.max(needed, out.length * 2));
    }
  }

  private void quote(String text) {
    put('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        put('\\');
        put(c);
      } else if (c >= ' ' && (!Character.isSurrogate(c) || isPaired(text, i))) {
        put(c);
      } else {
        escape(c);
      }
    }
    put('"');
  }

  private void escape(char c) {
    reserve(LONGEST_ESCAPE);
    out[length++] = '\\';
    out[length++] = 'u';
    for (int shift = 12; shift >= 0; shift -= 4) {
      out[length++] = HEXADECIMAL[(c >> shift) & 15];
    }
  }

  private static boolean isPaired(String text, int i) {
    char c = text.charAt(i);
    return Character.isHighSurrogate(c)
        ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
        : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
  }
}
