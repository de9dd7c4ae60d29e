// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.registry;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.MlException;
import org.inlayml.learning.error.Suggestion;
import org.inlayml.procedures.session.Rights;
import org.inlayml.procedures.session.Session;
import org.inlayml.store.registry.Audit;
import org.inlayml.store.registry.Permission;
import org.inlayml.store.registry.Permissions;
import org.inlayml.store.registry.Privilege;
import org.inlayml.store.registry.Project;
import org.inlayml.store.registry.Registry;

/** Grants and revokes privileges on projects, in the caller's transaction. Not thread-safe. */
public final class Granting {
  private final Session session;
  private final Connection connection;
  private final Permissions permissions;

  public Granting(Session session) {
    this.session = session;
    connection = session.connection();
    permissions = new Permissions(connection);
  }

  /**
   * Grants; what was granted before stays.
   *
   * <p>Errors: {@link MlError#PROJECT_NOT_FOUND}, {@link MlError#NOT_PERMITTED}, {@link
   * MlError#GRANTEE_NOT_FOUND}, {@link MlError#INVALID_ARGUMENT}.
   *
   * @return the real name of the grantee
   */
  public String grant(String projectName, String grantee, String privilegeName)
      throws SQLException {
    Privilege privilege = privilege("ML_GRANT", privilegeName);
    Project project = change(projectName);
    List<String> known = session.dialect().grantees(connection);
    String name =
        grantee.equalsIgnoreCase(Permission.EVERYBODY)
            ? Permission.EVERYBODY
            : real(grantee, known).orElseThrow(() -> notFound(grantee, known));
    Permission permission = new Permission(name, privilege);
    if (!permissions.of(project.id()).contains(permission)) {
      permissions.add(project, permission, session.dialect().user(connection));
    }
    audit("ML_GRANT", project, permission);
    return name;
  }

  /**
   * Revokes what was granted, also to a user or role that exists no more.
   *
   * <p>Errors: {@link MlError#PROJECT_NOT_FOUND}, {@link MlError#NOT_PERMITTED}, {@link
   * MlError#NOT_GRANTED}, {@link MlError#INVALID_ARGUMENT}.
   *
   * @return the real name of the grantee
   */
  public String revoke(String projectName, String grantee, String privilegeName)
      throws SQLException {
    Privilege privilege = privilege("ML_REVOKE", privilegeName);
    Project project = change(projectName);
    List<Permission> granted = permissions.of(project.id());
    String name =
        grantee.equalsIgnoreCase(Permission.EVERYBODY)
            ? Permission.EVERYBODY
            : real(grantee, granted.stream().map(Permission::grantee).toList()).orElse(grantee);
    Permission permission = new Permission(name, privilege);
    if (!granted.contains(permission)) {
      throw MlError.NOT_GRANTED.with(privilege.text(), project.name(), name);
    }
    permissions.remove(project, permission);
    audit("ML_REVOKE", project, permission);
    return name;
  }

  /** The project's row is the lock, and what sessions watch that have its models open. */
  private Project change(String name) throws SQLException {
    new Registry(connection).lock();
    return Rights.change(connection, name, Privilege.OWN);
  }

  private static Privilege privilege(String routine, String name) {
    return Privilege.of(name)
        .orElseThrow(
            () ->
                MlError.INVALID_ARGUMENT.with(
                    "privilege",
                    routine,
                    "'" + name + "'",
                    "one of train, deploy, predict, read and own"));
  }

  /** A name as it is written, or else as SQL reads it without quotes. */
  private static Optional<String> real(String written, Collection<String> known) {
    if (known.contains(written)) {
      return Optional.of(written);
    }
    return Optional.of(written.toUpperCase(Locale.ROOT)).filter(known::contains);
  }

  /** Only administrators may learn who the users are. */
  private MlException notFound(String grantee, List<String> known) {
    boolean shown;
    try {
      shown = session.dialect().isAdministrator(connection);
    } catch (SQLException e) {
      shown = false;
    }
    String suggestion = shown ? Suggestion.nearest(grantee, known) : "";
    return MlError.GRANTEE_NOT_FOUND.with(grantee, suggestion);
  }

  private void audit(String routine, Project project, Permission permission) throws SQLException {
    new Audit(connection, session.dialect().user(connection))
        .record(
            routine,
            project.name(),
            OptionalInt.empty(),
            Map.of("grantee", permission.grantee(), "privilege", permission.privilege().text()));
  }
}
