// SPDX-License-Identifier: Apache-2.0
package org.inlayml.examples;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

/** Small public data sets, bundled as SQL that both engines run. */
public enum SampleData {
  /** 150 flowers: four measures in cm and {@code SPECIES}, one of three. */
  IRIS,
  /** 344 penguins: place, measures, sex, some of them missing, and {@code SPECIES}. */
  PENGUINS,
  /** 442 patients: ten measures and {@code TARGET}, how far the disease went. */
  DIABETES;

  /** Creates and fills the table of this name in the schema PUBLIC. */
  public void load(Connection connection) throws SQLException {
    try {
      SqlScript.beside(SampleData.class, "data/" + name().toLowerCase(Locale.ROOT) + ".sql")
          .run(connection);
    } catch (IOException e) {
      throw new SQLException("cannot read the bundled data " + this, e);
    }
  }
}
