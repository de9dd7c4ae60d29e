// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.dialect;

import java.lang.StackWalker.StackFrame;
import java.sql.SQLException;
import java.util.Enumeration;
import java.util.List;
import java.util.ResourceBundle;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.hsqldb.error.ErrorCode;
import org.hsqldb.result.Result;
import org.inlayml.learning.error.MlException;
import org.jspecify.annotations.Nullable;

/**
 * Gets SQLSTATE and text of an error out of a Java routine. HSQLDB 2.7.4 replaces whatever a
 * routine throws by its own error 46000, which is all that a client of a server sees, but it takes
 * state and text of that error from a resource bundle, on the same thread, at once. This bundle
 * stands in front of that one and answers with the error that Inlay is about to throw. See
 * HsqldbErrorsTest.
 *
 * <p>So that no other error is ever relabelled, a text waits only where nothing but Inlay's code is
 * between here and HSQLDB's call of the routine, and is used only by that very call: same depth of
 * the stack.
 */
final class HsqldbErrors {
  private static final String KEY = String.valueOf(ErrorCode.X_46000);
  private static final String CALL_CLASS = "org.hsqldb.Routine";
  private static final String CALL_METHOD = "invokeJavaMethod";
  private static final int NONE = -1;
  private static final String OWN = HsqldbAllowList.entry().replace("*", "");
  private static final ThreadLocal<@Nullable Waiting> WAITING = new ThreadLocal<>();

  /**
   * An error on its way; {@code depth} is how many stack frames HSQLDB's call of the routine has.
   */
  private record Waiting(String text, int depth) {}

  private HsqldbErrors() {}

  /** The exception to throw; its state and text reach the client. */
  static SQLException outward(
      @Nullable String sqlState, int number, @Nullable String message, Throwable cause) {
    String state = sqlState == null || sqlState.length() != 5 ? "HY000" : sqlState;
    String text = message == null || message.isBlank() ? "no message" : message.strip();
    SQLException outward = new SQLException(text, state, number, cause);
    int depth = callDepth(HsqldbErrors::isTransparent);
    if (depth != NONE) {
      try {
        HsqldbInternals.replaceErrorTexts(HsqldbErrors::inFrontOf);
        // HSQLDB appends ": " and the name of the routine
        String end = text.endsWith(".") ? " Raised by" : ". Raised by";
        WAITING.set(new Waiting(state + " " + text + end, depth));
      } catch (MlException e) {
        // the client will see 46000; in this JVM the cause still tells
        outward.addSuppressed(e);
      }
    }
    return outward;
  }

  /** The error in a result; here, since {@link HsqldbDialect} must load where HSQLDB is absent. */
  static SQLException of(Result result) {
    return new SQLException(
        result.getMainString(),
        result.getSubString(),
        result.getErrorCode(),
        result.getException());
  }

  private static ResourceBundle inFrontOf(ResourceBundle bundle) {
    return bundle instanceof Texts ? bundle : new Texts(bundle);
  }

  /** Depth of the stack at HSQLDB's call of the routine, where only such frames are above it. */
  private static int callDepth(Predicate<String> transparent) {
    return StackWalker.getInstance().walk(frames -> callDepth(frames, transparent));
  }

  private static int callDepth(Stream<StackFrame> stack, Predicate<String> transparent) {
    List<StackFrame> frames = stack.toList();
    for (int i = 0; i < frames.size(); i++) {
      String type = frames.get(i).getClassName();
      if (type.equals(CALL_CLASS) && frames.get(i).getMethodName().equals(CALL_METHOD)) {
        return frames.size() - i;
      }
      if (!transparent.test(type)) {
        return NONE;
      }
    }
    return NONE;
  }

  private static boolean isTransparent(String type) {
    return type.startsWith(OWN) || type.startsWith("java.") || type.startsWith("jdk.");
  }

  private static boolean isErrorText(String type) {
    return isTransparent(type)
        || type.startsWith("org.hsqldb.error.")
        || type.startsWith("org.hsqldb.resources.");
  }

  private static final class Texts extends ResourceBundle {
    Texts(ResourceBundle bundle) {
      setParent(bundle);
    }

    @Override
    protected @Nullable Object handleGetObject(String key) {
      Waiting waiting = key.equals(KEY) ? WAITING.get() : null;
      if (waiting == null) {
        return null; // the parent answers
      }
      WAITING.remove();
      return callDepth(HsqldbErrors::isErrorText) == waiting.depth() ? waiting.text() : null;
    }

    @Override
    public Enumeration<String> getKeys() {
      return parent.getKeys();
    }
  }
}
