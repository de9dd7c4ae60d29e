// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.architecture.planted.cycle.two;

import org.inlayml.tests.architecture.planted.cycle.one.KnowsTwo;

public interface KnowsOne {
  KnowsTwo one();
}
