// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.dialect;

/** A call on a connection to a server, where the engine cannot be seen; no routine ever has one. */
record UnseenCall(Object database) implements RunningCall {
  @Override
  public boolean isCancelled() {
    return false;
  }

  @Override
  public void stopStatement() {
    // there is none to be seen
  }

  @Override
  public void end() {
    // nothing was stopped
  }
}
