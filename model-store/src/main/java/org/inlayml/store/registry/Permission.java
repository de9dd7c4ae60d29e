// SPDX-License-Identifier: Apache-2.0
package org.inlayml.store.registry;

/**
 * A privilege that was granted on a project. Immutable, thread-safe.
 *
 * @param grantee user or role, or {@link #EVERYBODY}
 */
public record Permission(String grantee, Privilege privilege) {
  /** The grantee that every user is. */
  public static final String EVERYBODY = "PUBLIC";
}
