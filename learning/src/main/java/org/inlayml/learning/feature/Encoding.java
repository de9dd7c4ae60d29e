// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.feature;

import java.util.List;

/**
 * How one raw feature becomes encoded features; fitted on training rows alone. {@link
 * PipelineEncoder} applies it. Immutable, thread-safe.
 */
public sealed interface Encoding
    permits NumberEncoding, CalendarEncoding, OneHotEncoding, TextNumberEncoding {
  /** How many encoded features it makes. */
  int width();

  /** Names of the encoded features of the column {@code name}; {@link #width} of them. */
  List<String> names(String name);
}
