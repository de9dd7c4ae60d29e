// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.registry;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.inlayml.store.sql.Sql;

/**
 * The table {@code ML.PERMISSION}, within the caller's transaction and with the caller's rights. It
 * is read after, and written under the lock of, the project's row. Not thread-safe.
 */
public final class Permissions {
  private final Sql sql;

  /**
   * @param connection the caller's; stays open
   */
  public Permissions(Connection connection) {
    sql = new Sql(connection);
  }

  /** What was granted on a project; a privilege that this Inlay does not know gives no right. */
  public List<Permission> of(long project) throws SQLException {
    List<Permission> permissions = new ArrayList<>();
    sql.query(
        "SELECT GRANTEE, PRIVILEGE FROM ML.PERMISSION WHERE PROJECT_ID = ? ORDER BY 1, 2",
        List.of(project),
        row -> {
          String grantee = row.getString(1);
          Privilege.of(row.getString(2))
              .ifPresent(privilege -> permissions.add(new Permission(grantee, privilege)));
          return grantee;
        });
    return permissions;
  }

  /** Adds a permission that is not there yet. The project is locked. */
  public void add(Project project, Permission permission, String user) throws SQLException {
    sql.update(
        """
        INSERT INTO ML.PERMISSION (PROJECT_ID, GRANTEE, PRIVILEGE, GRANTED_AT, GRANTED_BY)
        VALUES (?, ?, ?, ?, ?)
        """,
        List.of(
            project.id(),
            permission.grantee(),
            permission.privilege().text(),
            Moments.now(),
            user));
  }

  /** Takes a permission away. The project is locked. */
  public void remove(Project project, Permission permission) throws SQLException {
    sql.update(
        "DELETE FROM ML.PERMISSION WHERE PROJECT_ID = ? AND GRANTEE = ? AND PRIVILEGE = ?",
        List.of(project.id(), permission.grantee(), permission.privilege().text()));
  }
}
