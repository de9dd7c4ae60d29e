// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.architecture.planted.learning;

import org.inlayml.tests.architecture.planted.store.KnowsTheProcedures;

final class KnowsTheStore {
  KnowsTheProcedures store() {
    return new KnowsTheProcedures();
  }
}
