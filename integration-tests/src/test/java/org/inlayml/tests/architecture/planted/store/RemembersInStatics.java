// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.architecture.planted.store;

final class RemembersInStatics {
  static int count;

  private RemembersInStatics() {}
}
