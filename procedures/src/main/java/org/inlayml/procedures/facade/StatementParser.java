// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.facade;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.inlayml.learning.error.MlError;
import org.inlayml.procedures.facade.ModelStatement.CreateDeployment;
import org.inlayml.procedures.facade.ModelStatement.CreateModel;
import org.inlayml.procedures.facade.ModelStatement.DropModel;
import org.jspecify.annotations.Nullable;

/**
 * Reads statements about models by recursive descent:
 *
 * <pre>
 * statement = CREATE MODEL name USING word [arguments] AS query
 *           | CREATE MODEL_DEPLOYMENT name WITH arguments
 *           | DROP MODEL name
 * arguments = ( [word : value {, word : value}] )
 * value     = number | 'text' | TRUE | FALSE | NULL | [ [value {, value}] ]
 * name      = word | "any characters" | 'any characters'
 * </pre>
 *
 * <p>Words of the grammar may be of any case; comments stand as in SQL, a semicolon may end it all.
 * Not thread-safe.
 *
 * <p>Errors: {@link MlError#INVALID_STATEMENT}, with the position from 1.
 */
public final class StatementParser {
  private final StatementScanner scanner;

  private StatementParser(String text) {
    scanner = new StatementScanner(text);
  }

  /** Reads one statement. */
  public static ModelStatement parse(String text) {
    return new StatementParser(text).statement();
  }

  private ModelStatement statement() {
    if (scanner.takeWord("DROP")) {
      expectWord("MODEL");
      ModelStatement drop = new DropModel(name());
      expectEnd();
      return drop;
    }
    if (!scanner.takeWord("CREATE")) {
      throw scanner.expected("CREATE MODEL, CREATE MODEL_DEPLOYMENT or DROP MODEL");
    }
    if (scanner.takeWord("MODEL_DEPLOYMENT")) {
      String name = name();
      expectWord("WITH");
      ModelStatement deployment = new CreateDeployment(name, arguments());
      expectEnd();
      return deployment;
    }
    if (!scanner.takeWord("MODEL")) {
      throw scanner.expected("MODEL or MODEL_DEPLOYMENT");
    }
    return createModel();
  }

  private ModelStatement createModel() {
    String name = name();
    expectWord("USING");
    String algorithm = word("the name of an algorithm");
    Map<String, @Nullable Object> arguments = scanner.isAt('(') ? arguments() : Map.of();
    if (!scanner.takeWord("AS")) {
      throw scanner.expected(arguments.isEmpty() ? "'(' or AS" : "AS");
    }
    String query = scanner.rest();
    if (query.isEmpty()) {
      throw scanner.expected("a query");
    }
    return new CreateModel(name, algorithm, arguments, query);
  }

  private Map<String, @Nullable Object> arguments() {
    expect('(');
    Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
    if (scanner.take(')')) {
      return arguments;
    }
    do {
      int start = scanner.position();
      String name = word("the name of an argument");
      if (arguments.containsKey(name)) {
        throw scanner.expectedAt(start, "each argument once");
      }
      expect(':');
      arguments.put(name, value());
    } while (scanner.take(','));
    if (!scanner.take(')')) {
      throw scanner.expected("',' or ')'");
    }
    return arguments;
  }

  private @Nullable Object value() {
    if (scanner.take('[')) {
      return list();
    } else if (scanner.isAt('\'')) {
      return scanner.text();
    } else if (scanner.isAtNumber()) {
      return scanner.number();
    } else if (scanner.takeWord("TRUE")) {
      return true;
    } else if (scanner.takeWord("FALSE")) {
      return false;
    } else if (scanner.takeWord("NULL")) {
      return null;
    }
    throw scanner.expected("a number, a 'text', TRUE, FALSE, NULL or a list in []");
  }

  private List<@Nullable Object> list() {
    List<@Nullable Object> values = new ArrayList<>();
    if (scanner.take(']')) {
      return values;
    }
    do {
      values.add(value());
    } while (scanner.take(','));
    if (!scanner.take(']')) {
      throw scanner.expected("',' or ']'");
    }
    return values;
  }

  private String name() {
    return scanner.isAt('"') || scanner.isAt('\'')
        ? scanner.quoted()
        : scanner.word("the name of a model");
  }

  private String word(String what) {
    return scanner.word(what).toLowerCase(Locale.ROOT);
  }

  private void expectWord(String word) {
    if (!scanner.takeWord(word)) {
      throw scanner.expected(word);
    }
  }

  private void expect(char character) {
    if (!scanner.take(character)) {
      throw scanner.expected("'" + character + "'");
    }
  }

  private void expectEnd() {
    scanner.take(';');
    if (!scanner.isAtEnd()) {
      throw scanner.expected("the end");
    }
  }
}
