// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.feature;

import java.util.List;

/** A pipeline fitted on training rows, and the columns that it leaves out, in table order. */
public record FittedPipeline(Pipeline pipeline, List<DroppedColumn> dropped) {
  public FittedPipeline {
    dropped = List.copyOf(dropped);
  }
}
