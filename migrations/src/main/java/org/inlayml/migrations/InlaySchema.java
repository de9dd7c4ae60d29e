// SPDX-License-Identifier: Apache-2.0
package org.inlayml.migrations;

/** Names that Flyway's configuration and the installer without Flyway share. */
final class InlaySchema {
  /** The schema of the catalog and of Flyway's history. */
  static final String NAME = "ML";

  /** Flyway's record of Inlay's migrations, apart from the application's. */
  static final String HISTORY_TABLE = "FLYWAY_HISTORY";

  private InlaySchema() {}
}
