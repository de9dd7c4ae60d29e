// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.drift;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.MlException;
import org.inlayml.learning.error.Suggestion;
import org.inlayml.learning.feature.Feature;
import org.inlayml.learning.table.ColumnType;
import org.inlayml.procedures.relation.FeatureColumns;
import org.inlayml.procedures.relation.Relation;
import org.inlayml.procedures.relation.Relation.Described;
import org.inlayml.procedures.session.Session;
import org.inlayml.store.LoadedModel;

/**
 * Whether the relation that a model was trained on still has the columns that the model reads. A
 * column that is gone, has another name or means something else breaks the model. A relation that
 * the caller does not see breaks nothing: it may be another user's, or have been made for the
 * training alone.
 */
public final class SchemaCheck {
  private static final String NO_COLUMN = "42S22";

  /** HSQLDB's for whatever it does not find; the name stands at the end of the message. */
  private static final String NOT_FOUND = "42501";

  /** H2's. */
  private static final String NOT_ENOUGH_RIGHTS = "90096";

  private final TrainedOn trainedOn;
  private final List<Feature> features;

  private SchemaCheck(TrainedOn trainedOn, List<Feature> features) {
    this.trainedOn = trainedOn;
    this.features = features;
  }

  /** How a check ended. */
  public enum Status {
    OK("ok"),
    BROKEN("BROKEN"),
    /** It cannot be told. */
    UNKNOWN("unknown");

    private final String text;

    Status(String text) {
      this.text = text;
    }

    /** As SQL shows it. */
    public String text() {
      return text;
    }
  }

  /**
   * The result of one check.
   *
   * @param reason why it is not ok, or what is to be known of it though it is; may be empty
   */
  public record Finding(String check, Status status, String reason) {}

  /**
   * Why a model cannot work on the relation that it was trained on; empty where it can, or where
   * that cannot be told. One small query and the preparing of another one.
   */
  public static Optional<String> problem(Session session, LoadedModel model) throws SQLException {
    return problem(session, model, TrainedOn.find(session.connection(), model));
  }

  /** As {@link #problem(Session, LoadedModel)}, of what is known already. */
  public static Optional<String> problem(Session session, LoadedModel model, TrainedOn trainedOn)
      throws SQLException {
    return findings(session, model, trainedOn).stream()
        .filter(finding -> finding.status() == Status.BROKEN)
        .map(Finding::reason)
        .reduce((a, b) -> a + "; " + b);
  }

  /**
   * As {@link #require}, to a user who may see what the model was trained on; others are answered.
   *
   * <p>Errors: {@link MlError#MODEL_BROKEN}.
   */
  public static void requireToAnswer(Session session, LoadedModel model) throws SQLException {
    try {
      require(session, model);
    } catch (SQLException e) {
      if (!isOfRights(e)) {
        throw e;
      }
    }
  }

  private static boolean isOfRights(SQLException e) {
    return NOT_FOUND.equals(e.getSQLState()) || NOT_ENOUGH_RIGHTS.equals(e.getSQLState());
  }

  /** Errors: {@link MlError#MODEL_BROKEN}. */
  public static void require(Session session, LoadedModel model) throws SQLException {
    Optional<String> problem = problem(session, model);
    if (problem.isPresent()) {
      throw MlError.MODEL_BROKEN.with(model.handle(), problem.get());
    }
  }

  /** All checks: of the relation, of each feature in order, of the target. */
  public static List<Finding> findings(Session session, LoadedModel model, TrainedOn trainedOn)
      throws SQLException {
    return new SchemaCheck(trainedOn, model.predictor().pipeline().features()).run(session);
  }

