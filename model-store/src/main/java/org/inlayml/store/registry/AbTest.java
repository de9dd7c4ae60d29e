// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.registry;

import java.util.Optional;

/**
 * What {@code ML.AB_TEST} tells of a test and never changes. Immutable, thread-safe.
 *
 * @param kind whether b answers its share of the rows, or is computed beside a
 * @param split the share of the keys that fall to b; of a shadow, that are computed by b, too
 * @param key the column whose value decides; empty where the features do
 */
public record AbTest(
    long id,
    String name,
    Kind kind,
    int versionA,
    int versionB,
    double split,
    Optional<String> key) {
  /** What becomes of the answers of version b. */
  public enum Kind {
    /** They are given. */
    AB("ab"),
    /** They are logged alone. */
    SHADOW("shadow");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /** As the catalog says it. */
    public String text() {
      return text;
    }
  }

  public AbTest {
    if (!(split >= 0 && split <= 1)) {
      throw new IllegalArgumentException("a share of " + split);
    }
  }
}
