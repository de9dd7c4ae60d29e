// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.statistics;

import java.util.Locale;

/** How far something has moved, from least to most. */
public enum DriftVerdict {
  NONE,
  MODERATE,
  MAJOR;

  /** Lower case, as in SQL. */
  public String sqlName() {
    return name().toLowerCase(Locale.ROOT);
  }

  DriftVerdict or(DriftVerdict other) {
    return compareTo(other) < 0 ? other : this;
  }
}
