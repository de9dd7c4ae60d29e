// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.routine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.option.Option;
import org.inlayml.learning.option.Options;
import org.inlayml.procedures.reference.Doc;
import org.inlayml.procedures.reference.SqlRoutine;
import org.inlayml.procedures.registry.Experiment;
import org.inlayml.procedures.session.JsonOptions;
import org.inlayml.procedures.session.Rights;
import org.inlayml.procedures.session.Session;
import org.inlayml.store.ModelStore;
import org.inlayml.store.registry.AbTest;
import org.inlayml.store.registry.AbTest.Kind;
import org.inlayml.store.registry.Privilege;
import org.inlayml.store.registry.Project;
import org.jspecify.annotations.Nullable;

/** {@code ML_AB_TEST(project, options)}. */
@SqlRoutine(
    name = "ML_AB_TEST",
    kind = SqlRoutine.Kind.PROCEDURE,
    returns = "VARCHAR: the name of the test",
    doc =
        "Begins an A/B test of two versions of a project: from now on the project's name stands for"
            + " both, and the hash of each row's key says which one answers, always the same one. A"
            + " small split makes it a canary; with shadow, version a answers all rows, and version"
            + " b is computed beside it where predictions are logged, and never seen. Belongs to the"
            + " caller's transaction. One test of a project runs at a time; ML_AB_END ends it.",
    example =
        "CALL sys.ML_AB_TEST('help_tested', '{\"b\": 2, \"split\": 0.1, \"key\": \"flower_id\"}');",
    errors = {
      MlError.PROJECT_NOT_FOUND,
      MlError.PROJECT_NOT_LIVE,
      MlError.VERSION_NOT_FOUND,
      MlError.VERSION_NOT_READY,
      MlError.AB_TEST_RUNS,
      MlError.CONFLICTING_OPTIONS
    })
public final class MlAbTest {
  static final Option<String> NAME =
      Option.text("name").doc("The name of the test; without it, such as '2 against 1'.");
  static final Option<Integer> A =
      Option.integer("a", 1, Integer.MAX_VALUE)
          .doc("The number of version a; without it, the live one.");
  static final Option<Integer> B =
      Option.integer("b", 1, Integer.MAX_VALUE)
          .doc("The number of version b; must be given, and have the same features as a.");
  static final Option<Double> SPLIT =
      Option.number("split", 0, 1)
          .defaultsTo(0.5)
          .doc("The share of the keys that version b answers.");
  static final Option<String> KEY =
      Option.text("key")
          .doc(
              "The column, or member of a JSON row, whose value decides. Without it, where it is"
                  + " NULL, or where a row comes without it, the feature values decide.");
  static final Option<Boolean> SHADOW =
      Option.flag("shadow")
          .defaultsTo(false)
          .doc("Whether version b only looks on: its predictions are logged, but not answered.");
  static final Option<Double> SAMPLING =
      Option.number("sampling", 0, 1)
          .defaultsTo(1.0)
          .doc("Of a shadow: the share of the keys that version b is computed for.");

  static final List<Option<?>> OPTIONS = List.of(NAME, A, B, SPLIT, KEY, SHADOW, SAMPLING);

  private static final int LONGEST = 255;

  private MlAbTest() {}

  public static String call(
      Connection connection,
      @Doc("The project.") @Nullable String project,
      @Doc("JSON object of options.") @Nullable String options)
      throws SQLException {
    return Session.write(connection, session -> begin(session, project, options));
  }

  static String begin(Session session, @Nullable String projectName, @Nullable String optionsJson)
      throws SQLException {
    Options options = JsonOptions.parse("ML_AB_TEST", OPTIONS, optionsJson);
    String name = Arguments.required("project", "ML_AB_TEST", projectName);
    check(options);
    Connection connection = session.connection();
    ModelStore.shared().lock(connection);
    Project project = Rights.change(connection, name, Privilege.DEPLOY);
    if (project.liveVersion().isEmpty()) {
      throw MlError.PROJECT_NOT_LIVE.with(name, "");
    }
    int a = options.find(A).orElse(project.liveVersion().getAsInt());
    int b = options.get(B);
    boolean shadow = options.get(SHADOW);
    AbTest test =
        new AbTest(
            0,
            options.find(NAME).orElse(b + " against " + a),
            shadow ? Kind.SHADOW : Kind.AB,
            a,
            b,
            options.get(shadow ? SAMPLING : SPLIT),
            options.find(KEY));
    return new Experiment(session).begin(project, test).name();
  }

  private static void check(Options options) {
    if (!options.isGiven(B)) {
      throw MlError.INVALID_OPTION.with(B.name(), "none", "the number of a version");
    }
    boolean shadow = options.get(SHADOW);
    if (shadow && options.isGiven(SPLIT)) {
      throw MlError.CONFLICTING_OPTIONS.with(SPLIT.name(), SHADOW.name());
    } else if (!shadow && options.isGiven(SAMPLING)) {
      throw MlError.INVALID_OPTION.with(
          SAMPLING.name(), options.get(SAMPLING), "the option 'shadow' to be true");
    }
    for (Option<String> text : List.of(NAME, KEY)) {
      Optional<String> given = options.find(text);
      if (given.isPresent() && (given.get().isBlank() || given.get().length() > LONGEST)) {
        throw MlError.INVALID_OPTION.with(
            text.name(), "'" + given.get() + "'", "a text of 1 to " + LONGEST + " characters");
      }
    }
  }
}
