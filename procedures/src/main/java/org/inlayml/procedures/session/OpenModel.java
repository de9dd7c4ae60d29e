// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.session;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.inlayml.learning.prediction.Predictor;
import org.inlayml.procedures.dialect.Dialect.Work;
import org.inlayml.store.LoadedModel;
import org.jspecify.annotations.Nullable;

/**
 * A model that a thread predicts with, row after row of a statement, and the thread's buffers for
 * it. Not thread-safe.
 */
public final class OpenModel {
  private final LoadedModel model;
  private final Predictor.Scratch scratch;
  private final Map<Class<?>, Object> kept = new HashMap<>();
  private final @Nullable Trial trial;
  private final @Nullable OpenModel other;

  private OpenModel(LoadedModel model, @Nullable Trial trial) {
    this.model = model;
    this.trial = trial;
    scratch = model.predictor().scratch();
    other = trial == null ? null : new OpenModel(trial.b(), null);
  }

  static OpenModel of(ServedModel served) {
    return new OpenModel(served.model(), served.trial().orElse(null));
  }

  /** The A/B test or shadow that runs; null where none does. */
  public @Nullable Trial trial() {
    return trial;
  }

  /**
   * The model that answers the row that stands in this one's scratch: this one, or where an A/B
   * test says so version b, into whose scratch the row is copied.
   *
   * @param key text of the row's key; null where it has none
   */
  public OpenModel answering(@Nullable String key) {
    return trial == null || trial.isShadow() || !trial.takes(key, scratch.row()) ? this : copied();
  }

  /**
   * Version b of a shadow where it is to compute the row, too, which then stands in its scratch;
   * null where it is not.
   *
   * @param key text of the row's key; null where it has none
   */
  public @Nullable OpenModel shadowing(@Nullable String key) {
    return trial != null && trial.isShadow() && trial.takes(key, scratch.row()) ? copied() : null;
  }

  private OpenModel copied() {
    OpenModel b = Objects.requireNonNull(other);
    b.scratch.row().copyFrom(scratch.row());
    return b;
  }

  public LoadedModel model() {
    return model;
  }

  public Predictor.Scratch scratch() {
    return scratch;
  }

  public Predictor predictor() {
    return model.predictor();
  }

  /** As {@link #kept}, where a statement has to be run to make it. */
  public <T> T keptOnceRead(Class<T> type, Work<T> reading) throws SQLException {
    Object known = kept.get(type);
    if (known == null) {
      known = reading.run();
      kept.put(type, known);
    }
    return type.cast(known);
  }

  /**
   * What a routine keeps with the model from row to row.
   *
   * @param maker makes it at the first row
   */
  public <T> T kept(Class<T> type, Function<OpenModel, T> maker) {
    Object known = kept.get(type);
    if (known == null) {
      known = maker.apply(this);
      kept.put(type, known);
    }
    return type.cast(known);
  }
}
