// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.architecture.planted.learning;

import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

final class LeavesItToChance {
  double random() {
    return Math.random();
  }

  Random generator() {
    return new Random();
  }

  SplittableRandom splittable() {
    return new SplittableRandom();
  }

  int local() {
    return ThreadLocalRandom.current().nextInt();
  }

  String name() {
    return UUID.randomUUID().toString();
  }
}
