// SPDX-License-Identifier: Apache-2.0
package org.inlayml.engine;

/** Told by a trainer after each round; what it throws ends the training. */
@FunctionalInterface
public interface NativeProgress {
  /**
   * Reports.
   *
   * @param rounds how many are done
   */
  void done(int rounds);
}
