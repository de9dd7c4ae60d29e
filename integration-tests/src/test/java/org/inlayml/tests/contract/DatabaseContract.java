// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.contract;

import java.nio.file.Path;
import java.sql.SQLException;
import org.inlayml.tests.database.Database;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs a class of tests once on each of the six databases; its tests share one database. */
@ParameterizedClass(name = "{0}")
@EnumSource(Database.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
abstract class DatabaseContract {
  @Parameter Database kind;
  SampleDatabase sample;

  @BeforeParameterizedClassInvocation
  void open(Database database, @TempDir Path folder) throws SQLException {
    sample = SampleDatabase.open(database, folder);
    prepare();
  }

  /** What a class needs besides the tables. */
  void prepare() throws SQLException {
    sample.trainModels();
  }

  @AfterParameterizedClassInvocation
  void close() throws SQLException {
    sample.close();
  }
}
