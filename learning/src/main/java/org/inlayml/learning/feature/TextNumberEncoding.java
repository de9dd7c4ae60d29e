// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.feature;

import org.jspecify.annotations.Nullable;

/** An encoding of a text as one number. Immutable, thread-safe. */
public sealed interface TextNumberEncoding extends Encoding
    permits NumberTextEncoding, OrdinalEncoding, FrequencyEncoding {
  /** The encoded value of a text, finite; null where the text is missing. */
  double value(@Nullable String text);
}
