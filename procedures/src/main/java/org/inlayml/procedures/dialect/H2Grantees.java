// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.dialect;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.h2.engine.RightOwner;
import org.h2.engine.Role;
import org.h2.engine.SessionLocal;
import org.h2.engine.User;
import org.jspecify.annotations.Nullable;

/**
 * Users and roles of H2. Asked of the engine's objects, since INFORMATION_SCHEMA shows users nobody
 * but themselves. Stateless.
 */
final class H2Grantees {
  private H2Grantees() {}

  static Set<String> roles(SessionLocal session) {
    Set<String> roles = new HashSet<>();
    for (RightOwner owner : session.getDatabase().getAllUsersAndRoles()) {
      if (owner instanceof Role role && session.getUser().isRoleGranted(role)) {
        roles.add(role.getName());
      }
    }
    return roles;
  }

  static List<String> all(SessionLocal session) {
    List<String> names = new ArrayList<>();
    for (RightOwner owner : session.getDatabase().getAllUsersAndRoles()) {
      names.add(owner.getName());
    }
    return names;
  }

  static boolean isStill(SessionLocal session, String user, String role) {
    User caller = session.getUser();
    return caller.getName().equals(user)
        && switch (role) {
          case Dialect.ANY_ROLE -> true;
          case Dialect.ADMINISTRATOR -> caller.isAdmin();
          default -> {
            @Nullable Role granted = session.getDatabase().findRole(role);
            yield granted != null && caller.isRoleGranted(granted);
          }
        };
  }
}
