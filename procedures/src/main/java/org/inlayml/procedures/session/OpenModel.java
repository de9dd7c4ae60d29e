// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.session;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.inlayml.learning.prediction.Predictor;
import org.inlayml.procedures.dialect.Dialect.Work;
import org.inlayml.store.LoadedModel;

/**
 * A model that a thread predicts with, row after row of a statement, and the thread's buffers for
 * it. Not thread-safe.
 */
public final class OpenModel {
  private final LoadedModel model;
  private final Predictor.Scratch scratch;
  private final Map<Class<?>, Object> kept = new HashMap<>();

  private OpenModel(LoadedModel model) {
    this.model = model;
    scratch = model.predictor().scratch();
  }

  static OpenModel of(LoadedModel model) {
    return new OpenModel(model);
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
