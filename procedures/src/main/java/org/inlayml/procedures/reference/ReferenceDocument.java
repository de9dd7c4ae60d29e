// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.reference;

import static java.util.stream.Collectors.joining;

import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.metric.AnomalyMetric;
import org.inlayml.learning.metric.Metric;
import org.inlayml.learning.metric.StructureMetric;
import org.inlayml.procedures.reference.RoutineSpec.Overload;
import org.inlayml.procedures.reference.RoutineSpec.Parameter;

/** {@code docs/reference.md}. */
public final class ReferenceDocument {
  private static final int BINARY = 2;
  private static final int SEVERAL = 3;

  private static final Map<Class<?>, String> TYPES =
      Map.of(
          String.class, "VARCHAR",
          Double.class, "DOUBLE",
          Integer.class, "INTEGER",
          Long.class, "BIGINT",
          Boolean.class, "BOOLEAN",
          OffsetDateTime.class, "TIMESTAMP WITH TIME ZONE",
          Double[].class, "DOUBLE ARRAY",
          String[].class, "VARCHAR ARRAY");

  private ReferenceDocument() {}

  /** The text of the document. */
  public static String text(List<RoutineSpec> routines) {
    return Markdown.title("Reference")
        + introduction()
        + Markdown.table(
            List.of("Routine", "Does"),
            routines.stream()
                .map(r -> List.of("[`" + r.title() + "`](#" + anchor(r) + ")", r.summary()))
                .toList())
        + routines.stream().map(ReferenceDocument::section).collect(joining())
        + metrics();
  }

  private static String introduction() {
    return """
    All routines are in the schema `SYS`; all work the same on H2 and HSQLDB unless said otherwise.
    Arguments go by position. An argument that names rows takes `schema.table`, a view, or a query.
    JSON goes in and comes out as text. `NULL` options are the defaults; an unknown key is an error.
    A routine that writes must be called by `CALL`, in a statement of its own; the others work in
    any clause of a query too. `CALL` gives one row with one column.

    Errors of reading rows, models and options can come from every routine that has such an
    argument; [errors.md](errors.md) lists all. `CALL sys.ML_HELP('ML_TRAIN');` gives this page's
    text in the database.

    The examples use these tables and models:

    ```sql
    """
        + ExampleTables.SQL
        + "```\n\n";
  }

  private static String section(RoutineSpec routine) {
    StringBuilder text = new StringBuilder("## " + routine.title() + "\n\n```text\n");
    for (Overload overload : routine.overloads()) {
      text.append(signatures(routine, overload));
    }
    text.append("```\n\n").append(routine.documentation());
    if (routine.kind() == SqlRoutine.Kind.PROCEDURE) {
      text.append(" Call it by `CALL`.");
    }
    if (routine.definesTables()) {
      text.append(" It creates or alters tables, which commits the transaction on both engines.");
    }
    text.append("\n\n");
    Overload longest = routine.overloads().get(routine.overloads().size() - 1);
    if (!longest.parameters().isEmpty()) {
      text.append(
          Markdown.table(
              List.of("Argument", "Meaning"),
              longest.parameters().stream()
                  .map(p -> List.of(Markdown.code(p.name()), p.documentation()))
                  .toList()));
    }
    if (!routine.options().isEmpty()) {
      text.append(Markdown.options(routine.options()));
    }
    text.append("Returns ").append(routine.returns()).append(".\n\n");
    if (!routine.columns().isEmpty()) {
      text.append(
          Markdown.table(
              List.of("Column", "Type", "Meaning"),
              routine.columns().stream()
                  .map(c -> List.of(Markdown.code(c.name()), type(c.type()), c.documentation()))
                  .toList()));
    }
    if (!routine.errors().isEmpty()) {
      text.append(
          Markdown.table(
              List.of("Error", "Message"),
              routine.errors().stream().map(ReferenceDocument::error).toList()));
    }
    return text.append("```sql\n").append(routine.example()).append("\n```\n\n").toString();
  }

  private static List<String> error(MlError error) {
    return List.of(
        Markdown.code(error.sqlState()) + String.format(Locale.ROOT, " ML%06d", error.number()),
        ErrorsDocument.message(error));
  }

  private static String signatures(RoutineSpec routine, Overload overload) {
    if (overload.parameters().stream().noneMatch(p -> p.type() == Object[].class)) {
      return signature(routine, overload, "", overload.setsVariable() ? "  -- H2 alone" : "");
    }
    return signature(routine, overload, "DOUBLE ARRAY", "")
        + signature(routine, overload, "VARCHAR ARRAY", "")
        + signature(routine, overload, "any type, ...", "  -- H2 alone");
  }

  private static String signature(
      RoutineSpec routine, Overload overload, String valuesType, String remark) {
    String parameters =
        overload.parameters().stream()
            .map(p -> p.name() + " " + type(p, valuesType))
            .collect(joining(", "));
    return routine.sqlName() + "(" + parameters + ")" + remark + "\n";
  }

  private static String type(Parameter parameter, String valuesType) {
    return parameter.type() == Object[].class ? valuesType : type(parameter.type());
  }

  private static String type(Class<?> type) {
    return TYPES.getOrDefault(type, type.getSimpleName());
  }

  private static String metrics() {
    List<Metric> binary = Metric.allowed(Task.CLASSIFICATION, BINARY);
    List<Metric> several = Metric.allowed(Task.CLASSIFICATION, SEVERAL);
    List<Metric> numbers = Metric.allowed(Task.REGRESSION, 0);
    return """
    ## Metrics

    For `ML_SCORE` and the option `optimization_metric` of `ML_TRAIN`. Higher is always better, so
    errors are negative. In a binary problem the second class of `ML_CLASSES` is the positive one.

    """
        + Markdown.table(
                List.of("Metric", "Two classes", "More classes", "Numbers"),
                Arrays.stream(Metric.values())
                    .map(
                        m ->
                            List.of(
                                Markdown.code(m.sqlName()),
                                mark(binary, m),
                                mark(several, m),
                                mark(numbers, m)))
                    .toList())
            .stripTrailing()
        + "\n\n"
        + unsupervisedMetrics().stripTrailing()
        + "\n";
  }

  private static String unsupervisedMetrics() {
    return "Of a task without a truth, for `ML_SCORE` alone:\n\n"
        + Markdown.table(
            List.of("Metric", "Task", "Takes"),
            Stream.concat(
                    Arrays.stream(AnomalyMetric.values())
                        .map(
                            m ->
                                List.of(
                                    Markdown.code(m.sqlName()),
                                    Task.ANOMALY_DETECTION.sqlName(),
                                    switch (m.takes()) {
                                      case NOTHING -> "the target";
                                      case THRESHOLD -> "the target, `threshold`";
                                      case TOPK -> "the target, `topk`";
                                    })),
                    Arrays.stream(StructureMetric.values())
                        .map(
                            m ->
                                List.of(
                                    Markdown.code(m.sqlName()),
                                    m.task().sqlName(),
                                    m.needsTruth() ? "the target" : "")))
                .toList());
  }

  private static String mark(List<Metric> allowed, Metric metric) {
    return allowed.contains(metric) ? "yes" : "";
  }

  private static String anchor(RoutineSpec routine) {
    return Markdown.anchor(routine.title());
  }
}
