// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.dialect;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.h2.command.Command;
import org.h2.engine.SessionLocal;
import org.jspecify.annotations.Nullable;

/**
 * A call in H2, which marks a cancelled command and sets a deadline, but looks at neither while
 * Java code runs. Both are taken when the call begins, since H2 forgets them as soon as the routine
 * runs a statement. Thread-safe.
 *
 * <p>CANCEL_SESSION is seen until then only: H2 looks for the command in the session.
 */
final class H2RunningCall implements RunningCall {
  private final SessionLocal session;
  private final @Nullable Command caller;
  private final long deadline;
  private final Set<Command> stopped = ConcurrentHashMap.newKeySet();

  H2RunningCall(SessionLocal session) {
    this.session = session;
    caller = session.getCurrentCommand();
    deadline = session.getCancel();
  }

  @Override
  public Object database() {
    return session.getDatabase();
  }

  @Override
  public boolean isCancelled() {
    if (deadline != 0 && System.nanoTime() - deadline >= 0) {
      return true;
    }
    if (caller != null
        && CancelMark.OF_COMMAND != null
        && (boolean) CancelMark.OF_COMMAND.getVolatile(caller)) {
      stopped.add(caller);
      return true;
    }
    return false;
  }

  @Override
  public void stopStatement() {
    Command command = session.getCurrentCommand();
    // what cannot be taken back would stop the next execution of the same text
    if (command != null && command != caller && CancelMark.OF_COMMAND != null) {
      stopped.add(command);
      command.cancel();
    }
  }

  /** H2 takes a mark away only where it looks at it, and executes a command again. */
  @Override
  public void end() {
    if (CancelMark.OF_COMMAND != null) {
      for (Command command : stopped) {
        CancelMark.OF_COMMAND.setVolatile(command, false);
      }
    }
  }

  /** The mark of a cancelled command, which H2 does not show. */
  private static final class CancelMark {
    private static final @Nullable VarHandle OF_COMMAND = ofCommand();

    private static @Nullable VarHandle ofCommand() {
      try {
        return MethodHandles.privateLookupIn(Command.class, MethodHandles.lookup())
            .findVarHandle(Command.class, "cancel", boolean.class);
      } catch (ReflectiveOperationException | RuntimeException e) {
        return null; // another H2: ML_CANCEL and the deadline remain
      }
    }
  }
}
