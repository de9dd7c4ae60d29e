// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.architecture.planted.procedures.routine;

import java.sql.Connection;
import org.inlayml.procedures.reference.SqlRoutine;

/** Stands in no list, can be made, and cannot be given NULL. */
@SqlRoutine(
    name = "ML_UNLISTED",
    kind = SqlRoutine.Kind.FUNCTION,
    returns = "INTEGER: a number",
    doc = "Breaks rules.",
    example = "SELECT 1",
    errors = {})
public final class MlUnlisted {
  public MlUnlisted() {}

  public static int call(int number, Connection connection) {
    return number;
  }
}
