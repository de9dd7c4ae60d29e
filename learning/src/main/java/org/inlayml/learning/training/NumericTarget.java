// SPDX-License-Identifier: Apache-2.0
package org.inlayml.learning.training;

import org.inlayml.learning.error.MlError;
import org.inlayml.learning.table.Column;
import org.inlayml.learning.table.NumberColumn;

/** The target of a regression. */
public final class NumericTarget {
  private NumericTarget() {}

  /**
   * The values of a column of numbers or booleans; dates and texts are no numbers.
   *
   * <p>Errors: {@link MlError#TARGET_NOT_NUMERIC}.
   */
  public static double[] values(Column column) {
    if (column instanceof NumberColumn numbers && !column.type().isTemporal()) {
      return numbers.values();
    }
    throw MlError.TARGET_NOT_NUMERIC.with(column.name(), column.type());
  }
}
