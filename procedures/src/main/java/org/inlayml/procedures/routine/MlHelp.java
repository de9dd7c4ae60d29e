// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.Suggestion;
import org.inlayml.procedures.reference.Doc;
import org.inlayml.procedures.reference.HelpText;
import org.inlayml.procedures.reference.RoutineSpec;
import org.inlayml.procedures.reference.SqlRoutine;
import org.inlayml.procedures.session.Session;
import org.jspecify.annotations.Nullable;

/** {@code ML_HELP(routine)}. */
@SqlRoutine(
    name = "ML_HELP",
    kind = SqlRoutine.Kind.FUNCTION,
    returns = "VARCHAR: the help text",
    doc =
        "Explains a routine: arguments, options, result, errors and an example. NULL lists all"
            + " routines; 'ALGORITHMS' lists the algorithms with their hyperparameters.",
    example = "CALL sys.ML_HELP('ML_TRAIN');",
    errors = {MlError.INVALID_ARGUMENT})
public final class MlHelp {
  private MlHelp() {}

  public static String call(
      Connection connection,
      @Doc(
              "The routine's name, with or without sys., or that of a facade, such as pgml.train, or NULL.")
          @Nullable String routine)
      throws SQLException {
    return Session.read(connection, session -> help(routine));
  }

  private static String help(@Nullable String routine) {
    if (routine == null || routine.isBlank()) {
      return HelpText.overview(Routines.ALL);
    }
    String name = routine.strip().toUpperCase(Locale.ROOT).replaceFirst("^SYS\\.", "");
    if (name.equals("ALGORITHMS")) {
      return HelpText.algorithms();
    }
    return Routines.ALL.stream()
        .filter(spec -> spec.title().equals(name))
        .findFirst()
        .map(HelpText::of)
        .orElseThrow(
            () ->
                MlError.INVALID_ARGUMENT.with(
                    "routine",
                    "ML_HELP",
                    "'" + routine + "'",
                    "the name of a routine. "
                        + Suggestion.nearest(
                            name, Routines.ALL.stream().map(RoutineSpec::title).toList())
                        + "ML_HELP(NULL) lists all"));
  }
}
