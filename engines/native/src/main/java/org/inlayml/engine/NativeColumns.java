// SPDX-License-Identifier: Apache-2.0
package org.inlayml.engine;

import java.io.IOException;

/** The features, a column at a time, from the first to the last, each once. */
@FunctionalInterface
public interface NativeColumns {
  /**
   * Hands out the next column.
   *
   * @param into one place a row
   */
  void next(double[] into) throws IOException;
}
