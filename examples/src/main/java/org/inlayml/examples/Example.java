// SPDX-License-Identifier: Apache-2.0
package org.inlayml.examples;

import java.io.PrintStream;
import javax.sql.DataSource;

/** Something that Inlay can do, shown. */
@FunctionalInterface
public interface Example {
  /**
   * Shows it.
   *
   * @param database an empty database
   * @param out where results are printed
   */
  void show(DataSource database, PrintStream out) throws Exception;
}
