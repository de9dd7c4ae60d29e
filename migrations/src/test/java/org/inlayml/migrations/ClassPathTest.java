// SPDX-License-Identifier: Apache-2.0
package org.inlayml.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.inlayml.migrations.ChildJvm.Result;
import org.inlayml.procedures.routine.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What depends on the class path and on how HSQLDB was started: each in a JVM of its own. */
class ClassPathTest {
  private static final String POOL_OPTION = "-Dhsqldb.method_class_names=org.inlayml.procedures.*";

  @TempDir private Path folder = Path.of("");

  @Test
  void h2_alone_needs_neither_hsqldb_nor_flyway() throws Exception {
    Result result =
        run(
            ChildJvm.h2(),
            List.of(),
            "driver",
            "jdbc:h2:mem:a",
            "install",
            "CALL sys.ML_VERSION()");

    assertThat(result).isEqualTo(new Result(0, Version.CURRENT));
  }

  @Test
  void hsqldb_alone_needs_neither_h2_nor_flyway() throws Exception {
    Result result =
        run(
            ChildJvm.hsqldb(),
            List.of(),
            "driver",
            "jdbc:hsqldb:mem:a",
            "install",
            "CALL sys.ML_VERSION()");

    assertThat(result).isEqualTo(new Result(0, Version.CURRENT));
  }

  @Test
  void memory_database_of_a_pool_works_without_the_property() throws Exception {
    Result result =
        run(
            ChildJvm.hsqldb(),
            List.of(),
            "pool",
            "jdbc:hsqldb:mem:a",
            "install",
            "CALL sys.ML_VERSION()");

    assertThat(result).isEqualTo(new Result(0, Version.CURRENT));
  }

  @Test
  void file_database_of_a_pool_is_refused_without_the_property() throws Exception {
    Result refused = run(ChildJvm.hsqldb(), List.of(), "pool", file(), "install");
    Result after =
        run(
            ChildJvm.hsqldb(),
            List.of(),
            "pool",
            file(),
            "SELECT COUNT(*) FROM INFORMATION_SCHEMA.SCHEMATA WHERE SCHEMA_NAME IN ('ML', 'SYS')");

    assertThat(refused.output())
        .isEqualTo(
            "ML100216: HSQLDB in this JVM does not allow Inlay's Java methods, so that the database"
                + " could not be opened again. Start that JVM with"
                + " -Dhsqldb.method_class_names=org.inlayml.procedures.* or open databases by"
                + " DriverManager with Inlay's jar on the class path.");
    assertThat(after.output()).isEqualTo("0");
  }

  @Test
  void file_database_of_a_pool_works_with_the_property() throws Exception {
    run(ChildJvm.hsqldb(), List.of(POOL_OPTION), "pool", file(), "install");

    Result again =
        run(ChildJvm.hsqldb(), List.of(POOL_OPTION), "pool", file(), "CALL sys.ML_VERSION()");

    assertThat(again).isEqualTo(new Result(0, Version.CURRENT));
  }

  @Test
  void file_database_opened_without_the_property_fails_as_the_guide_says_and_is_not_harmed()
      throws Exception {
    run(ChildJvm.hsqldb(), List.of(), "driver", file(), "install");

    Result pool = run(ChildJvm.hsqldb(), List.of(), "pool", file(), "CALL sys.ML_VERSION()");
    Result driver = run(ChildJvm.hsqldb(), List.of(), "driver", file(), "CALL sys.ML_VERSION()");

    assertThat(pool.output())
        .startsWith("S1000 error in script file")
        .contains("user lacks privilege or object not found: org.inlayml.procedures.");
    assertThat(driver).isEqualTo(new Result(0, Version.CURRENT));
  }

  private String file() {
    return "jdbc:hsqldb:file:" + folder.resolve("db") + ";shutdown=true";
  }

  private static Result run(Path engine, List<String> options, String... arguments)
      throws IOException, InterruptedException {
    return ChildJvm.run(
        ChildJvm.with(ChildJvm.inlay(), engine, ChildJvm.tests()),
        options,
        SqlProgram.class,
        arguments);
  }
}
