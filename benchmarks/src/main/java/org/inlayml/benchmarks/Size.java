// SPDX-License-Identifier: Apache-2.0
package org.inlayml.benchmarks;

/** How much a program measures. */
enum Size {
  /** Whether it works at all: seconds. */
  SMALL,
  /** The figures of the documentation: minutes. */
  FULL;

  /** {@code --small} or {@code --full}; without arguments all of it. */
  static Size of(String[] arguments) {
    if (arguments.length == 0) {
      return FULL;
    } else if (arguments.length == 1 && arguments[0].equals("--small")) {
      return SMALL;
    } else if (arguments.length == 1 && arguments[0].equals("--full")) {
      return FULL;
    }
    throw new IllegalArgumentException("the one argument is --small or --full");
  }

  int choose(int small, int full) {
    return this == SMALL ? small : full;
  }
}
