// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.json;

import org.jspecify.annotations.Nullable;

/** The strings, numbers and words of a JSON text, from its characters. Not thread-safe. */
final class JsonScanner {
  /** Stands behind the text; ends each run of blanks, digits or plain characters. */
  private static final char STOP = '\uffff';

  private static final String NOT_CLOSED = "a string is not closed";

  private final RecentTexts texts;
  private final JsonNumber number = new JsonNumber();
  private @Nullable JsonEcho echo;
  private char[] json = {STOP};
  private int length;
  private int at;

  private int start;
  private int end;
  private @Nullable String unescaped;

  JsonScanner(RecentTexts texts) {
    this.texts = texts;
  }

  /** Tells of what is not as {@link JsonWriter} would write it. */
  void tell(@Nullable JsonEcho listener) {
    echo = listener;
  }

  /** Begins a text. */
  void begin(String text) {
    length = text.length();
    if (json.length <= length) {
      json = new char[Math.addExact(length, 1 + length / 4)];
    }
    text.getChars(0, length, json, 0);
    json[length] = STOP;
    at = 0;
  }

  char[] json() {
    return json;
  }

  /** Where the token begins. */
  int start() {
    return start;
  }

  /** Behind the last character of the token. */
  int end() {
    return end;
  }

  /** The character after blanks; something else than JSON has at the end of the text. */
  char peek() {
    char c = json[at];
    return c > ' ' ? c : skipBlanks();
  }

  private char skipBlanks() {
    char c;
    do {
      if (echo != null) {
        echo.leaveOut(at);
      }
      c = json[++at];
    } while (c <= ' ');
    return c;
  }

  boolean isAtEnd() {
    return at == length;
  }

  /** Takes one character as a token. */
  void take() {
    start = at++;
    end = at;
  }

  /** Passes over a character that must be there. */
  void expect(char expected) {
    if (peek() != expected) {
      throw syntax("expected " + expected + ", found " + shown());
    }
    at++;
  }

  void word(String word) {
    start = at;
    for (int i = 0; i < word.length(); i++) {
      if (json[start + i] != word.charAt(i)) {
        throw syntax("unexpected " + shown());
      }
    }
    at += word.length();
    end = at;
  }

  /** Takes a string, of which the opening quote was seen. */
  void string() {
    start = at;
    unescaped = null;
    boolean plain = true;
    int i = at + 1;
    char c = json[i];
    while (c != '"') {
      if (c < ' ' || c >= Character.MIN_SURROGATE) {
        if (i == length) {
          at = i;
          throw syntax(NOT_CLOSED);
        }
        plain = plain && c > Character.MAX_SURROGATE;
      } else if (c == '\\') {
        at = i;
        unescape();
        return;
      }
      c = json[++i];
    }
    at = i + 1;
    end = at;
    if (!plain && echo != null) {
      echo.string();
    }
  }

  /** Takes the rest of a string from its first escape on. */
  private void unescape() {
    StringBuilder builder = new StringBuilder().append(json, start + 1, at - start - 1);
    for (char c = character(); c != '"'; c = character()) {
      builder.append(c == '\\' ? escape() : c);
    }
    unescaped = builder.toString();
    end = at;
    if (echo != null) {
      echo.string();
    }
  }

  private char character() {
    if (at >= length) {
      throw syntax(NOT_CLOSED);
    }
    return json[at++];
  }

  private char escape() {
    char c = character();
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw syntax("unknown escape \\" + c);
    };
  }

  private char unicode() {
    int code = 0;
    for (int i = 0; i < 4; i++, at++) {
      char c = json[at];
      // not the digits of other scripts
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        throw syntax("\\u needs four hexadecimal digits");
      }
      code = code * 16 + digit;
    }
    return (char) code;
  }

  /** The string that was taken. */
  String text() {
    return unescaped == null ? texts.of(json, start + 1, end - 1) : unescaped;
  }

  /** Passes over these characters, if they come next. */
  boolean passOver(char[] expected) {
    if (expected.length > length - at) {
      return false;
    }
    int from = at;
    for (int i = 0; i < expected.length; i++) {
      if (json[from + i] != expected[i]) {
        return false;
      }
    }
    at = from + expected.length;
    return true;
  }

  /** Takes a number. */
  void number() {
    start = at;
    number.take(json, length, at);
    at = number.end();
    end = at;
    if (echo != null && number.hasExponent()) {
      echo.number();
    }
  }

  /** The number that was taken. */
  JsonNumber taken() {
    return number;
  }

  JsonSyntaxException syntax(String reason) {
    return new JsonSyntaxException(reason, at + 1);
  }

  /** The next character for a message. */
  String shown() {
    return shown(json, length, at);
  }

  static String shown(char[] json, int length, int at) {
    return at < length ? "'" + json[at] + "'" : "the end of the text";
  }
}
