// SPDX-License-Identifier: Apache-2.0
package org.inlayml.benchmarks;

import java.sql.Connection;

/**
 * What a topic works with: an engine in memory with Inlay in it, and made-up rows and models.
 *
 * @param connection does not commit by itself
 */
record Workbench(
    Engine engine,
    Connection connection,
    Statements statements,
    Samples samples,
    Report report,
    Size size) {
  static Workbench of(Engine engine, Connection connection, Report report, Size size) {
    Statements statements = new Statements(connection);
    return new Workbench(
        engine, connection, statements, new Samples(statements, size), report, size);
  }

  /** The name in results. */
  String name(String what) {
    return engine.label() + "/" + what;
  }

  /** Of usual length. */
  Comparison compare() {
    return compare(size.choose(2, 5));
  }

  Comparison compare(int turns) {
    return new Comparison(report, name(""), size.choose(1, 2), turns);
  }
}
