// SPDX-License-Identifier: Apache-2.0
package org.inlayml.benchmarks;

import java.sql.SQLException;

/** A question about speed that is answered on each engine by itself. */
@FunctionalInterface
interface Topic {
  void measure(Workbench bench) throws SQLException;
}
