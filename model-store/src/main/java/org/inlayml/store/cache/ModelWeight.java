// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.cache;

import java.util.List;
import org.inlayml.learning.feature.Encoding;
import org.inlayml.learning.feature.Feature;
import org.inlayml.learning.feature.FrequencyEncoding;
import org.inlayml.learning.feature.OneHotEncoding;
import org.inlayml.learning.feature.OrdinalEncoding;
import org.inlayml.learning.prediction.Predictor;
import org.inlayml.store.codec.StoredModel;

/** Estimates how much heap a model takes, in bytes. */
final class ModelWeight {
  /** Objects, headers and references that are not counted one by one. */
  private static final long BASE = 1024;

  private static final long PER_FEATURE = 256;

  /** A string, its array, its position and its entry in a map, without the characters. */
  private static final long PER_TEXT = 128;

  /** A number and a reference. */
  private static final long PER_GOLDEN_VALUE = 16;

  private ModelWeight() {}

  static long of(StoredModel stored) {
    Predictor predictor = stored.predictor();
    long rows = stored.goldenRows().rows().size();
    int width = predictor.pipeline().features().size() + predictor.model().outputs();
    long weight = rows * width * PER_GOLDEN_VALUE;
    weight += BASE + predictor.model().bytes() + predictor.evaluator().bytes();
    weight += of(predictor.target().classes());
    for (Feature feature : predictor.pipeline().features()) {
      weight += PER_FEATURE + of(feature.encoding());
    }
    return weight;
  }

  private static long of(Encoding encoding) {
    if (encoding instanceof OneHotEncoding oneHot) {
      return of(oneHot.levels().texts());
    }
    if (encoding instanceof OrdinalEncoding ordinal) {
      return of(ordinal.levels().texts());
    }
    if (encoding instanceof FrequencyEncoding frequency) {
      return of(frequency.levels().texts()) + (long) Double.BYTES * frequency.levels().size();
    }
    return 0;
  }

  private static long of(List<String> texts) {
    return texts.stream().mapToLong(text -> PER_TEXT + 2L * text.length()).sum();
  }
}
