// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.dialect;

import org.hsqldb.persist.HsqlDatabaseProperties;
import org.inlayml.learning.error.MlError;

/**
 * The list of Java methods that HSQLDB lets SQL call. Without an entry for Inlay there, no routine
 * can be created, and no file database that has some can be opened. Thread-safe.
 */
public final class HsqldbAllowList {
  private static final String PROPERTY = "hsqldb.method_class_names";
  // from our own name, so that it is right where Inlay was relocated into another package, too
  private static final String ENTRY = parent(HsqldbAllowList.class.getPackageName()) + ".*";

  private HsqldbAllowList() {}

  /** The entry that allows the routines: a package with {@code .*}. */
  public static String entry() {
    return ENTRY;
  }

  /** Whether HSQLDB in this JVM lets SQL call the routines. */
  public static boolean isAllowed() {
    return HsqlDatabaseProperties.supportsJavaMethod(
        HsqldbPositional.class.getName() + ".mlPredict");
  }

  /**
   * Allows the routines in this JVM, also when a database is already open; does nothing where they
   * are allowed.
   *
   * <p>Errors: {@link MlError#ENGINE_CLOSED} where HSQLDB has read its list already and does not
   * let us add to it. The system property {@code hsqldb.method_class_names} always helps.
   */
  public static void allow() {
    allowEarly();
    if (!isAllowed()) {
      HsqldbInternals.allowJavaMethods(ENTRY);
    }
  }

  /** Sets the system property, which HSQLDB reads once, when the first database is opened. */
  static void allowEarly() {
    String present = System.getProperty(PROPERTY, "");
    if (!(";" + present + ";").contains(";" + ENTRY + ";")) {
      System.setProperty(PROPERTY, present.isEmpty() ? ENTRY : present + ";" + ENTRY);
    }
  }

  private static String parent(String packageName) {
    return packageName.substring(0, packageName.lastIndexOf('.'));
  }
}
