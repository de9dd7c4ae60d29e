// SPDX-License-Identifier: Apache-2.0

/** Which model scored which row: the log of predictions and what tells rows apart. */
@NullMarked
package org.inlayml.procedures.lineage;

import org.jspecify.annotations.NullMarked;
