// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.architecture.planted.learning;

import smile.math.MathEx;

final class NamesSmile {
  double smile() {
    return MathEx.random();
  }
}
