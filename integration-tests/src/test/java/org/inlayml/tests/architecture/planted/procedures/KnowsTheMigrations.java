// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.architecture.planted.procedures;

import org.inlayml.tests.architecture.planted.migrations.Migration;

public final class KnowsTheMigrations {
  Migration migrations() {
    return new Migration();
  }
}
