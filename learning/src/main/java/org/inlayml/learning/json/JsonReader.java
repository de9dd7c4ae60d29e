// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.json;

/**
 * Reads JSON token by token. Lenient in one point: control characters inside strings are taken as
 * they are, since HSQLDB's JSON_OBJECT does not escape them. Can read one text after another. Not
 * thread-safe.
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

  /** Texts that a reader of many objects remembers; what reads only one needs no memory. */
  private static final int REMEMBERED = 256;

  private final JsonScanner scanner;
  private final boolean[] inObject = new boolean[MAX_DEPTH + 1];
  private int depth;
  private boolean first;
  private boolean valueExpected;
  private boolean isNumber;

  /** For many texts of one kind; reads nothing until it is given the first. */
  public JsonReader() {
    scanner = new JsonScanner(new RecentTexts(REMEMBERED));
    read("");
  }

  /** For one text. */
  public JsonReader(String json) {
    scanner = new JsonScanner(new RecentTexts(0));
    read(json);
  }

  /** Begins another text, whatever is left of the last. */
  public void read(String json) {
    scanner.begin(json);
    depth = 0;
    first = true;
    valueExpected = true;
  }

  /** Reads on. Errors: {@link JsonSyntaxException}. */
  public Token next() {
    char c = scanner.peek();
    if (!valueExpected) {
      if (depth == 0) {
        return end();
      } else if (c == (inObject[depth] ? '}' : ']')) {
        return close();
      } else if (!first) {
        scanner.expect(',');
        c = scanner.peek();
      }
      first = false;
      if (inObject[depth]) {
        return name(c);
      }
    }
    return value(c);
  }

  /** How many objects and arrays are open. */
  public int depth() {
    return depth;
  }

  /** The string or name just read, or the digits of the number. */
  public String text() {
    return isNumber ? scanner.taken().text() : scanner.text();
  }

  /**
   * Reads on, if the next token is a name that is written just so.
   *
   * @param json a comma where another member comes before, the name in quotes, a colon
   * @return whether it was read; if not, nothing was
   */
  public boolean isNext(char[] json) {
    if (valueExpected || depth == 0 || !inObject[depth] || first != (json[0] != ',')) {
      return false;
    } else if (!scanner.passOver(json)) {
      return false;
    }
    first = false;
    valueExpected = true;
    return true;
  }

  /** The number just read. */
  public double number() {
    return scanner.taken().value();
  }

  JsonScanner scanner() {
    return scanner;
  }

  private Token end() {
    if (!scanner.isAtEnd()) {
      throw scanner.syntax("unexpected " + scanner.shown());
    }
    return Token.END;
  }

  private Token close() {
    scanner.take();
    Token token = inObject[depth] ? Token.END_OBJECT : Token.END_ARRAY;
    depth--;
    first = false;
    valueExpected = false;
    return token;
  }

  private Token name(char c) {
    if (c != '"') {
      throw scanner.syntax("expected a name in quotes, found " + scanner.shown());
    }
    isNumber = false;
    scanner.string();
    scanner.expect(':');
    valueExpected = true;
    return Token.NAME;
  }

  private Token value(char c) {
    if (scanner.isAtEnd()) {
      throw scanner.syntax("the text ends too early");
    }
    valueExpected = false;
    return switch (c) {
      case '"' -> {
        isNumber = false;
        scanner.string();
        yield Token.STRING;
      }
      case '{' -> open(true);
      case '[' -> open(false);
      case 't' -> word("true", Token.TRUE);
      case 'f' -> word("false", Token.FALSE);
      case 'n' -> word("null", Token.NULL);
      default -> {
        isNumber = true;
        scanner.number();
        yield Token.NUMBER;
      }
    };
  }

  private Token open(boolean object) {
    if (depth == MAX_DEPTH) {
      throw scanner.syntax("more than " + MAX_DEPTH + " levels");
    }
    scanner.take();
    inObject[++depth] = object;
    first = true;
    return object ? Token.BEGIN_OBJECT : Token.BEGIN_ARRAY;
  }

  private Token word(String word, Token token) {
    scanner.word(word);
    return token;
  }
}
