// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.attachment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.inlayml.store.sql.QualifiedName;

/**
 * A table whose rows are scored by a model, one row of {@code ML.ATTACHMENT}.
 *
 * @param id identifies it for good; part of the names of its triggers
 * @param table the table as it was called when it was attached, real names
 * @param model the model's handle as given; resolved for each row, so that a new model of that name
 *     is used from the next row on
 * @param onUpdate whether an UPDATE that changes a feature scores, too
 * @param onError what happens to a row that cannot be scored
 * @param log whether every prediction is also written to {@code ML.PREDICTION_LOG}
 */
public record Attachment(
    long id,
    QualifiedName table,
    String model,
    boolean onUpdate,
    OnError onError,
    boolean log,
    ResultColumns columns) {

  /** What happens to a row that cannot be scored. */
  public enum OnError {
    /** The statement fails with the error. */
    FAIL,
    /** The row is stored without a prediction. */
    NULL,
    /** As NULL, and the row and the error are written to {@code ML.QUARANTINE}. */
    QUARANTINE
  }

  /**
   * The columns that scoring fills, by real name.
   *
   * @param probability of the predicted class, where wanted
   * @param modelId the model's immutable id, where wanted
   * @param scoredAt the time of scoring, where wanted
   * @param version the number of the version in its project, where wanted
   * @param fingerprint of the features, where wanted
   */
  public record ResultColumns(
      String prediction,
      Optional<String> probability,
      Optional<String> modelId,
      Optional<String> scoredAt,
      Optional<String> version,
      Optional<String> fingerprint) {
    /** All, in order. */
    public List<String> names() {
      List<String> names = new ArrayList<>(List.of(prediction));
      Stream.of(probability, modelId, scoredAt, version, fingerprint)
          .flatMap(Optional::stream)
          .forEach(names::add);
      return names;
    }
  }

  private static final String TRIGGER_PREFIX = "ML_ATTACHMENT_";
  private static final Pattern TRIGGER = Pattern.compile(TRIGGER_PREFIX + "[0-9]{1,18}_[A-Z]+");

  /** An attachment of which only the triggers are left: good for removing them. */
  static Attachment unrecorded(long id, QualifiedName table) {
    ResultColumns none =
        new ResultColumns(
            "",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new Attachment(id, table, "?", false, OnError.FAIL, false, none);
  }

  /** The name of the trigger for an event, in the table's schema. */
  public String trigger(String event) {
    return TRIGGER_PREFIX + id + "_" + event;
  }

  /** Whether a trigger of that name belongs to an attachment. */
  static boolean hasTrigger(String name) {
    return TRIGGER.matcher(name).matches();
  }

  /**
   * The id of the attachment that a trigger belongs to, however the engine has prefixed its name.
   */
  public static long idOf(String trigger) {
    int start = trigger.lastIndexOf(TRIGGER_PREFIX) + TRIGGER_PREFIX.length();
    return Long.parseLong(trigger.substring(start, trigger.indexOf('_', start)));
  }
}
