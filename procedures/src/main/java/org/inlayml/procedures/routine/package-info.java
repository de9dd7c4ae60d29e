// SPDX-License-Identifier: Apache-2.0

/** One class a SQL routine, and the list of them. */
@NullMarked
package org.inlayml.procedures.routine;

import org.jspecify.annotations.NullMarked;
