// SPDX-License-Identifier: Apache-2.0
package org.inlayml.migrations;

import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.inlayml.learning.error.MlError;
import org.inlayml.procedures.routine.Routines;

/**
 * Removes Inlay from the files of a closed HSQLDB database, which HSQLDB itself cannot open without
 * Inlay's jar: takes the routines, the triggers, the views that call routines, their comments and
 * rights, and the rows of ATTACHMENT and INSTALLATION out of the {@code .script} and {@code .log}
 * file, one statement a line. Models and all data stay. Copies of both files are made first. Not
 * thread-safe.
 */
final class HsqldbFileRescue {
  /** HSQLDB touches the lock file every ten seconds. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(30);

  private static final String SESSION = "(?:/\\*C\\d+\\*/)?";
  private static final Pattern JAVA_ROUTINE =
      Pattern.compile(
          "^"
              + SESSION
              + "CREATE FUNCTION \"?(\\w+)\"?\\.\"?(\\w+)\"?\\s*\\("
              + ".*EXTERNAL NAME 'CLASSPATH:org\\.inlayml\\..*");
  private static final Pattern TRIGGER =
      Pattern.compile(
          "^"
              + SESSION
              + "(?:CREATE TRIGGER .* CALL \"org\\.inlayml\\..*"
              + "|DROP TRIGGER (?:(?:\\w+|\"(?:[^\"]|\"\")+\")\\.)?\"?"
              + Uninstaller.TRIGGER.pattern()
              + "\"?(?: .*)?)");
  private static final Pattern SCHEMA = Pattern.compile("^" + SESSION + "SET SCHEMA \"?(.+?)\"?$");

  /** Starts the lines of a session, up to the next that has one. */
  private static final Pattern SESSION_START = Pattern.compile("^(/\\*C\\d+\\*/).*");

  private static final Pattern OWN_ROW =
      Pattern.compile("^" + SESSION + "INSERT INTO \"?(?:ATTACHMENT|INSTALLATION)\"? VALUES.*");
  private static final Pattern DEFINITION =
      Pattern.compile(
          "^"
              + SESSION
              + "((?:CREATE|ALTER)\\s+(?:\\w+\\s+)*?(?:VIEW|TABLE|TRIGGER|FUNCTION"
              + "|PROCEDURE|ROUTINE|ASSERTION|DOMAIN)\\s+[^\\s(]+).*",
          Pattern.CASE_INSENSITIVE);

  private final Path script;
  private final Path log;

  private HsqldbFileRescue(Path database) {
    script = beside(database, ".script");
    log = beside(database, ".log");
  }

  /**
   * What was done.
   *
   * @param removed how many statements were taken out; 0 where nothing was changed
   * @param backups the copies of the files as they were
   */
  record Report(int removed, List<Path> backups) {}

  /**
   * Rescues a database.
   *
   * <p>Errors: {@link MlError#RESCUE_REFUSED} before anything is changed: it is open, its files are
   * not plain text, or something else in it uses Inlay's routines.
   *
   * @param database the path in the URL, without a suffix
   */
  static Report rescue(Path database) throws IOException {
    return new HsqldbFileRescue(database).rescue();
  }

  private Report rescue() throws IOException {
    requireClosed();
    List<String> scriptLines = lines(script);
    if (scriptLines.isEmpty() || !scriptLines.get(0).startsWith("SET DATABASE ")) {
      throw refused("its .script file is missing, compressed or encrypted");
    }
    List<String> logLines = Files.exists(log) ? lines(log) : List.of();
    Set<String> names = new TreeSet<>();
    collectNames(scriptLines, names);
    collectNames(logLines, names);
    List<String> scriptKept = kept(scriptLines, names);
    List<String> logKept = kept(logLines, names);
    List<String> users = new ArrayList<>();
    Set<String> going = new TreeSet<>(names);
    views(names).forEach(view -> going.add("ML." + view));
    Pattern usage = Dependents.usage(going);
    collectUsers(scriptKept, usage, users);
    collectUsers(logKept, usage, users);
    if (!users.isEmpty()) {
      throw refused(
          "these use its routines and must be dropped with the jar present, or taken out of the"
              + " .script file by hand: "
              + String.join(", ", users));
    }
    int removed = scriptLines.size() - scriptKept.size() + (logLines.size() - logKept.size());
    if (removed == 0) {
      return new Report(0, List.of());
    }
    List<Path> backups = new ArrayList<>();
    backups.add(backUp(script));
    if (Files.exists(log)) {
      backups.add(backUp(log));
      replace(log, logKept);
    }
    replace(script, scriptKept);
    return new Report(removed, backups);
  }

  private void requireClosed() throws IOException {
    Path database = withoutSuffix();
    Path lock = beside(database, ".lck");
    if (Files.exists(lock)
        && Files.getLastModifiedTime(lock).toInstant().isAfter(Instant.now().minus(HEARTBEAT))) {
      throw refused("it is open, or was until some seconds ago. Close it, wait half a minute");
    }
    if (Files.exists(beside(database, ".script.new"))) {
      throw refused("HSQLDB was stopped within a checkpoint. Open it once with Inlay's jar");
    }
  }

  private static void collectNames(List<String> lines, Set<String> names) {
    for (String whole : lines) {
      String line = whole.stripTrailing();
      Matcher java = JAVA_ROUTINE.matcher(line);
      if (java.matches()) {
        names.addAll(OwnNames.madeFor(java.group(1), java.group(2)));
      }
    }
  }

  /** Any statement about a routine of these names: DDL, comment, right. */
  private static Pattern routine(Set<String> names) {
    String name = "\"?" + OwnNames.pattern(names) + "(?:_\\d+(?:_\\w+)?)?\"?";
    return Pattern.compile(
        "^"
            + SESSION
            + "(?:CREATE FUNCTION "
            + name
            + "\\s*\\(.*"
            + "|DROP FUNCTION "
            + name
            + "(?: .*)?"
            + "|(?:CREATE|DROP) PROCEDURE \"?ML\"?\\.\"?REFUSE_(?:NAMES|ATTACHMENTS)\\b.*"
            + "|COMMENT ON ROUTINE "
            + name
            + " IS .*"
            + "|(?:GRANT|REVOKE)(?: \\w+)*? EXECUTE ON (?:SPECIFIC )?(?:FUNCTION|ROUTINE) "
            + name
            + " .*)");
  }

  /** The views that call routines of these names. */
  private static Set<String> views(Set<String> names) {
    return Routines.ALL.stream()
        .filter(routine -> names.contains(routine.qualifiedName()))
        .flatMap(routine -> routine.view().stream())
        .collect(toSet());
  }

  /** Any statement about a view that calls a routine of these names. */
  private static Pattern view(Set<String> names) {
    Set<String> views = views(names);
    String name = views.isEmpty() ? "(?!)" : "\"?ML\"?\\.\"?(?:" + String.join("|", views) + ")\"?";
    return Pattern.compile(
        "^"
            + SESSION
            + "(?:CREATE (?:OR REPLACE )?VIEW "
            + name
            + "[ (].*\\b"
            + OwnNames.pattern(names)
            + "\\b.*"
            + "|DROP VIEW "
            + name
            + "(?: .*)?"
            + "|(?:GRANT|REVOKE)(?: \\w+)*? ON (?:TABLE )?"
            + name
            + " .*)");
  }

  private static List<String> kept(List<String> lines, Set<String> names) {
    Pattern routine = routine(names);
    Pattern view = view(names);
    List<String> kept = new ArrayList<>();
    Map<String, String> schemas = new HashMap<>();
    String session = "";
    String keptSession = "";
    for (String whole : lines) {
      String line = whole.stripTrailing();
      Matcher start = SESSION_START.matcher(line);
      if (start.matches()) {
        session = start.group(1);
      }
      Matcher set = SCHEMA.matcher(line);
      if (set.matches()) {
        schemas.put(session, set.group(1));
      }
      // without a routine of Inlay, the schema ML is the application's
      boolean ours =
          routine.matcher(line).matches()
              || view.matcher(line).matches()
              || TRIGGER.matcher(line).matches()
              || (!names.isEmpty()
                  && InlaySchema.NAME.equals(schemas.get(session))
                  && OWN_ROW.matcher(line).matches());
      if (!ours) {
        // the line that named the session may be gone
        boolean named = start.matches() || session.equals(keptSession) || line.isEmpty();
        kept.add(named ? whole : session + whole);
        keptSession = session;
      }
    }
    return kept;
  }

  private static void collectUsers(List<String> lines, Pattern usage, List<String> users) {
    for (String whole : lines) {
      String line = whole.stripTrailing();
      Matcher definition = DEFINITION.matcher(line);
      if (definition.matches() && usage.matcher(line).find()) {
        users.add(definition.group(1));
      }
    }
  }

  /** HSQLDB writes ASCII; other bytes pass through unharmed. */
  private static List<String> lines(Path file) throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    return List.of(Files.readString(file, StandardCharsets.ISO_8859_1).split("(?<=\n)", -1));
  }

  private static Path backUp(Path file) throws IOException {
    Path backup = beside(file, ".before-rescue");
    for (int number = 2; Files.exists(backup); number++) {
      backup = beside(file, ".before-rescue-" + number);
    }
    return Files.copy(file, backup, StandardCopyOption.COPY_ATTRIBUTES);
  }

  private static void replace(Path file, List<String> lines) throws IOException {
    Path written = beside(file, ".rescued");
    Files.writeString(written, String.join("", lines), StandardCharsets.ISO_8859_1);
    Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private Path withoutSuffix() {
    String name = script.getFileName().toString();
    return script.resolveSibling(name.substring(0, name.length() - ".script".length()));
  }

  private static Path beside(Path file, String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }

  private RuntimeException refused(String reason) {
    return MlError.RESCUE_REFUSED.with(withoutSuffix(), reason);
  }
}
