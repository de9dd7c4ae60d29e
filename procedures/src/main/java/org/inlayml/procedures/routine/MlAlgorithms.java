// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.inlayml.learning.json.Json;
import org.inlayml.learning.learner.Learner;
import org.inlayml.learning.learner.LearnerSpec;
import org.inlayml.learning.learner.Task;
import org.inlayml.learning.learner.Trait;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.training.Algorithms;
import org.inlayml.procedures.reference.RoutineSpec.Column;
import org.inlayml.procedures.reference.SqlRoutine;
import org.inlayml.procedures.session.Session;
import org.jspecify.annotations.Nullable;

/** {@code ML_ALGORITHMS()}. */
@SqlRoutine(
    name = "ML_ALGORITHMS",
    kind = SqlRoutine.Kind.FUNCTION,
    returns = "rows, one for each algorithm",
    doc =
        "Lists the algorithms of ML_TRAIN with their hyperparameters, those of optional engines"
            + " that are on the class path included. The view ML.ALGORITHM shows the same rows. In"
            + " FROM, H2 takes sys.ML_ALGORITHMS(), HSQLDB TABLE(sys.ML_ALGORITHMS()).",
    example = "CALL sys.ML_ALGORITHMS();")
public final class MlAlgorithms {
  static final List<Column> COLUMNS =
      List.of(
          new Column("ALGORITHM", String.class, "For the option algorithm."),
          new Column("TASKS", String.class, "What it can do, with commas."),
          new Column("OTHER_NAMES", String.class, "Other systems' names for it, with commas."),
          new Column(
              "HYPERPARAMETERS",
              String.class,
              "A JSON array of its options: name, expects, default, meaning."),
          new Column("COMPARED", Boolean.class, "Whether it is tried where none is named."),
          new Column("WEIGHTED", Boolean.class, "Whether it heeds weights of rows and classes."),
          new Column("WARM_START", Boolean.class, "Whether it can go on from a stored model."),
          new Column("DESCRIPTION", String.class, "What it learns."),
          new Column("SOURCE", String.class, "Where the method is described."));

  private MlAlgorithms() {}

  public static ResultSet call(Connection connection) throws SQLException {
    return Session.read(connection, MlAlgorithms::list);
  }

  private static ResultSet list(Session session) throws SQLException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Learner learner : Algorithms.LEARNERS.all()) {
      rows.add(row(learner.spec()));
    }
    return session.dialect().result(session.connection(), COLUMNS, rows);
  }

  private static List<@Nullable Object> row(LearnerSpec spec) {
    List<@Nullable Object> row = new ArrayList<>();
    row.add(spec.name());
    row.add(spec.tasks().stream().sorted().map(Task::sqlName).collect(joining(", ")));
    row.add(String.join(", ", spec.aliases()));
    row.add(Json.write(spec.hyperparameters().stream().map(MlAlgorithms::option).toList()));
    row.add(spec.has(Trait.COMPARED));
    row.add(spec.has(Trait.WEIGHTED));
    row.add(spec.has(Trait.WARM_START));
    row.add(spec.documentation());
    row.add(spec.source());
    return row;
  }

  private static Map<String, @Nullable Object> option(Option<?> option) {
    Map<String, @Nullable Object> described = new LinkedHashMap<>();
    described.put("name", option.name());
    described.put("expects", option.expectation());
    described.put("default", option.defaultValue().orElse(null));
    described.put("meaning", option.documentation());
    return described;
  }
}
