// SPDX-License-Identifier: Apache-2.0
package org.inlayml.migrations;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.inlayml.Inlay;
import org.inlayml.learning.error.MlException;
import org.inlayml.migrations.CommandArguments.UsageException;
import org.inlayml.procedures.routine.Version;

/**
 * The command line: {@code install | uninstall | rescue | status | version | help}. Exit code 0:
 * done, and {@code status} found Inlay in order; 1: failed; 2: the arguments cannot be understood.
 */
public final class CommandLine {
  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int MISUSED = 2;

  private static final String BEHIND_DRIVER = "inlay-with-driver";

  private static final String HELP =
      """
      Inlay: machine learning inside H2 and HSQLDB.

      java -jar inlay-all.jar <command> --url <JDBC URL> --driver <h2 or hsqldb jar> [options]

      Commands
        install    creates the schemas SYS and ML, or upgrades them; may be repeated
        uninstall  removes everything, models included
        rescue     removes what keeps a database from working without Inlay's jar; keeps models
        status     says what is installed, and what is wrong
        version    says the version of this jar
        help       says this

      Options
        --url <JDBC URL>   such as jdbc:h2:./shop or jdbc:hsqldb:file:shop
        --user <name>      default: sa
        --password <text>  default: none
        --driver <jar>     the database's jar, where it is not on the class path; may be repeated
        --keep-models      uninstall alone: models, prediction log and quarantine stay
      """;

  private CommandLine() {}

  /** Runs a command and ends the JVM with its exit code. */
  public static void main(String[] arguments) {
    System.exit(run(arguments, System.out, System.err));
  }

  /**
   * Runs a command. Public so that the copy of this class behind the driver's class loader can be
   * called.
   *
   * @return the exit code
   */
  public static int run(String[] arguments, PrintStream out, PrintStream err) {
    try {
      CommandArguments parsed = CommandArguments.parse(List.of(arguments));
      if (!parsed.drivers().isEmpty() && !isBehindDriver()) {
        return runBehind(parsed.drivers(), arguments, out, err);
      }
      return switch (parsed.command()) {
        case VERSION -> said(out, "Inlay " + Version.CURRENT);
        case HELP -> said(out, HELP.stripTrailing());
        case INSTALL -> install(parsed, out);
        case UNINSTALL -> uninstall(parsed, out);
        case RESCUE -> rescue(parsed, out);
        case STATUS -> status(parsed, out);
      };
    } catch (UsageException e) {
      err.println(e.text() + " See: java -jar inlay-all.jar help");
      return MISUSED;
    } catch (SQLException e) {
      err.println(e.getMessage());
      if ("08001".equals(e.getSQLState())
          && String.valueOf(e.getMessage()).contains("No suitable driver")) {
        err.println("Is the database's jar missing? Give it as --driver path/to/jar");
      }
      return FAILED;
    } catch (IOException | MlException e) {
      err.println(e.getMessage());
      return FAILED;
    }
  }

  private static int said(PrintStream out, String text) {
    out.println(text);
    return DONE;
  }

  private static int install(CommandArguments arguments, PrintStream out) throws SQLException {
    try (Connection connection = connect(arguments, "")) {
      Inlay.install(connection);
    }
    out.println("Inlay " + Version.CURRENT + " is installed.");
    if (hsqldbFile(arguments).isPresent()) {
      out.println(
          "From now on whoever opens this database needs Inlay's jar on the class path and either"
              + " DriverManager or -Dhsqldb.method_class_names=org.inlayml.procedures.*");
    }
    return DONE;
  }

  private static int uninstall(CommandArguments arguments, PrintStream out) throws SQLException {
    try (Connection connection = connect(arguments, existing(arguments))) {
      Inlay.uninstall(connection, arguments.keepModels());
    }
    return said(out, "Inlay is not installed any more.");
  }

  private static int rescue(CommandArguments arguments, PrintStream out)
      throws SQLException, IOException {
    Optional<Path> file = hsqldbFile(arguments);
    if (file.isPresent()) {
      HsqldbFileRescue.Report report = HsqldbFileRescue.rescue(file.get());
      report.backups().forEach(backup -> out.println("The old file is " + backup));
      return said(out, report.removed() + " statements were removed.");
    }
    try (Connection connection = connect(arguments, existing(arguments))) {
      Uninstaller.rescue(connection);
    }
    return said(out, "The database works without Inlay's jar now. Models are kept.");
  }

  private static int status(CommandArguments arguments, PrintStream out) throws SQLException {
    try (Connection connection = connect(arguments, existing(arguments))) {
      Inlay.Status status = Inlay.status(connection);
      out.println("Engine: " + status.engine());
      out.println("Installed: " + status.version().orElse("no"));
      out.println("Models: " + status.models());
      status.problems().forEach(problem -> out.println("Problem: " + problem));
      return status.installed() && status.problems().isEmpty() ? DONE : FAILED;
    }
  }

  private static Connection connect(CommandArguments arguments, String suffix) throws SQLException {
    // an HSQLDB file database would otherwise stay open, and lose what is not yet written
    String closing = hsqldbFile(arguments).isPresent() ? ";shutdown=true" : "";
    return DriverManager.getConnection(
        arguments.url().orElseThrow() + suffix + closing, arguments.user(), arguments.password());
  }

  /** What keeps a URL that was mistyped from making a new, empty database. */
  private static String existing(CommandArguments arguments) {
    String url = arguments.url().orElseThrow().toLowerCase(Locale.ROOT);
    return url.startsWith("jdbc:h2:") ? ";IFEXISTS=TRUE" : ";ifexists=true";
  }

  private static Optional<Path> hsqldbFile(CommandArguments arguments) {
    String prefix = "jdbc:hsqldb:file:";
    String url = arguments.url().orElseThrow();
    if (!url.toLowerCase(Locale.ROOT).startsWith(prefix)) {
      return Optional.empty();
    }
    String path = url.substring(prefix.length()).replaceFirst(";.*$", "");
    String home = System.getProperty("user.home", "");
    return Optional.of(Path.of(path.startsWith("~") ? home + path.substring(1) : path));
  }

  private static boolean isBehindDriver() {
    ClassLoader loader = CommandLine.class.getClassLoader();
    return loader != null && BEHIND_DRIVER.equals(loader.getName());
  }

  /** The database makes our classes and we use its, so that one class loader must know both. */
  private static int runBehind(
      List<String> drivers, String[] arguments, PrintStream out, PrintStream err)
      throws IOException {
    List<URL> path = new ArrayList<>();
    for (String driver : drivers) {
      if (!Files.isReadable(Path.of(driver))) {
        throw new IOException("Driver " + driver + " cannot be read.");
      }
      path.add(url(driver));
    }
    for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator, -1)) {
      path.add(url(entry));
    }
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader loader =
        new URLClassLoader(
            BEHIND_DRIVER, path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      thread.setContextClassLoader(loader);
      return (int)
          loader
              .loadClass(CommandLine.class.getName())
              .getMethod("run", String[].class, PrintStream.class, PrintStream.class)
              .invoke(null, arguments, out, err);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static URL url(String path) throws MalformedURLException {
    return Path.of(path).toUri().toURL();
  }
}
