// SPDX-License-Identifier: Apache-2.0

/** SQL scripts that say what they expect, and the SQL in the documentation. */
@NullMarked
package org.inlayml.tests.golden;

import org.jspecify.annotations.NullMarked;
