// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.facade;

import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.MlException;

/** Reads the signs of a statement one by one, over blanks and comments. Not thread-safe. */
final class StatementScanner {
  private static final int SHOWN = 20;

  private final String text;
  private int position;

  StatementScanner(String text) {
    this.text = text;
    skip();
  }

  int position() {
    return position;
  }

  boolean isAtEnd() {
    return position == text.length();
  }

  boolean isAt(char character) {
    return position < text.length() && text.charAt(position) == character;
  }

  boolean isAtNumber() {
    if (isAtEnd()) {
      return false;
    }
    char first = text.charAt(position);
    return (first >= '0' && first <= '9') || first == '-' || first == '+' || first == '.';
  }

  /** Takes the character where it stands next. */
  boolean take(char character) {
    if (!isAt(character)) {
      return false;
    }
    position++;
    skip();
    return true;
  }

  /** Takes the word, of any case, where it stands next. */
  boolean takeWord(String word) {
    int end = wordEnd();
    if (!text.substring(position, end).equalsIgnoreCase(word)) {
      return false;
    }
    position = end;
    skip();
    return true;
  }

  String word(String what) {
    int end = wordEnd();
    if (end == position) {
      throw expected(what);
    }
    return takeTo(end);
  }

  private int wordEnd() {
    int end = position;
    while (end < text.length() && isOfWord(text.charAt(end), end == position)) {
      end++;
    }
    return end;
  }

  private static boolean isOfWord(char character, boolean first) {
    return Character.isLetter(character)
        || character == '_'
        || (!first && character >= '0' && character <= '9');
  }

  private String takeTo(int end) {
    String taken = text.substring(position, end);
    position = end;
    skip();
    return taken;
  }

  /** A text in single quotes; two of them within it stand for one. */
  String text() {
    return quoted();
  }

  /** What stands within the quotation marks that come next; two within it stand for one. */
  String quoted() {
    int start = position;
    char quote = text.charAt(position);
    StringBuilder content = new StringBuilder();
    for (int i = position + 1; i < text.length(); i++) {
      if (text.charAt(i) != quote) {
        content.append(text.charAt(i));
      } else if (i + 1 < text.length() && text.charAt(i + 1) == quote) {
        content.append(quote);
        i++;
      } else {
        if (content.isEmpty()) {
          throw expectedAt(start, "at least one character in quotation marks");
        }
        takeTo(i + 1);
        return content.toString();
      }
    }
    throw expectedAt(text.length(), "the quotation mark " + quote);
  }

  /** A {@link Long} where it is whole and fits, else a {@link Double}. */
  Number number() {
    int start = position;
    int end = position;
    while (end < text.length() && isOfNumber(end)) {
      end++;
    }
    String number = takeTo(end);
    try {
      return number.matches("[+-]?[0-9]{1,18}")
          ? (Number) Long.valueOf(number)
          : (Number) finite(number);
    } catch (NumberFormatException e) {
      throw MlError.INVALID_STATEMENT.causedBy(e, start + 1, "a number", "'" + number + "'");
    }
  }

  private static Double finite(String number) {
    double value = Double.parseDouble(number);
    if (Double.isInfinite(value)) {
      throw new NumberFormatException("too large");
    }
    return value;
  }

  private boolean isOfNumber(int index) {
    char character = text.charAt(index);
    boolean sign = character == '-' || character == '+';
    boolean afterExponent = index > position && "eE".indexOf(text.charAt(index - 1)) >= 0;
    return (character >= '0' && character <= '9')
        || character == '.'
        || character == 'e'
        || character == 'E'
        || (sign && (index == position || afterExponent));
  }

  /** All that is left, without the semicolon that ends it; comments stay. */
  String rest() {
    String rest = text.substring(position).strip();
    position = text.length();
    return rest.endsWith(";") ? rest.substring(0, rest.length() - 1).strip() : rest;
  }

  private void skip() {
    while (position < text.length()) {
      if (Character.isWhitespace(text.charAt(position))) {
        position++;
      } else if (text.startsWith("--", position)) {
        int end = text.indexOf('\n', position);
        position = end < 0 ? text.length() : end + 1;
      } else if (text.startsWith("/*", position)) {
        int end = text.indexOf("*/", position + 2);
        if (end < 0) {
          throw expectedAt(text.length(), "the end of the comment");
        }
        position = end + 2;
      } else {
        return;
      }
    }
  }

  MlException expected(String what) {
    return expectedAt(position, what);
  }

  MlException expectedAt(int start, String what) {
    String rest = text.substring(start);
    String line = rest.lines().findFirst().orElse("");
    String found =
        rest.isEmpty()
            ? "the end"
            : "'" + (line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line) + "'";
    return MlError.INVALID_STATEMENT.with(start + 1, what, found);
  }
}
