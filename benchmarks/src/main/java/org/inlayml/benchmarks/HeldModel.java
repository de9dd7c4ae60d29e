// SPDX-License-Identifier: Apache-2.0
package org.inlayml.benchmarks;

import java.util.Objects;
import org.inlayml.procedures.session.OpenModel;
import org.jspecify.annotations.Nullable;

/**
 * A model in a static field, as one would hold it who writes a function for just that model: no
 * handle is looked up. For one thread.
 */
final class HeldModel {
  // a function in SQL has no other place to find anything
  private static @Nullable OpenModel held;

  private HeldModel() {}

  static void hold(OpenModel model) {
    held = model;
  }

  static OpenModel get() {
    return Objects.requireNonNull(held, "no model is held");
  }
}
