// SPDX-License-Identifier: Apache-2.0
package org.inlayml.procedures.dialect;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hsqldb.Session;
import org.hsqldb.lib.Iterator;
import org.hsqldb.lib.OrderedHashSet;
import org.hsqldb.rights.Grantee;

/**
 * Users and roles of HSQLDB. Asked of the engine's objects, so that no table is locked. Stateless.
 */
final class HsqldbGrantees {
  private HsqldbGrantees() {}

  static Set<String> roles(Session session) {
    Set<String> roles = new HashSet<>();
    OrderedHashSet<Grantee> granted = session.getUser().getAllRoles();
    for (int i = 0; i < granted.size(); i++) {
      roles.add(granted.get(i).getName().name);
    }
    return roles;
  }

  static List<String> all(Session session) {
    List<String> names = new ArrayList<>();
    for (Iterator<Grantee> all = session.database.getGranteeManager().getGrantees().iterator();
        all.hasNext(); ) {
      names.add(all.next().getName().name);
    }
    return names;
  }

  static boolean isStill(Session session, String user, String role) {
    return session.getUsername().equals(user)
        && switch (role) {
          case Dialect.ANY_ROLE -> true;
          case Dialect.ADMINISTRATOR -> session.isAdmin();
          default -> hasRole(session, role);
        };
  }

  private static boolean hasRole(Session session, String role) {
    OrderedHashSet<Grantee> granted = session.getUser().getAllRoles();
    for (int i = 0; i < granted.size(); i++) {
      if (granted.get(i).getName().name.equals(role)) {
        return true;
      }
    }
    return false;
  }
}
