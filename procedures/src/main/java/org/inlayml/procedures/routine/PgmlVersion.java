// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.Connection;
import java.sql.SQLException;
import org.inlayml.procedures.reference.SqlRoutine;

/** {@code PGML.VERSION()}. */
@SqlRoutine(
    schema = "PGML",
    name = "VERSION",
    kind = SqlRoutine.Kind.FUNCTION,
    returns = "VARCHAR: the version, such as 0.1.0",
    doc = "Tells the version of Inlay that runs, as ML_VERSION.",
    example = "CALL pgml.VERSION();")
public final class PgmlVersion {
  private PgmlVersion() {}

  public static String call(Connection connection) throws SQLException {
    return MlVersion.call(connection);
  }
}
