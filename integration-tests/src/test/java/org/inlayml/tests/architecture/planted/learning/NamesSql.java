// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.architecture.planted.learning;

import java.sql.Connection;

interface NamesSql {
  Connection connection();
}
