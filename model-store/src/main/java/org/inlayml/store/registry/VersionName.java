// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.registry;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name {@code project:version} of a version, which is also its model's handle. Immutable,
 * thread-safe.
 */
public record VersionName(String project, int version) {
  static final String SEPARATOR = ":";

  private static final Pattern FORM = Pattern.compile("(.+):([1-9][0-9]{0,8})", Pattern.DOTALL);

  /** Reads a name; empty where it has another form. */
  public static Optional<VersionName> of(String name) {
    Matcher matcher = FORM.matcher(name);
    return matcher.matches()
        ? Optional.of(new VersionName(matcher.group(1), Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }

  /** As it is written. */
  public String text() {
    return project + SEPARATOR + version;
  }
}
