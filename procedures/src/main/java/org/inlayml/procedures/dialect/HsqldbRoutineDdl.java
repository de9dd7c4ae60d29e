// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.dialect;

import static java.util.stream.Collectors.joining;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.inlayml.procedures.reference.RoutineSpec;
import org.inlayml.procedures.reference.RoutineSpec.Overload;
import org.inlayml.procedures.reference.RoutineSpec.Parameter;
import org.inlayml.procedures.reference.SqlRoutine;
import org.inlayml.store.sql.Identifier;
import org.inlayml.store.sql.TextLiteral;

/**
 * The statements that create one routine on HSQLDB.
 *
 * <p>All routines are functions, since a procedure cannot give its result to {@code executeQuery}.
 * HSQLDB does not commit a CALL of a function that names no table, nor undo one that fails; so a
 * routine that may write is a function in SQL that reads a table and then calls the Java function,
 * which has the same name in the schema ML, or that with the facade's in front of it, because
 * HSQLDB puts the name into its errors.
 */
final class HsqldbRoutineDdl {
  private static final Map<Class<?>, String> TYPES =
      Map.of(
          String.class, "LONGVARCHAR",
          Double.class, "DOUBLE",
          Integer.class, "INTEGER",
          Long.class, "BIGINT",
          Boolean.class, "BOOLEAN",
          OffsetDateTime.class, "TIMESTAMP WITH TIME ZONE",
          Double[].class, "DOUBLE ARRAY",
          String[].class, "LONGVARCHAR ARRAY");

  private final RoutineSpec routine;

  HsqldbRoutineDdl(RoutineSpec routine) {
    this.routine = routine;
  }

  List<String> create() {
    List<String> statements = new ArrayList<>(drop());
    for (Overload overload : routine.overloads()) {
      if (!overload.setsVariable()) {
        forms(overload).forEach(form -> form.addTo(statements));
      }
    }
    statements.add(
        "COMMENT ON ROUTINE " + outer() + " IS " + new TextLiteral(routine.summary()).sql());
    statements.add("GRANT EXECUTE ON FUNCTION " + outer() + " TO PUBLIC");
    for (String view : routine.view().stream().toList()) {
      statements.add("CREATE VIEW ML." + view + " AS SELECT * FROM TABLE(" + outer() + "())");
      statements.add("GRANT SELECT ON ML." + view + " TO PUBLIC");
    }
    return statements;
  }

  /** First what calls, then what is called. */
  List<String> drop() {
    List<String> statements = new ArrayList<>();
    routine.view().ifPresent(view -> statements.add("DROP VIEW ML." + view + " IF EXISTS"));
    statements.add("DROP FUNCTION " + outer() + " IF EXISTS");
    if (isWriting()) {
      statements.add("DROP FUNCTION " + inner() + " IF EXISTS");
    }
    return statements;
  }

  private boolean isWriting() {
    return routine.kind() == SqlRoutine.Kind.PROCEDURE;
  }

  /** What is called. */
  private String outer() {
    return routine.qualifiedName();
  }

  /** The Java function of a routine that may write: {@code ML.ML_TRAIN}, {@code ML.PGML_TRAIN}. */
  private String inner() {
    return "ML."
        + (routine.isOfFacade() ? routine.schema() + "_" + routine.name() : routine.name());
  }

  /** An array of values is one of DOUBLE or of VARCHAR: two functions with one Java method. */
  private List<Form> forms(Overload overload) {
    String count = "_" + overload.parameters().size();
    return takesValues(overload)
        ? List.of(
            new Form(overload, count + "_DOUBLE", "DOUBLE ARRAY"),
            new Form(overload, count + "_TEXT", "LONGVARCHAR ARRAY"))
        : List.of(new Form(overload, count, ""));
  }

  private static boolean takesValues(Overload overload) {
    return overload.parameters().stream().anyMatch(p -> p.type() == Object[].class);
  }

  /** One function of SQL. */
  private final class Form {
    private final Overload overload;
    private final String suffix;
    private final String valuesType;

    Form(Overload overload, String suffix, String valuesType) {
      this.overload = overload;
      this.suffix = suffix;
      this.valuesType = valuesType;
    }

    void addTo(List<String> statements) {
      String java = "LANGUAGE JAVA PARAMETER STYLE JAVA EXTERNAL NAME " + externalName();
      if (isWriting()) {
        statements.add(head(inner()) + java);
        statements.add(
            head(outer())
                + "BEGIN ATOMIC DECLARE ML_INSTALLED VARCHAR(32);"
                + " SET ML_INSTALLED = (SELECT MAX(I.VERSION) FROM ML.INSTALLATION AS I);"
                + " RETURN "
                + (routine.columns().isEmpty()
                    ? call()
                    : "TABLE(SELECT * FROM TABLE(" + call() + "))")
                + "; END");
      } else {
        statements.add(head(outer()) + java);
      }
    }

    private String call() {
      return inner()
          + overload.parameters().stream()
              .map(HsqldbRoutineDdl::sqlName)
              .collect(joining(", ", "(", ")"));
    }

    private String head(String name) {
      String parameters =
          overload.parameters().stream()
              .map(parameter -> sqlName(parameter) + " " + type(parameter.type()))
              .collect(joining(", ", "(", ")"));
      return String.format(
          Locale.ROOT,
          "CREATE FUNCTION %s%s RETURNS %s SPECIFIC %s%s READS SQL DATA ",
          name,
          parameters,
          returned(),
          name,
          suffix);
    }

    private String returned() {
      return routine.columns().isEmpty()
          ? type(overload.returnType())
          : routine.columns().stream()
              .map(column -> new Identifier(column.name()).sql() + " " + type(column.type()))
              .collect(joining(", ", "TABLE(", ")"));
    }

    private String type(Class<?> type) {
      if (type == Object[].class) {
        return valuesType;
      }
      String sql = TYPES.get(type);
      if (sql == null) {
        throw new IllegalArgumentException(routine.name() + ": no SQL type for " + type);
      }
      return sql;
    }

    private String externalName() {
      Class<?> owner = routine.type();
      String method = "call";
      if (takesValues(overload)) {
        owner = HsqldbPositional.class;
        String type = routine.type().getSimpleName();
        method = type.substring(0, 1).toLowerCase(Locale.ROOT) + type.substring(1);
        requireMethod(owner, method);
      }
      return new TextLiteral("CLASSPATH:" + owner.getName() + "." + method).sql();
    }
  }

  private static void requireMethod(Class<?> owner, String method) {
    if (Arrays.stream(owner.getMethods()).noneMatch(m -> m.getName().equals(method))) {
      throw new IllegalArgumentException(owner + " has no " + method);
    }
  }

  /** Quoted, since names such as TABLE, USER or ROW are reserved. */
  private static String sqlName(Parameter parameter) {
    return new Identifier(parameter.name().toUpperCase(Locale.ROOT)).sql();
  }
}
