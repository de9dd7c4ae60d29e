// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.inlayml.store.sql.Identifier;

/**
 * Finds the arguments of a routine's call in the text of a statement, as H2 would read it. H2 gives
 * a Java routine the value of an argument only, so that a variable to be set is known from the text
 * alone. Not thread-safe.
 */
final class CallArguments {
  private final String text;
  private int position;

  private CallArguments(String text) {
    this.text = text;
  }

  /**
   * The session variable that stands as an argument.
   *
   * @param argument from 0
   * @param bareCase turns a name without quotes into the case in which the database keeps it
   * @return empty where the argument is not just a variable, and where the statement does not hold
   *     exactly one call of the routine
   */
  static Optional<Identifier> variable(
      String statement, String routine, int argument, UnaryOperator<String> bareCase) {
    List<List<String>> arguments = of(statement, routine);
    if (argument >= arguments.size()) {
      return Optional.empty();
    }
    List<String> tokens = arguments.get(argument);
    if (tokens.size() != 2 || !tokens.get(0).equals("@")) {
      return Optional.empty();
    }
    String name = tokens.get(1);
    if (isQuote(name.charAt(0))) {
      return Optional.of(new Identifier(unquoted(name)));
    }
    return Character.isJavaIdentifierStart(name.charAt(0))
        ? Optional.of(new Identifier(bareCase.apply(name)))
        : Optional.empty();
  }

  /**
   * The arguments of the one call of a routine in the first statement of a text, each as its tokens
   * without blanks and comments; empty where there is no call, or more than one.
   */
  static List<List<String>> of(String statement, String routine) {
    return new CallArguments(statement).find(routine);
  }

  private List<List<String>> find(String routine) {
    Optional<List<List<String>>> found = Optional.empty();
    String before = "";
    for (String token = next(); !token.isEmpty() && !token.equals(";"); token = next()) {
      if (!before.equals("@") && names(token, routine) && opens()) {
        if (found.isPresent()) {
          return List.of();
        }
        found = Optional.of(arguments());
      }
      before = token;
    }
    return found.orElse(List.of());
  }

  private static boolean names(String token, String routine) {
    return (isQuote(token.charAt(0)) ? unquoted(token) : token).equalsIgnoreCase(routine);
  }

  /** Whether a parenthesis opens here; takes it. */
  private boolean opens() {
    int start = position;
    if (next().equals("(")) {
      return true;
    }
    position = start;
    return false;
  }

  private List<List<String>> arguments() {
    List<List<String>> arguments = new ArrayList<>();
    List<String> argument = new ArrayList<>();
    int depth = 0;
    for (String token = next(); !token.isEmpty(); token = next()) {
      // H2 takes the last parenthesis away with JDBC's {call ...}, and writes the values of
      // parameters behind the statement as {1: ...}
      if (depth == 0 && (token.equals(")") || token.equals("{") || token.equals(";"))) {
        break;
      }
      if (depth == 0 && token.equals(",")) {
        arguments.add(argument);
        argument = new ArrayList<>();
      } else {
        argument.add(token);
        depth += depthOf(token);
      }
    }
    if (!arguments.isEmpty() || !argument.isEmpty()) {
      arguments.add(argument);
    }
    return arguments;
  }

  private static int depthOf(String token) {
    return switch (token) {
      case "(", "[" -> 1;
      case ")", "]" -> -1;
      default -> 0;
    };
  }

  /** The next token that is neither blank nor comment; the empty text at the end. */
  private String next() {
    while (position < text.length()) {
      int start = position;
      position = end(start);
      if (!Character.isWhitespace(text.charAt(start)) && !isComment(start)) {
        return text.substring(start, position);
      }
    }
    return "";
  }

  private boolean isComment(int start) {
    return text.startsWith("--", start)
        || text.startsWith("//", start)
        || text.startsWith("/*", start);
  }

  /** Where the token ends that starts at {@code start}; the end of the text if it is not closed. */
  private int end(int start) {
    char first = text.charAt(start);
    if (first == '\'' || isQuote(first)) {
      return endOfQuoted(start, first);
    } else if (text.startsWith("--", start) || text.startsWith("//", start)) {
      return after("\n", start);
    } else if (text.startsWith("/*", start)) {
      return endOfBlockComment(start);
    } else if (text.startsWith("$$", start)) {
      return after("$$", start + 2);
    } else if (Character.isJavaIdentifierPart(first)) {
      int end = start + 1;
      while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
        end++;
      }
      return end;
    }
    return start + 1;
  }

  private int after(String closing, int from) {
    int found = text.indexOf(closing, from);
    return found < 0 ? text.length() : found + closing.length();
  }

  /** A quote within is written twice, so that it ends one text and starts the next. */
  private int endOfQuoted(int start, char quote) {
    int end = start;
    do {
      end = after(String.valueOf(quote), end + 1);
    } while (end < text.length() && text.charAt(end) == quote);
    return end;
  }

  private int endOfBlockComment(int start) {
    int depth = 1;
    int end = start + 2;
    while (depth > 0 && end < text.length()) {
      if (text.startsWith("/*", end)) {
        depth++;
        end += 2;
      } else if (text.startsWith("*/", end)) {
        depth--;
        end += 2;
      } else {
        end++;
      }
    }
    return Math.min(end, text.length());
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '`';
  }

  private static String unquoted(String quoted) {
    String quote = quoted.substring(0, 1);
    String name = quoted.substring(1, Math.max(1, quoted.length() - 1));
    return name.replace(quote + quote, quote);
  }
}
