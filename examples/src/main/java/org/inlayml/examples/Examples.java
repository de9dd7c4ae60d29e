// SPDX-License-Identifier: Apache-2.0
package org.inlayml.examples;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;
import org.inlayml.examples.flyway.FlywayApplication;
import org.inlayml.examples.insert.ScoreOnInsert;
import org.inlayml.examples.lab.BankLab;
import org.inlayml.examples.lab.HeatWaveLab;
import org.inlayml.examples.quickstart.Quickstart;
import org.inlayml.examples.server.BareClient;

/** The examples by name; the program that shows one. */
public enum Examples {
  QUICKSTART,
  LAB,
  HEATWAVE,
  INSERT,
  FLYWAY,
  SERVER;

  private Example example() {
    return switch (this) {
      case QUICKSTART -> new Quickstart();
      case LAB -> new BankLab();
      case HEATWAVE -> new HeatWaveLab();
      case INSERT -> new ScoreOnInsert();
      case FLYWAY -> new FlywayApplication();
      case SERVER -> new BareClient();
    };
  }

  /** Shows this example in a database of its own. */
  public void show(EmbeddedDatabase engine, PrintStream out) throws Exception {
    example().show(engine.open(), out);
  }

  /**
   * Shows an example.
   *
   * @param arguments its name, quickstart if not given, and h2 or hsqldb
   */
  public static void main(String[] arguments) throws Exception {
    String name = arguments.length > 0 ? arguments[0] : "quickstart";
    String engine = arguments.length > 1 ? arguments[1] : "h2";
    named(name).show(EmbeddedDatabase.valueOf(engine.toUpperCase(Locale.ROOT)), System.out);
  }

  private static Examples named(String name) {
    return Arrays.stream(values())
        .filter(example -> example.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no example '" + name + "', but " + Arrays.toString(values())));
  }
}
