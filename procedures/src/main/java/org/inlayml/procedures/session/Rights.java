// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.session;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.inlayml.learning.error.MlError;
import org.inlayml.learning.error.MlException;
import org.inlayml.procedures.dialect.Dialect;
import org.inlayml.store.registry.ModelReference;
import org.inlayml.store.registry.Permission;
import org.inlayml.store.registry.Permissions;
import org.inlayml.store.registry.Privilege;
import org.inlayml.store.registry.Project;
import org.inlayml.store.registry.Registry;

/**
 * Whether the user who calls may do something with a project: its owner and administrators may do
 * everything, others what was granted to them, to a role of theirs, or to PUBLIC. Models that
 * belong to no project are everybody's. Stateless, thread-safe.
 */
public final class Rights {
  private Rights() {}

  /**
   * What gives a user a right.
   *
   * @param user the user; empty where everybody has it
   * @param role as {@link Dialect#isStill} takes it
   */
  record Basis(String user, String role) {
    static final Basis EVERYBODY = new Basis("", Dialect.ANY_ROLE);

    static boolean holds(Dialect dialect, Object session, String user, String role) {
      return user.isEmpty() || dialect.isStill(session, user, role);
    }
  }

  /** Errors: {@link MlError#NOT_PERMITTED}. */
  public static void require(Connection connection, Project project, Privilege privilege)
      throws SQLException {
    require(connection, project.id(), project.name(), project.owner(), privilege);
  }

  /** Whether the user has a privilege. */
  public static boolean has(Connection connection, Project project, Privilege privilege)
      throws SQLException {
    return basis(connection, project.id(), project.owner(), privilege).isPresent();
  }

  /**
   * As {@link Registry#change}, by a user who may.
   *
   * <p>Errors: {@link MlError#PROJECT_NOT_FOUND}, {@link MlError#NOT_PERMITTED}.
   */
  public static Project change(Connection connection, String name, Privilege privilege)
      throws SQLException {
    Registry registry = new Registry(connection);
    require(connection, registry.get(name), privilege);
    Project project = registry.change(name);
    // another session may have taken the right away before this one had the lock
    require(connection, project, privilege);
    return project;
  }

  /** Errors: {@link MlError#NOT_PERMITTED}. */
  static Basis require(Connection connection, ModelReference model, Privilege privilege)
      throws SQLException {
    if (model.version().isEmpty()) {
      return Basis.EVERYBODY;
    }
    ModelReference.Version version = model.version().get();
    return require(connection, version.projectId(), version.project(), version.owner(), privilege);
  }

  private static Basis require(
      Connection connection, long project, String name, String owner, Privilege privilege)
      throws SQLException {
    Optional<Basis> basis = basis(connection, project, owner, privilege);
    if (basis.isEmpty()) {
      throw refusal(connection, project, name, owner, privilege);
    }
    return basis.get();
  }

  private static Optional<Basis> basis(
      Connection connection, long project, String owner, Privilege privilege) throws SQLException {
    Dialect dialect = Dialect.of(connection);
    String user = dialect.user(connection);
    if (owner.equals(user)) {
      return Optional.of(new Basis(user, Dialect.ANY_ROLE));
    } else if (dialect.isAdministrator(connection)) {
      return Optional.of(new Basis(user, Dialect.ADMINISTRATOR));
    }
    List<String> grantees =
        new Permissions(connection)
            .of(project).stream()
                .filter(permission -> permission.privilege().implies(privilege))
                .map(Permission::grantee)
                .toList();
    if (grantees.contains(user) || grantees.contains(Permission.EVERYBODY)) {
      return Optional.of(new Basis(user, Dialect.ANY_ROLE));
    }
    if (grantees.isEmpty()) {
      return Optional.empty();
    }
    Set<String> roles = dialect.roles(connection);
    return grantees.stream().filter(roles::contains).findFirst().map(role -> new Basis(user, role));
  }

  private static MlException refusal(
      Connection connection, long project, String name, String owner, Privilege privilege)
      throws SQLException {
    List<String> granters = new ArrayList<>();
    granters.add("Its owner '" + owner + "'");
    for (Permission permission : new Permissions(connection).of(project)) {
      if (permission.privilege() == Privilege.OWN) {
        granters.add("'" + permission.grantee() + "'");
      }
    }
    return MlError.NOT_PERMITTED.with(
        Dialect.of(connection).user(connection),
        privilege.text(),
        name,
        String.join(", ", granters) + " or an administrator");
  }
}
