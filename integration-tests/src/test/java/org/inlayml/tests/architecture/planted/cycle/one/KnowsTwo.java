// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.architecture.planted.cycle.one;

import org.inlayml.tests.architecture.planted.cycle.two.KnowsOne;

public interface KnowsTwo {
  KnowsOne two();
}
