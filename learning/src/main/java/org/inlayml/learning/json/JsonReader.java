// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.json;

/**
 * Reads JSON token by token. Lenient in one point: control characters inside strings are taken as
 * they are, since HSQLDB's JSON_OBJECT does not escape them. Not thread-safe.
 *
 * <p>The order of tokens is checked; what follows an object or array must be closed.
 */
public final class JsonReader {
  /** What {@link #next} found. */
  public enum Token {
    BEGIN_OBJECT,
    END_OBJECT,
    BEGIN_ARRAY,
    END_ARRAY,
    /** The name of a member; {@link #text} gives it. */
    NAME,
    STRING,
    NUMBER,
    TRUE,
    FALSE,
    NULL,
    /** The end of the text. */
    END
  }

  private static final int MAX_DEPTH = 64;

  private final String json;
  private int at;
  private int depth;
  private final boolean[] inObject = new boolean[MAX_DEPTH + 1];
  private boolean first = true;
  private boolean valueExpected = true;
  private String text = "";
  private int numberStart = -1;

  public JsonReader(String json) {
    this.json = json;
  }

  /** Reads on. Errors: {@link JsonSyntaxException}. */
  public Token next() {
    skipBlanks();
    if (depth == 0 && !valueExpected) {
      if (at < json.length()) {
        throw syntax("unexpected " + shown());
      }
      return Token.END;
    }
    if (depth > 0 && !valueExpected) {
      if (closes()) {
        return close();
      }
      if (!first) {
        expect(',');
        skipBlanks();
      }
      first = false;
      if (inObject[depth]) {
        return name();
      }
    }
    return value();
  }

  /** The string or name just read, or the digits of the number. */
  public String text() {
    return numberStart >= 0 ? json.substring(numberStart, at) : text;
  }

  /** The number just read. */
  public double number() {
    return Double.parseDouble(text());
  }

  private boolean closes() {
    return at < json.length() && json.charAt(at) == (inObject[depth] ? '}' : ']');
  }

  private Token close() {
    at++;
    Token token = inObject[depth] ? Token.END_OBJECT : Token.END_ARRAY;
    depth--;
    first = false;
    valueExpected = false;
    return token;
  }

  private Token name() {
    if (at >= json.length() || json.charAt(at) != '"') {
      throw syntax("expected a name in quotes, found " + shown());
    }
    string();
    skipBlanks();
    expect(':');
    valueExpected = true;
    return Token.NAME;
  }

  private Token value() {
    if (at >= json.length()) {
      throw syntax("the text ends too early");
    }
    valueExpected = false;
    char c = json.charAt(at);
    return switch (c) {
      case '{' -> open(true);
      case '[' -> open(false);
      case '"' -> {
        string();
        yield Token.STRING;
      }
      case 't' -> word("true", Token.TRUE);
      case 'f' -> word("false", Token.FALSE);
      case 'n' -> word("null", Token.NULL);
      default -> digits();
    };
  }

  private Token open(boolean object) {
    if (depth == MAX_DEPTH) {
      throw syntax("more than " + MAX_DEPTH + " levels");
    }
    at++;
    inObject[++depth] = object;
    first = true;
    return object ? Token.BEGIN_OBJECT : Token.BEGIN_ARRAY;
  }

  private Token word(String word, Token token) {
    if (!json.startsWith(word, at)) {
      throw syntax("unexpected " + shown());
    }
    at += word.length();
    return token;
  }

  private Token digits() {
    int start = at;
    if (at < json.length() && json.charAt(at) == '-') {
      at++;
    }
    int whole = digitRun();
    if (whole == 0 || (whole > 1 && json.charAt(at - whole) == '0')) {
      at = start;
      throw syntax("unexpected " + shown());
    }
    if (at < json.length() && json.charAt(at) == '.') {
      at++;
      requireDigits();
    }
    if (at < json.length() && (json.charAt(at) | 0x20) == 'e') {
      at++;
      if (at < json.length() && (json.charAt(at) == '+' || json.charAt(at) == '-')) {
        at++;
      }
      requireDigits();
    }
    numberStart = start;
    return Token.NUMBER;
  }

  private void requireDigits() {
    if (digitRun() == 0) {
      throw syntax("a number lacks digits before " + shown());
    }
  }

  private int digitRun() {
    int start = at;
    while (at < json.length() && json.charAt(at) >= '0' && json.charAt(at) <= '9') {
      at++;
    }
    return at - start;
  }

  private void string() {
    numberStart = -1;
    int start = ++at;
    while (at < json.length()) {
      char c = json.charAt(at);
      if (c == '"') {
        text = json.substring(start, at++);
        return;
      }
      if (c == '\\') {
        escapedString(start);
        return;
      }
      at++;
    }
    throw syntax("a string is not closed");
  }

  private void escapedString(int start) {
    StringBuilder builder = new StringBuilder(json.substring(start, at));
    while (at < json.length()) {
      char c = json.charAt(at++);
      if (c == '"') {
        text = builder.toString();
        return;
      }
      builder.append(c == '\\' ? escape() : c);
    }
    throw syntax("a string is not closed");
  }

  private char escape() {
    if (at >= json.length()) {
      throw syntax("a string is not closed");
    }
    char c = json.charAt(at++);
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
      int digit = at < json.length() ? hexadecimal(json.charAt(at)) : -1;
      if (digit < 0) {
        throw syntax("\\u needs four hexadecimal digits");
      }
      code = code * 16 + digit;
    }
    return (char) code;
  }

  private static int hexadecimal(char c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    int letter = c | 0x20;
    return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
  }

  private void expect(char c) {
    if (at >= json.length() || json.charAt(at) != c) {
      throw syntax("expected " + c + ", found " + shown());
    }
    at++;
  }

  private void skipBlanks() {
    while (at < json.length() && json.charAt(at) <= ' ') {
      at++;
    }
  }

  private String shown() {
    return at < json.length() ? "'" + json.charAt(at) + "'" : "the end of the text";
  }

  private JsonSyntaxException syntax(String reason) {
    return new JsonSyntaxException(reason, at + 1);
  }
}
