// SPDX-License-Identifier: Apache-2.0
package org.inlayml.migrations;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.inlayml.learning.error.Suggestion;

/**
 * What the command line says. Immutable.
 *
 * @param drivers jars of JDBC drivers
 */
record CommandArguments(
    Command command,
    Optional<String> url,
    String user,
    String password,
    List<String> drivers,
    boolean keepModels) {

  enum Command {
    INSTALL,
    UNINSTALL,
    RESCUE,
    STATUS,
    VERSION,
    HELP;

    boolean needsDatabase() {
      return switch (this) {
        case INSTALL, UNINSTALL, RESCUE, STATUS -> true;
        case VERSION, HELP -> false;
      };
    }
  }

  /** The arguments cannot be understood; the message says why. */
  static final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String text;

    UsageException(String message) {
      super(message);
      text = message.strip();
    }

    String text() {
      return text;
    }
  }

  private static final String KEEP_MODELS = "--keep-models";
  private static final List<String> VALUED = List.of("--url", "--user", "--password", "--driver");

  CommandArguments {
    drivers = List.copyOf(drivers);
  }

  static CommandArguments parse(List<String> arguments) throws UsageException {
    if (arguments.isEmpty()) {
      throw new UsageException("A command is missing.");
    }
    Command command = command(arguments.get(0));
    Map<String, String> values = new TreeMap<>();
    List<String> drivers = new ArrayList<>();
    boolean keepModels = false;
    for (int i = 1; i < arguments.size(); i++) {
      String name = arguments.get(i);
      if (name.equals(KEEP_MODELS) && command == Command.UNINSTALL) {
        keepModels = true;
      } else if (!VALUED.contains(name)) {
        throw new UsageException(
            "Option " + name + " is not known. " + Suggestion.nearest(name, VALUED).strip());
      } else if (++i == arguments.size()) {
        throw new UsageException("Option " + name + " needs a value.");
      } else if (name.equals("--driver")) {
        drivers.add(arguments.get(i));
      } else if (values.put(name, arguments.get(i)) != null) {
        throw new UsageException("Option " + name + " is given twice.");
      }
    }
    if (command.needsDatabase() && !values.containsKey("--url")) {
      throw new UsageException("Option --url is missing.");
    }
    return new CommandArguments(
        command,
        Optional.ofNullable(values.get("--url")),
        values.getOrDefault("--user", "sa"),
        values.getOrDefault("--password", ""),
        drivers,
        keepModels);
  }

  private static Command command(String name) throws UsageException {
    for (Command command : Command.values()) {
      String word = command.name().toLowerCase(Locale.ROOT);
      if (name.equals(word) || name.equals("--" + word)) {
        return command;
      }
    }
    List<String> words = new ArrayList<>();
    for (Command command : Command.values()) {
      words.add(command.name().toLowerCase(Locale.ROOT));
    }
    throw new UsageException(
        "Command '" + name + "' is not known. " + Suggestion.nearest(name, words).strip());
  }
}
