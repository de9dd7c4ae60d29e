// SPDX-License-Identifier: Apache-2.0
package org.inlayml.migrations;

import java.sql.SQLException;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.MlException;

/** How messages show a statement that failed. Stateless, thread-safe. */
final class Statements {
  private static final int SHOWN = 80;

  private Statements() {}

  static MlException failed(String work, String statement, SQLException failure) {
    String line = statement.replaceAll("\\s+", " ");
    String shown = line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
    String cause = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    // H2 repeats the statement behind its message
    return MlError.INSTALL_FAILED.causedBy(
        failure, work, shown, cause.replaceFirst("; SQL statement:.*", ""));
  }
}
