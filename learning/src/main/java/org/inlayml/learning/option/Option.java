// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.option;

import static java.util.stream.Collectors.joining;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.MlException;
import org.jspecify.annotations.Nullable;

/**
 * One option: name, type, range, default and documentation, all of them here and nowhere else.
 * Values arrive as JSON values; a text is accepted where a number or flag is expected, as HeatWave
 * does. Immutable.
 *
 * @param <T> the Java type of a checked value
 */
public final class Option<T> {
  private final String name;
  private final String expectation;
  private final Function<Object, Optional<T>> check;
  private final @Nullable T defaultValue;
  private final String documentation;

  private Option(
      String name,
      String expectation,
      Function<Object, Optional<T>> check,
      @Nullable T defaultValue,
      String documentation) {
    this.name = name;
    this.expectation = expectation;
    this.check = check;
    this.defaultValue = defaultValue;
    this.documentation = documentation;
  }

  /** A whole number from {@code low} to {@code high}, both allowed. */
  public static Option<Integer> integer(String name, int low, int high) {
    return new Option<>(
        name,
        "a whole number from " + low + " to " + high,
        value ->
            number(value)
                .filter(n -> n == Math.rint(n) && n >= low && n <= high)
                .map(Double::intValue),
        null,
        "");
  }

  /** A whole number of 64 bits. */
  public static Option<Long> wholeNumber(String name) {
    return new Option<>(name, "a whole number", Option::wholeNumberOf, null, "");
  }

  /** A number from {@code low} to {@code high}, both allowed. */
  public static Option<Double> number(String name, double low, double high) {
    return new Option<>(
        name,
        "a number from " + text(low) + " to " + text(high),
        value -> number(value).filter(n -> n >= low && n <= high),
        null,
        "");
  }

  /** A number above {@code low} and below {@code high}. */
  public static Option<Double> numberBetween(String name, double low, double high) {
    return new Option<>(
        name,
        "a number above " + text(low) + " and below " + text(high),
        value -> number(value).filter(n -> n > low && n < high),
        null,
        "");
  }

  /** True or false. */
  public static Option<Boolean> flag(String name) {
    return new Option<>(name, "true or false", Option::flagOf, null, "");
  }

  /** Any text that is not empty. */
  public static Option<String> text(String name) {
    return new Option<>(name, "a text", Option::textOf, null, "");
  }

  /** One of the given words, in any case. */
  public static Option<String> choice(String name, String... words) {
    return new Option<>(
        name,
        "one of " + Arrays.stream(words).map(w -> "'" + w + "'").collect(joining(", ")),
        value ->
            textOf(value)
                .flatMap(t -> Arrays.stream(words).filter(w -> w.equalsIgnoreCase(t)).findFirst()),
        null,
        "");
  }

  /** A list of texts; one text alone is a list of one. */
  public static Option<List<String>> texts(String name) {
    return new Option<>(name, "a list of texts", Option::textsOf, null, "");
  }

  /**
   * A value of a kind of its own.
   *
   * @param expectation what it must be, in words that follow "expects"
   * @param check gives the value checked, as JSON knows it, or empty
   */
  public static <T> Option<T> checked(
      String name, String expectation, Function<Object, Optional<T>> check) {
    return new Option<>(name, expectation, check, null, "");
  }

  /** A nested object, checked later by whoever knows its keys. */
  public static Option<Map<String, Object>> object(String name) {
    return new Option<>(name, "a JSON object", Option::objectOf, null, "");
  }

  public Option<T> defaultsTo(T value) {
    return new Option<>(name, expectation, check, value, documentation);
  }

  public Option<T> doc(String text) {
    return new Option<>(name, expectation, check, defaultValue, text);
  }

  public String name() {
    return name;
  }

  /** What a value must be, in words that follow "expects". */
  public String expectation() {
    return expectation;
  }

  public String documentation() {
    return documentation;
  }

  /** The value that holds when none is given; empty where absence means something of its own. */
  public Optional<T> defaultValue() {
    return Optional.ofNullable(defaultValue);
  }

  /** Checks a JSON value. Errors: {@link MlError#INVALID_OPTION}. */
  T parse(Object value) {
    return check.apply(value).orElseThrow(() -> invalid(value));
  }

  private MlException invalid(Object value) {
    String shown = value instanceof CharSequence ? "'" + value + "'" : String.valueOf(value);
    return MlError.INVALID_OPTION.with(name, shown, expectation);
  }

  private static String text(double bound) {
    if (Double.isInfinite(bound)) {
      return bound > 0 ? "infinity" : "-infinity";
    }
    return new BigDecimal(Double.toString(bound)).stripTrailingZeros().toPlainString();
  }

  private static Optional<Double> number(Object value) {
    if (value instanceof Number n) {
      return Optional.of(n.doubleValue()).filter(Double::isFinite);
    }
    if (value instanceof String t) {
      try {
        return Optional.of(Double.parseDouble(t.trim())).filter(Double::isFinite);
      } catch (NumberFormatException e) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static Optional<Long> wholeNumberOf(Object value) {
    try {
      return Optional.of(new BigDecimal(value.toString().trim()).longValueExact());
    } catch (ArithmeticException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<Boolean> flagOf(Object value) {
    if (value instanceof Boolean b) {
      return Optional.of(b);
    }
    return switch (value.toString().trim().toLowerCase(Locale.ROOT)) {
      case "true", "1" -> Optional.of(true);
      case "false", "0" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private static Optional<String> textOf(Object value) {
    return value instanceof String t && !t.isBlank() ? Optional.of(t) : Optional.empty();
  }

  private static Optional<List<String>> textsOf(Object value) {
    if (value instanceof String) {
      return textOf(value).map(List::of);
    }
    if (!(value instanceof List<?> list)) {
      return Optional.empty();
    }
    List<String> texts = new ArrayList<>();
    for (Object element : list) {
      if (!(element instanceof String t) || t.isBlank()) {
        return Optional.empty();
      }
      texts.add(t);
    }
    return Optional.of(List.copyOf(texts));
  }

  @SuppressWarnings("unchecked") // the JSON reader makes no other maps
  private static Optional<Map<String, Object>> objectOf(Object value) {
    return value instanceof Map<?, ?> map
        ? Optional.of((Map<String, Object>) map)
        : Optional.empty();
  }
}
