// SPDX-License-Identifier: Apache-2.0
/** The SQL routines. */
@NullMarked
package org.inlayml.procedures;

import org.jspecify.annotations.NullMarked;
