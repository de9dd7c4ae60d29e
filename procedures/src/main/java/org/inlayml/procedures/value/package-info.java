// SPDX-License-Identifier: Apache-2.0

/** Values of rows, from JDBC or JSON, as features; answers as JSON. */
@NullMarked
package org.inlayml.procedures.value;

import org.jspecify.annotations.NullMarked;
