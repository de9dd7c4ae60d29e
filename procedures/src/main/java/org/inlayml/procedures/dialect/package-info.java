// SPDX-License-Identifier: Apache-2.0

/** The only code that knows H2 and HSQLDB. */
@NullMarked
package org.inlayml.procedures.dialect;

import org.jspecify.annotations.NullMarked;
