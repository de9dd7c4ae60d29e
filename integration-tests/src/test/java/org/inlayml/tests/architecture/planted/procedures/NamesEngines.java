// SPDX-License-Identifier: Apache-2.0
package org.inlayml.tests.architecture.planted.procedures;

import org.h2.api.Trigger;
import org.hsqldb.types.Type;

interface NamesEngines {
  Trigger h2();

  Type hsqldb();
}
