// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.dialect;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Connects to nothing. {@link java.sql.DriverManager} loads all drivers before it opens the first
 * connection, and that is when Inlay must enter itself into HSQLDB's list of allowed methods.
 * Public because the service loader makes it; thread-safe.
 */
public final class HsqldbAllowListDriver implements Driver {
  /** Enters Inlay into the list; never fails, since other drivers load after this one. */
  public HsqldbAllowListDriver() {
    try {
      HsqldbAllowList.allowEarly();
    } catch (SecurityException e) {
      System.getLogger("org.inlayml")
          .log(System.Logger.Level.DEBUG, "cannot set the list of allowed methods", e);
    }
  }

  @Override
  public @Nullable Connection connect(String url, Properties info) {
    return null;
  }

  @Override
  public boolean acceptsURL(String url) {
    return false;
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
    return new DriverPropertyInfo[0];
  }

  @Override
  public int getMajorVersion() {
    return 0;
  }

  @Override
  public int getMinorVersion() {
    return 1;
  }

  @Override
  public boolean jdbcCompliant() {
    return false;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }
}
