// SPDX-License-Identifier: Apache-2.0

/** The one way to statements: names quoted, values bound. */
@NullMarked
package org.inlayml.store.sql;

import org.jspecify.annotations.NullMarked;
