// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.architecture.planted.store;

final class Prints {
  void out() {
    System.out.println();
  }

  void err() {
    System.err.println();
  }

  void trace(Exception e) {
    e.printStackTrace();
  }
}
