// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.dialect;

import java.util.Arrays;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.function.UnaryOperator;
import org.hsqldb.Session;
import org.hsqldb.SessionContext;
import org.hsqldb.Statement;
import org.hsqldb.error.Error;
import org.hsqldb.lib.HashSet;
import org.hsqldb.lib.HsqlArrayList;
import org.hsqldb.lib.HsqlDeque;
import org.hsqldb.persist.HsqlDatabaseProperties;
import org.hsqldb.resources.ResourceBundleHandler;
import org.inlayml.learning.error.MlError;

/**
 * All of HSQLDB 2.7.4 that has to be read or set although it is not public.
 *
 * <p>Errors: every method fails with {@link MlError#ENGINE_CLOSED}.
 */
final class HsqldbInternals {
  private static final HsqldbField ALLOWED =
      HsqldbField.of(HsqlDatabaseProperties.class, "accessibleJavaMethodNames");
  private static final HsqldbField BUNDLE_HANDLE = HsqldbField.of(Error.class, "bundleHandle");
  private static final HsqldbField BUNDLES =
      HsqldbField.of(ResourceBundleHandler.class, "bundleList");
  private static final HsqldbField BUNDLES_MUTEX =
      HsqldbField.of(ResourceBundleHandler.class, "mutex");
  private static final HsqldbField READ_ONLY = HsqldbField.of(SessionContext.class, "isReadOnly");
  private static final HsqldbField ARGUMENTS =
      HsqldbField.of(SessionContext.class, "dynamicArguments");
  private static final HsqldbField STACK = HsqldbField.of(SessionContext.class, "stack");
  private static final HsqldbField ACTION_INDEX = HsqldbField.of(Session.class, "actionIndex");
  private static final HsqldbField ACTION_START = HsqldbField.of(Session.class, "actionStartSCN");
  private static final HsqldbField STATEMENT_START =
      HsqldbField.of(Session.class, "statementStartSCN");
  private static final HsqldbField STOPPED = HsqldbField.of(Session.class, "abortAction");
  private static final HsqldbField TIMEOUT = HsqldbField.of(Session.class, "timeoutManager");
  private static final HsqldbField TIMEOUT_MILLISECONDS = ofTimeout("currentTimeout");
  private static final HsqldbField TIMEOUT_BEGIN = ofTimeout("checkTimestamp");
  private static final HsqldbField TIMEOUT_STATEMENT = ofTimeout("checkTimestampSCN");

  /**
   * Where the changes of a statement begin in the list of the transaction's changes. HSQLDB forgets
   * it as soon as another statement runs within, from a routine or a trigger; when the outer one
   * then fails, it keeps some of its rows, or puts holes into that list.
   *
   * @param transaction changes when a commit, such as that of DDL, has emptied the list
   */
  record StatementStart(int index, long time, long transaction) {
    static StatementStart of(Session session) {
      return new StatementStart(
          (int) ACTION_INDEX.open().get(session),
          (long) ACTION_START.open().get(session),
          session.getTransactionSCN());
    }

    void restore(Session session) {
      int present = transaction == session.getTransactionSCN() ? index : 0;
      ACTION_INDEX.open().set(session, present);
      ACTION_START.open().set(session, time);
    }
  }

  private HsqldbInternals() {}

  /** Adds to the list of Java methods that SQL may call. */
  @SuppressWarnings("unchecked") // the type in HSQLDB's source
  static void allowJavaMethods(String entry) {
    ((HashSet<String>) ALLOWED.get(null)).add(entry);
  }

  /** Puts another bundle in the place of the one that holds the error texts. */
  @SuppressWarnings("unchecked") // the type in HSQLDB's source
  static void replaceErrorTexts(UnaryOperator<ResourceBundle> replacement) {
    int handle = (Integer) BUNDLE_HANDLE.get(null);
    HsqlArrayList<ResourceBundle> bundles = (HsqlArrayList<ResourceBundle>) BUNDLES.get(null);
    synchronized (BUNDLES_MUTEX.get(null)) {
      bundles.set(handle, replacement.apply(bundles.get(handle)));
    }
  }

  static boolean isReadOnly(SessionContext context) {
    return (Boolean) READ_ONLY.get(context);
  }

  static void setReadOnly(SessionContext context, boolean readOnly) {
    READ_ONLY.set(context, readOnly);
  }

  static Object dynamicArguments(SessionContext context) {
    return ARGUMENTS.get(context);
  }

  static void setDynamicArguments(SessionContext context, Object arguments) {
    ARGUMENTS.set(context, arguments);
  }

  private static HsqldbField ofTimeout(String name) {
    Class<?> manager =
        Arrays.stream(Session.class.getDeclaredClasses())
            .filter(type -> type.getSimpleName().equals("TimeoutManager"))
            .findFirst()
            .orElse(Session.class);
    return HsqldbField.of(manager, name);
  }

  /**
   * When the query timeout of the statement that runs now ends, in milliseconds since 1970; 0 where
   * it has none.
   */
  static long deadline(Session session) {
    Object timeout = TIMEOUT.get(session);
    int milliseconds = (Integer) TIMEOUT_MILLISECONDS.get(timeout);
    boolean ofThisStatement = (Long) TIMEOUT_STATEMENT.get(timeout) == statementStart(session);
    return milliseconds > 0 && ofThisStatement
        ? (Long) TIMEOUT_BEGIN.get(timeout) + milliseconds
        : 0;
  }

  /** Which statement of the session runs now, in numbers that HSQLDB gives them. */
  static long statementStart(Session session) {
    return (Long) STATEMENT_START.get(session);
  }

  /** Whether the statement that runs now is to end. */
  static boolean isStopped(Session session) {
    return (Boolean) STOPPED.get(session);
  }

  /** Whether the connection was read-only when the client's statement began. */
  static boolean wasReadOnly(SessionContext context) {
    HsqlDeque<?> stack = (HsqlDeque<?>) STACK.get(context);
    boolean autoCommitSeen = false;
    for (int i = 0; i < stack.size(); i++) {
      // the lowest frame is first; of its truth values isAutoCommit comes first, then isReadOnly
      if (stack.get(i) instanceof Boolean truth) {
        if (autoCommitSeen) {
          return truth;
        }
        autoCommitSeen = true;
      }
    }
    return isReadOnly(context);
  }

  /** Whether the connection committed by itself when the client's statement began. */
  static boolean wasAutoCommit(SessionContext context) {
    HsqlDeque<?> stack = (HsqlDeque<?>) STACK.get(context);
    for (int i = 0; i < stack.size(); i++) {
      if (stack.get(i) instanceof Boolean truth) {
        return truth;
      }
    }
    return false;
  }

  /** The statement of the client within which routines run. */
  static Optional<Statement> outermost(SessionContext context) {
    HsqlDeque<?> stack = (HsqlDeque<?>) STACK.get(context);
    for (int i = 0; i < stack.size(); i++) {
      if (stack.get(i) instanceof Statement statement) {
        return Optional.of(statement);
      }
    }
    return Optional.empty();
  }

  /** The statement that called the routine that runs now. */
  static Optional<Statement> caller(SessionContext context) {
    HsqlDeque<?> stack = (HsqlDeque<?>) STACK.get(context);
    for (int i = stack.size() - 1; i >= 0; i--) {
      if (stack.get(i) instanceof Statement statement) {
        return Optional.of(statement);
      }
    }
    return Optional.empty();
  }
}
