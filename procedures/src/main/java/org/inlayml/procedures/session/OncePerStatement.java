// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.session;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.inlayml.procedures.dialect.Dialect;
import org.jspecify.annotations.Nullable;

/**
 * The rows that the last writing call of a thread gave, for as long as the statement lasts that it
 * was made in. Thread-safe: kept per thread. Only classes of the JDK are kept, so that no thread of
 * the host keeps ours.
 */
final class OncePerStatement {
  private static final int SESSION = 0;
  private static final int TIME = 1;
  private static final int CALL = 2;
  private static final int ROWS = 3;

  private static final ThreadLocal<Object @Nullable []> LAST = new ThreadLocal<>();

  private OncePerStatement() {}

  /** The rows of the same call earlier in the same statement; null where there was none. */
  @SuppressWarnings("unchecked") // put there by remember
  static @Nullable List<List<@Nullable Object>> known(
      Dialect dialect, @Nullable Object session, List<? extends @Nullable Object> call) {
    Object @Nullable [] last = LAST.get();
    boolean same =
        session != null
            && last != null
            && ((WeakReference<Object>) last[SESSION]).refersTo(session)
            && dialect.isNow(session, last[TIME])
            && call.equals(last[CALL]);
    if (!same) {
      LAST.remove();
    }
    return same && last != null ? (List<List<@Nullable Object>>) last[ROWS] : null;
  }

  /** To be called by the routine when it has run its last statement. */
  static void remember(
      Dialect dialect,
      @Nullable Object session,
      List<? extends @Nullable Object> call,
      List<List<@Nullable Object>> rows) {
    if (session != null) {
      LAST.set(
          new Object[] {
            new WeakReference<>(session),
            dialect.now(session),
            Collections.unmodifiableList(new ArrayList<>(call)),
            rows
          });
    }
  }
}
