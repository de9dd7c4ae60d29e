// SPDX-License-Identifier: Apache-2.0

/** The Flyway migrations for H2; what is not SQL, since it depends on the user who installs. */
@NullMarked
package org.inlayml.migration.h2;

import org.jspecify.annotations.NullMarked;
