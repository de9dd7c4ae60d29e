// SPDX-License-Identifier: Apache-2.0

/** The Flyway migrations for HSQLDB; what is not SQL, since it depends on the user who installs. */
@NullMarked
package org.inlayml.migration.hsqldb;

import org.jspecify.annotations.NullMarked;
