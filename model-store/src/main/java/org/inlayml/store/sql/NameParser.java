// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.MlException;

/** Reads one or two names with a dot between. Not thread-safe. */
final class NameParser {
  private final String text;
  private int position;

  private NameParser(String text) {
    this.text = text;
  }

  static List<Identifier> parse(String text) {
    return new NameParser(text).parts();
  }

  private List<Identifier> parts() {
    List<Identifier> parts = new ArrayList<>();
    parts.add(part());
    while (position < text.length()) {
      if (text.charAt(position) != '.') {
        throw invalid("'" + text.charAt(position) + "' stands outside quotes");
      }
      position++;
      parts.add(part());
    }
    if (parts.size() > 2) {
      throw invalid("it has " + parts.size() + " parts instead of two");
    }
    return parts;
  }

  private Identifier part() {
    skipBlanks();
    if (position == text.length() || text.charAt(position) == '.') {
      throw invalid("a part is empty");
    }
    char first = text.charAt(position);
    Identifier part = first == '"' || first == '`' ? quoted(first) : bare();
    skipBlanks();
    return part;
  }

  private Identifier quoted(char quote) {
    StringBuilder name = new StringBuilder();
    position++;
    while (position < text.length()) {
      char c = text.charAt(position++);
      if (c != quote) {
        name.append(c);
      } else if (position < text.length() && text.charAt(position) == quote) {
        name.append(quote);
        position++;
      } else if (name.isEmpty()) {
        throw invalid("a part is empty");
      } else {
        return new Identifier(name.toString());
      }
    }
    throw invalid("a quote is not closed");
  }

  private Identifier bare() {
    int start = position;
    while (position < text.length() && isBare(text.charAt(position), position == start)) {
      position++;
    }
    if (position == start) {
      throw invalid("'" + text.charAt(position) + "' stands outside quotes");
    }
    return new Identifier(text.substring(start, position).toUpperCase(Locale.ROOT));
  }

  private static boolean isBare(char c, boolean first) {
    return Character.isLetter(c) || c == '_' || (!first && (Character.isDigit(c) || c == '$'));
  }

  private void skipBlanks() {
    while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
      position++;
    }
  }

  private MlException invalid(String reason) {
    return MlError.INVALID_NAME.with(text, reason);
  }
}
