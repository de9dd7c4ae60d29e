// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.reference;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.sql.Connection;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.option.Option;

/**
 * A routine as read from its class: what DDL, help and documentation are made of.
 *
 * @param schema SYS, or that of a facade
 * @param name unique within the schema
 * @param overloads the forms of the routine, by rising number of parameters
 * @param options the keys of its JSON argument {@code options}
 * @param columns of the rows that it returns; empty where it returns one value
 */
public record RoutineSpec(
    Class<?> type,
    String schema,
    String name,
    SqlRoutine.Kind kind,
    String returns,
    String documentation,
    String example,
    List<MlError> errors,
    boolean definesTables,
    List<Overload> overloads,
    List<Option<?>> options,
    List<Column> columns) {

  /** The schema of the routines that are no facade's. */
  public static final String OWN_SCHEMA = "SYS";

  /** One form of a routine. */
  public record Overload(Method method, List<Parameter> parameters) {
    /** Whether it sets a session variable given as an argument, which only H2 can do. */
    public boolean setsVariable() {
      return parameters.stream().anyMatch(Parameter::variable);
    }

    public Class<?> returnType() {
      return method.getReturnType();
    }
  }

  /**
   * One SQL parameter.
   *
   * @param variable whether it is there to be set
   */
  public record Parameter(String name, Class<?> type, String documentation, boolean variable) {}

  /** One column of the rows that a routine returns. */
  public record Column(String name, Class<?> type, String documentation) {}

  /** Reads the class of a routine without options that returns rows. */
  public static RoutineSpec ofRows(Class<?> type, List<Column> columns) {
    return of(type, List.of(), columns);
  }

  /** Reads the class of a routine that returns rows. */
  public static RoutineSpec ofRows(Class<?> type, List<Option<?>> options, List<Column> columns) {
    return of(type, options, columns);
  }

  /** Reads the class of a routine that returns a value. */
  public static RoutineSpec of(Class<?> type, List<Option<?>> options) {
    return of(type, options, List.of());
  }

  private static RoutineSpec of(Class<?> type, List<Option<?>> options, List<Column> columns) {
    SqlRoutine annotation = type.getAnnotation(SqlRoutine.class);
    if (annotation == null) {
      throw new IllegalArgumentException(type + " is no @SqlRoutine");
    }
    List<Overload> overloads =
        Arrays.stream(type.getDeclaredMethods())
            .filter(m -> m.getName().equals("call") && Modifier.isPublic(m.getModifiers()))
            .filter(m -> !m.isSynthetic())
            .map(m -> new Overload(m, parameters(m).toList()))
            .sorted(Comparator.comparingInt(o -> o.parameters().size()))
            .toList();
    return new RoutineSpec(
        type,
        annotation.schema(),
        annotation.name(),
        annotation.kind(),
        annotation.returns(),
        annotation.doc(),
        annotation.example(),
        List.of(annotation.errors()),
        annotation.definesTables(),
        overloads,
        List.copyOf(options),
        List.copyOf(columns));
  }

  /** The SQL parameters of a method: all but the connection. */
  private static Stream<Parameter> parameters(Method method) {
    return Arrays.stream(method.getParameters())
        .filter(p -> p.getType() != Connection.class)
        .map(
            p -> {
              Doc doc = p.getAnnotation(Doc.class);
              return new Parameter(
                  snakeCase(p.getName()),
                  p.getType(),
                  doc == null ? "" : doc.value(),
                  p.isAnnotationPresent(Variable.class));
            });
  }

  private static String snakeCase(String name) {
    return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  /**
   * The view in the schema ML that shows the rows, named as the routine without {@code ML_} and
   * plural; empty where it returns one value or takes parameters.
   */
  public Optional<String> view() {
    boolean isPlain = overloads.stream().allMatch(form -> form.parameters().isEmpty());
    return columns.isEmpty() || !isPlain || isOfFacade()
        ? Optional.empty()
        : Optional.of(name.substring("ML_".length(), name.length() - 1));
  }

  /** Whether another system has a routine of this name. */
  public boolean isOfFacade() {
    return !schema.equals(OWN_SCHEMA);
  }

  /** With its schema, as in {@code SYS.ML_TRAIN}. */
  public String qualifiedName() {
    return schema + "." + name;
  }

  /** As people call it: {@code ML_TRAIN}, {@code PGML.TRAIN}. */
  public String title() {
    return isOfFacade() ? qualifiedName() : name;
  }

  /** As it is written in SQL here: {@code sys.ML_TRAIN}. */
  public String sqlName() {
    return schema.toLowerCase(Locale.ROOT) + "." + name;
  }

  /** The first sentence of the documentation. */
  public String summary() {
    int end = documentation.indexOf(". ");
    return end < 0 ? documentation : documentation.substring(0, end + 1);
  }
}
