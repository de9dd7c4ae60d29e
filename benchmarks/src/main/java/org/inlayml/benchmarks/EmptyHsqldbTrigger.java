// SPDX-License-Identifier: Apache-2.0
package org.inlayml.benchmarks;

import org.hsqldb.trigger.Trigger;
import org.jspecify.annotations.Nullable;

/** What HSQLDB itself takes for a trigger in Java. Public because HSQLDB makes it; stateless. */
public final class EmptyHsqldbTrigger implements Trigger {
  /** Called by HSQLDB. */
  public EmptyHsqldbTrigger() {}

  @Override
  public void fire(
      int type,
      String trigger,
      String table,
      @Nullable Object @Nullable [] before,
      @Nullable Object @Nullable [] after) {}
}
