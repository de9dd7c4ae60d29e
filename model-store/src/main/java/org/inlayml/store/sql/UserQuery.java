// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.sql;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A query that the caller wrote instead of the name of a table. It is run as it is, with the rights
 * of the caller, who could have run it alone. Immutable, thread-safe.
 *
 * @param text without a semicolon at the end
 */
public record UserQuery(String text) {
  private static final Pattern QUERY =
      Pattern.compile(
          "[\\s(]*(SELECT|WITH|VALUES|TABLE)[\\s(\"'*].*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern NAME = Pattern.compile("\\s*\\w+\\s*(\\..*)?", Pattern.DOTALL);
  private static final Pattern END = Pattern.compile("[;\\s]+\\z");

  public UserQuery {
    text = END.matcher(text).replaceFirst("").strip();
  }

  /**
   * Takes a text that begins as a query does: SELECT, WITH, VALUES or TABLE, in any case, perhaps
   * in parentheses. Empty for all others, also for the name {@code table.x}.
   */
  public static Optional<UserQuery> of(String text) {
    return QUERY.matcher(text).matches() && !NAME.matcher(text).matches()
        ? Optional.of(new UserQuery(text))
        : Optional.empty();
  }
}
