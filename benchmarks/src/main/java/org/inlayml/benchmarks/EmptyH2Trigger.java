// SPDX-License-Identifier: Apache-2.0
package org.inlayml.benchmarks;

import java.sql.Connection;
import java.sql.ResultSet;
import org.h2.tools.TriggerAdapter;
import org.jspecify.annotations.Nullable;

/** What H2 itself takes for a trigger in Java. Public because H2 makes it; stateless. */
public final class EmptyH2Trigger extends TriggerAdapter {
  /** Called by H2. */
  public EmptyH2Trigger() {}

  @Override
  public void fire(Connection connection, @Nullable ResultSet before, @Nullable ResultSet after) {}
}
