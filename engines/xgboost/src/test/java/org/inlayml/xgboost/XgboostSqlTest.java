// SPDX-License-Identifier: Apache-2.0
package org.inlayml.xgboost;

import org.inlayml.engine.SqlContract;

class XgboostSqlTest extends SqlContract {
  XgboostSqlTest() {
    super("xgboost", "count:poisson");
  }
}