  private List<Finding> run(Session session) throws SQLException {
    if (trainedOn.relation().isEmpty()) {
      return List.of(relation(Status.UNKNOWN, "not recorded"));
    }
    String text = trainedOn.relation().get();
    Relation relation;
    List<Described> columns;
    try {
      relation = Relation.of(session, text);
      columns = relation.describe(session);
    } catch (MlException e) {
      return List.of(
          relation(Status.UNKNOWN, text + " does not exist or is not visible to this user"));
    } catch (SQLException e) {
      return List.of(
          isOfColumn(e)
              ? relation(Status.BROKEN, "the query that was trained on fails: " + message(e))
              : relation(Status.UNKNOWN, "it cannot be read: " + message(e)));
    }
    List<Finding> findings = new ArrayList<>();
    findings.add(relation(Status.OK, ""));
    FeatureColumns found =
        FeatureColumns.of(features, columns.stream().map(Described::name).toList());
    for (int i = 0; i < features.size(); i++) {
      findings.add(feature(features.get(i), found.found().get(i), relation.text(), columns));
    }
    trainedOn.target().ifPresent(target -> findings.add(target(target, relation, columns)));
    return findings;
  }

  private static Finding relation(Status status, String reason) {
    return new Finding("relation", status, reason);
  }

  /** Whether a statement fails since a column is gone that there was. */
  private boolean isOfColumn(SQLException e) {
    String message = message(e).toUpperCase(Locale.ROOT);
    return NO_COLUMN.equals(e.getSQLState())
        || (NOT_FOUND.equals(e.getSQLState())
            && features.stream()
                .map(feature -> feature.name().toUpperCase(Locale.ROOT))
                .anyMatch(name -> message.endsWith(": " + name) || message.endsWith("." + name)));
  }

  /** The engine's, without the statement that the user knows. */
  private static String message(SQLException e) {
    return String.valueOf(e.getMessage())
        .replaceFirst("(?s)(; SQL statement:| in statement \\[).*", "");
  }

  private Finding feature(
      Feature feature, Optional<String> column, String relation, List<Described> columns) {
    String check = "feature " + feature.name();
    if (column.isEmpty()) {
      String reason = "column '" + feature.name() + "' is not in " + relation;
      return new Finding(
          check,
          Status.BROKEN,
          newName(feature, columns)
              .map(name -> reason + " (was it renamed to '" + name + "'?)")
              .orElse(reason));
    }
    Described now =
        columns.stream().filter(c -> c.name().equals(column.get())).findFirst().orElseThrow();
    if (now.type().filter(type -> isAlike(feature.type(), type)).isEmpty()) {
      return new Finding(
          check,
          Status.BROKEN,
          "column '"
              + now.name()
              + "' was "
              + feature.type()
              + ", but is "
              + now.sqlType()
              + " now");
    }
    return new Finding(check, Status.OK, "");
  }

  private static boolean isAlike(ColumnType trained, ColumnType now) {
    return trained == now || (isPlainNumber(trained) && isPlainNumber(now));
  }

  private static boolean isPlainNumber(ColumnType type) {
    return type == ColumnType.INTEGER || type == ColumnType.NUMBER;
  }

  /** The likely one of the columns of its type that were not there in training. */
  private Optional<String> newName(Feature feature, List<Described> columns) {
    Set<String> before = new HashSet<>(trainedOn.columns());
    features.forEach(known -> before.add(known.name()));
    trainedOn.target().ifPresent(before::add);
    List<String> candidates =
        columns.stream()
            .filter(c -> c.type().filter(feature.type()::equals).isPresent())
            .map(Described::name)
            .filter(name -> before.stream().noneMatch(name::equalsIgnoreCase))
            .toList();
    boolean sure = candidates.size() == 1 && !trainedOn.columns().isEmpty();
    return sure ? Optional.of(candidates.get(0)) : Suggestion.find(feature.name(), candidates);
  }

  /** A model predicts without its target. */
  private static Finding target(String target, Relation relation, List<Described> columns) {
    boolean there = columns.stream().anyMatch(c -> c.name().equalsIgnoreCase(target));
    return new Finding(
        "target " + target,
        Status.OK,
        there
            ? ""
            : "column '" + target + "' is not in " + relation.text() + ": it cannot be trained on");
  }
}
