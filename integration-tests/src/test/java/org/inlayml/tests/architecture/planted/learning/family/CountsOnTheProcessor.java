// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.architecture.planted.learning.family;

final class CountsOnTheProcessor {
  double exp(double value) {
    return Math.exp(value);
  }

  double log(double value) {
    return Math.log(value);
  }

  double pow(double value) {
    return Math.pow(value, 0.3);
  }

  double tanh(double value) {
    return Math.tanh(value);
  }
}
