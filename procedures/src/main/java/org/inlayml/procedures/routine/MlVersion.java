// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.Connection;
import java.sql.SQLException;
import org.inlayml.procedures.reference.SqlRoutine;
import org.inlayml.procedures.session.Session;

/** {@code ML_VERSION()}. */
@SqlRoutine(
    name = "ML_VERSION",
    kind = SqlRoutine.Kind.FUNCTION,
    returns = "VARCHAR: the version, such as 0.1.0",
    doc = "Tells the version of Inlay that runs.",
    example = "CALL sys.ML_VERSION();")
public final class MlVersion {
  private MlVersion() {}

  public static String call(Connection connection) throws SQLException {
    return Session.read(connection, session -> Version.CURRENT);
  }
}
