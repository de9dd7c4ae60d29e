// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.option;

import static java.util.stream.Collectors.joining;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.Suggestion;
import org.jspecify.annotations.Nullable;

/** Checked options: what was given, and the defaults for the rest. Immutable. */
public final class Options {
  private final List<Option<?>> known;
  private final Map<String, Object> given;

  private Options(List<Option<?>> known, Map<String, Object> given) {
    this.known = known;
    this.given = given;
  }

  /**
   * Checks {@code values} against the options that {@code owner} knows. A JSON null is as if the
   * key were absent.
   *
   * <p>Errors: {@link MlError#UNKNOWN_OPTION}, {@link MlError#INVALID_OPTION}.
   *
   * @param owner the name of the routine or algorithm, for messages
   */
  public static Options check(
      String owner, List<Option<?>> known, Map<String, ? extends @Nullable Object> values) {
    Map<String, Object> checked = new LinkedHashMap<>();
    values.forEach(
        (name, value) -> {
          Option<?> option =
              known.stream()
                  .filter(o -> o.name().equalsIgnoreCase(name))
                  .findFirst()
                  .orElseThrow(() -> unknown(owner, known, name));
          if (value != null) {
            checked.put(option.name(), option.parse(value));
          }
        });
    return new Options(List.copyOf(known), checked);
  }

  /** The defaults alone. */
  public static Options defaults(List<Option<?>> known) {
    return new Options(List.copyOf(known), Map.of());
  }

  private static RuntimeException unknown(String owner, List<Option<?>> known, String name) {
    List<String> names = known.stream().map(Option::name).sorted().toList();
    return MlError.UNKNOWN_OPTION.with(
        name,
        owner,
        Suggestion.nearest(name, names),
        names.isEmpty() ? "none" : names.stream().collect(joining(", ")));
  }

  /** The value in force of an option that has a default. */
  public <T> T get(Option<T> option) {
    return find(option)
        .orElseThrow(() -> new IllegalStateException(option.name() + " has no default"));
  }

  /** The value given, or the default, or empty. */
  @SuppressWarnings("unchecked") // put there by Option.parse of the same name
  public <T> Optional<T> find(Option<T> option) {
    if (known.stream().noneMatch(o -> o.name().equals(option.name()))) {
      throw new IllegalArgumentException("option " + option.name() + " does not belong here");
    }
    Optional<T> value = Optional.ofNullable((T) given.get(option.name()));
    return value.isPresent() ? value : option.defaultValue();
  }

  /** Whether the caller gave a value of their own. */
  public boolean isGiven(Option<?> option) {
    return given.containsKey(option.name());
  }

  /** Name to value of all options in force, in the order of their specification. */
  public Map<String, Object> inForce() {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Option<?> option : known) {
      find(option).ifPresent(value -> values.put(option.name(), value));
    }
    return values;
  }
}
