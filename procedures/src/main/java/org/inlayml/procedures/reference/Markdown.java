// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.reference;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Locale;
import org.inlayml.learning.option.Option;

/** Pieces of the generated documents. Stateless, thread-safe. */
final class Markdown {
  private static final String GENERATED =
      "<!-- SPDX-License-Identifier: Apache-2.0 -->\n"
          + "<!-- GENERATED from the code. Do not edit; tests run with -Dgolden=update write it"
          + " again. -->\n\n";

  private Markdown() {}

  static String title(String title) {
    return GENERATED + "# " + title + "\n\n";
  }

  static String table(List<String> head, List<List<String>> rows) {
    return row(head)
        + row(head.stream().map(cell -> "---").toList())
        + rows.stream().map(Markdown::row).collect(joining())
        + "\n";
  }

  private static String row(List<String> cells) {
    return cells.stream()
        .map(cell -> cell.replace("|", "\\|").replace("\n", " ").strip())
        .collect(joining(" | ", "| ", " |\n"));
  }

  static String code(String text) {
    return "`" + text + "`";
  }

  /** A table of options with what they expect and their defaults. */
  static String options(List<Option<?>> options) {
    return table(
        List.of("Option", "Meaning", "Expects", "Default"),
        options.stream()
            .map(
                o ->
                    List.of(
                        code(o.name()),
                        o.documentation(),
                        o.expectation(),
                        o.defaultValue().map(v -> code(v.toString())).orElse("")))
            .toList());
  }

  /** The place of a heading in a link. */
  static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replace(".", "");
  }
}
