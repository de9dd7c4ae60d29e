// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.golden;

import java.util.ArrayList;
import java.util.List;
import org.inlayml.tests.database.Database;

/**
 * A document in Markdown, line by line. Its SQL is in blocks that open with {@code ```sql}, or
 * {@code ```sql h2} and {@code ```sql hsqldb} where only one engine understands it. Immutable.
 */
record Document(List<String> lines) {
  private static final String END = "```";
  private static final String EVERYWHERE = "```sql";
  private static final String H2 = "```sql h2";
  private static final String HSQLDB = "```sql hsqldb";

  Document {
    lines = List.copyOf(lines);
  }

  /** The blocks of SQL for an engine, as one script in the order of the document. */
  GoldenScript script(Database kind) {
    StringBuilder script = new StringBuilder();
    boolean inside = false;
    for (String line : lines) {
      if (inside && line.equals(END)) {
        inside = false;
      } else if (inside) {
        script.append(line).append('\n');
      } else {
        inside = opens(line, kind);
      }
    }
    return GoldenScript.parse(script.toString());
  }

  private static boolean opens(String line, Database kind) {
    return line.equals(EVERYWHERE) || line.equals(kind.isH2() ? H2 : HSQLDB);
  }

  /** The document with the blocks that run everywhere replaced by the lines of a script. */
  Document with(GoldenScript script) {
    List<String> replaced = new ArrayList<>();
    List<String> left = new ArrayList<>(script.text().lines().toList());
    boolean inside = false;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (!inside) {
        replaced.add(line);
        inside = line.equals(EVERYWHERE);
      } else if (line.equals(END)) {
        takeExpectations(left, replaced);
        replaced.add(line);
        inside = false;
      } else if (!GoldenScript.isExpectation(line)) {
        takeExpectations(left, replaced);
        replaced.add(left.remove(0));
      }
    }
    return new Document(replaced);
  }

  private static void takeExpectations(List<String> from, List<String> to) {
    while (!from.isEmpty() && GoldenScript.isExpectation(from.get(0))) {
      to.add(from.remove(0));
    }
  }
}
