// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.dialect;

/** The call of a routine while it runs, as the engine sees it. Thread-safe. */
public interface RunningCall {
  /** The engine's object for the database, one for all its sessions. */
  Object database();

  /** Whether the client has cancelled the calling statement, or the time given it is up. */
  boolean isCancelled();

  /** Stops the statement that the routine itself runs at this moment, if any. */
  void stopStatement();

  /** To be called when the routine ends: no later statement shall be taken for a cancelled one. */
  void end();
}
