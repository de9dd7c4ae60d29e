// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.database;

/** A way to run an engine. */
public enum Database {
  H2_MEMORY,
  H2_FILE,
  H2_SERVER,
  HSQLDB_MEMORY,
  HSQLDB_FILE,
  HSQLDB_SERVER;

  public boolean isH2() {
    return name().startsWith("H2");
  }

  /** Whether it can be closed and opened again with its data. */
  public boolean isFile() {
    return this == H2_FILE || this == HSQLDB_FILE;
  }

  public boolean isServer() {
    return this == H2_SERVER || this == HSQLDB_SERVER;
  }
}
