// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.registry;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Points in time as the registry stores them: UTC, whole microseconds. Stateless, thread-safe. */
public final class Moments {
  private Moments() {}

  /** The present one. */
  public static OffsetDateTime now() {
    return OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
  }
}
