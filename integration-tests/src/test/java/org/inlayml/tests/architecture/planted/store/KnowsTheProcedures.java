// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.architecture.planted.store;

import org.inlayml.tests.architecture.planted.procedures.KnowsTheMigrations;

public final class KnowsTheProcedures {
  KnowsTheMigrations procedures() {
    return new KnowsTheMigrations();
  }
}
