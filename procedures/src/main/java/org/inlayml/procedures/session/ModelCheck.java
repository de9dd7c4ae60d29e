// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.session;

import java.sql.SQLException;
import org.inlayml.store.LoadedModel;

/** Refuses models that must not answer, with an error that says why. Thread-safe. */
@FunctionalInterface
public interface ModelCheck {
  /** May run statements that read; runs whenever a model is looked up to answer. */
  void require(Session session, LoadedModel model) throws SQLException;
}
