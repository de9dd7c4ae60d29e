// SPDX-License-Identifier: Apache-2.0
package org.inlayml.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inlayml.migrations.TestDatabase.open;
import static org.inlayml.migrations.TestDatabase.run;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import org.inlayml.migrations.ChildJvm.Result;
import org.inlayml.procedures.routine.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  @TempDir private Path folder = Path.of("");

  @Test
  void h2_file_goes_through_its_life() {
    String url = "jdbc:h2:" + folder.resolve("db");

    assertThat(command("install", "--url", url)).isZero();
    assertThat(command("status", "--url", url)).isZero();
    assertThat(command("rescue", "--url", url)).isZero();
    assertThat(command("status", "--url", url)).isEqualTo(1);
    assertThat(command("install", "--url", url)).isZero();
    assertThat(command("uninstall", "--url", url)).isZero();

    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualToNormalizingNewlines(
            """
            Inlay VERSION is installed.
            Engine: h2
            Installed: VERSION
            Models: 0
            The database works without Inlay's jar now. Models are kept.
            Engine: h2
            Installed: no
            Models: 0
            Problem: There are tables of an earlier install, but no routines. Install again.
            Inlay VERSION is installed.
            Inlay is not installed any more.
            """
                .replace("VERSION", Version.CURRENT));
    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void hsqldb_file_goes_through_its_life() throws Exception {
    String url = "jdbc:hsqldb:file:" + folder.resolve("db");

    assertThat(command("install", "--url", url, "--user", "SA")).isZero();
    assertThat(command("status", "--url", url, "--user", "SA")).isZero();
    assertThat(command("rescue", "--url", url)).isZero();
    assertThat(command("install", "--url", url, "--user", "SA")).isZero();
    assertThat(command("uninstall", "--url", url, "--user", "SA", "--keep-models")).isZero();

    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("Inlay " + Version.CURRENT + " is installed.")
        .contains("-Dhsqldb.method_class_names=org.inlayml.procedures.*")
        .contains("The old file is " + folder.resolve("db.script.before-rescue"))
        .contains("Inlay is not installed any more.");
    assertThat(folder.resolve("db.lck")).doesNotExist();
    assertThat(Files.readString(folder.resolve("db.script"), StandardCharsets.ISO_8859_1))
        .contains("ML.MODEL_CATALOG")
        .doesNotContain("org.inlayml");
  }

  @Test
  void failure_is_told_with_exit_code_one() throws Exception {
    String url = "jdbc:h2:" + folder.resolve("db");
    command("install", "--url", url);
    try (Connection connection = open(url)) {
      run(connection, "CREATE VIEW PUBLIC.V AS SELECT sys.ML_VERSION() AS A");
    }

    assertThat(command("uninstall", "--url", url)).isEqualTo(1);

    assertThat(err.toString(StandardCharsets.UTF_8).strip())
        .isEqualTo(
            "ML100217: Inlay cannot be removed, because it is used by view PUBLIC.V. Drop or change"
                + " those.");
  }

  @Test
  void mistyped_url_makes_no_database() {
    assertThat(command("status", "--url", "jdbc:h2:" + folder.resolve("absent"))).isEqualTo(1);
    assertThat(command("uninstall", "--url", "jdbc:hsqldb:file:" + folder.resolve("absent")))
        .isEqualTo(1);

    assertThat(err.toString(StandardCharsets.UTF_8).lines()).hasSize(2);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void unknown_driver_is_told_with_a_remedy() {
    assertThat(command("status", "--url", "jdbc:none:x")).isEqualTo(1);

    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualToNormalizingNewlines(
            """
            No suitable driver found for jdbc:none:x;ifexists=true
            Is the database's jar missing? Give it as --driver path/to/jar
            """);
  }

  @Test
  void misuse_is_told_with_exit_code_two() {
    assertThat(command()).isEqualTo(2);
    assertThat(command("instal")).isEqualTo(2);
    assertThat(command("install")).isEqualTo(2);
    assertThat(command("install", "--url")).isEqualTo(2);
    assertThat(command("install", "--urs", "x")).isEqualTo(2);
    assertThat(command("install", "--keep-models", "--url", "x")).isEqualTo(2);
    assertThat(command("install", "--url", "x", "--url", "y")).isEqualTo(2);

    String help = " See: java -jar inlay-all.jar help\n";
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualToNormalizingNewlines(
            "A command is missing."
                + help
                + "Command 'instal' is not known. Did you mean 'install'?"
                + help
                + "Option --url is missing."
                + help
                + "Option --url needs a value."
                + help
                + "Option --urs is not known. Did you mean '--url'?"
                + help
                + "Option --keep-models is not known."
                + help
                + "Option --url is given twice."
                + help);
  }

  @Test
  void version_and_help_need_no_database() {
    assertThat(command("version")).isZero();
    assertThat(command("--help")).isZero();

    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith("Inlay " + Version.CURRENT)
        .contains("--keep-models");
  }

  @Test
  void driver_may_be_given_beside_the_class_path() throws Exception {
    Result h2 = viaDriver("jdbc:h2:" + folder.resolve("h2"), ChildJvm.h2());
    Result hsqldb = viaDriver("jdbc:hsqldb:file:" + folder.resolve("hsqldb"), ChildJvm.hsqldb());

    assertThat(h2).isEqualTo(new Result(0, "Inlay " + Version.CURRENT + " is installed."));
    assertThat(hsqldb.exitCode()).isZero();
    assertThat(command("status", "--url", "jdbc:h2:" + folder.resolve("h2"))).isZero();
    assertThat(
            command(
                "status", "--url", "jdbc:hsqldb:file:" + folder.resolve("hsqldb"), "--user", "SA"))
        .isZero();
  }

  @Test
  void driver_that_is_not_there_is_told() throws Exception {
    assertThat(command("install", "--url", "jdbc:h2:mem:a", "--driver", "absent.jar")).isEqualTo(1);

    assertThat(err.toString(StandardCharsets.UTF_8).strip())
        .isEqualTo("Driver absent.jar cannot be read.");
  }

  private static Result viaDriver(String url, Path driver) throws Exception {
    return ChildJvm.run(
        ChildJvm.inlay(),
        List.of(),
        CommandLine.class,
        "install",
        "--url",
        url,
        "--user",
        "SA",
        "--driver",
        driver.toString());
  }

  private int command(String... arguments) {
    return CommandLine.run(
        arguments,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }
}
