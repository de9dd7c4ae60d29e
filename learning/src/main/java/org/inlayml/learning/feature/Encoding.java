// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.feature;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one raw feature becomes encoded features; fitted on training rows alone. Immutable,
 * thread-safe.
 */
public sealed interface Encoding
    permits NumberEncoding,
        NumberTextEncoding,
        CalendarEncoding,
        OneHotEncoding,
        OrdinalEncoding,
        FrequencyEncoding {
  /** How many encoded features it makes. */
  int width();

  /** Names of the encoded features of the column {@code name}; {@link #width} of them. */
  List<String> names(String name);

  /**
   * Writes the encoded values to {@code target[offset] … target[offset + width - 1]}; every value
   * written is finite.
   *
   * @param number the raw value of a numeric column, NaN where missing; ignored by text encodings
   * @param text the raw value of a text column, null where missing; ignored by number encodings
   */
  void encode(double number, @Nullable String text, double[] target, int offset);
}
