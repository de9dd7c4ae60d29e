// SPDX-License-Identifier: Apache-2.0
package org.inlayml.lightgbm;

import org.inlayml.engine.SqlContract;

class LightgbmSqlTest extends SqlContract {
  LightgbmSqlTest() {
    super("lightgbm", "poisson");
  }
}
