// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.reference;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.inlayml.learning.error.MlError;

/** {@code docs/errors.md}. */
public final class ErrorsDocument {
  private ErrorsDocument() {}

  /** The text of the document. */
  public static String text() {
    return Markdown.title("Errors")
        + """
        Every error of Inlay has a SQLSTATE, a number and a message that begins with `ML` and the
        number. H2 gives the number as the vendor code of the exception; HSQLDB gives -6000 there,
        so compare the SQLSTATE or the message. Numbers below 100000 are HeatWave's. None is ever
        changed or used again. Where a message has values, this table has an ellipsis.

        Families: `ML0xx` the request, `ML1xx` the data, `ML2xx` models and catalog, `ML3xx` stored
        bytes, `ML999` a defect of Inlay. Errors of the database itself keep their own SQLSTATE.

        """
        + Markdown.table(
            List.of("SQLSTATE", "Number", "Name", "Message"),
            Arrays.stream(MlError.values())
                .map(
                    e ->
                        List.of(
                            Markdown.code(e.sqlState()),
                            String.format(Locale.ROOT, "ML%06d", e.number()),
                            e.name(),
                            message(e)))
                .toList());
  }

  /** The message without values. */
  static String message(MlError error) {
    return error.template().replace("%s", "…").replace("%%", "%");
  }
}
