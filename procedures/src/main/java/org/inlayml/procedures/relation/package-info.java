// SPDX-License-Identifier: Apache-2.0

/** Relations as arguments: naming, reading into tables, and writing results into new ones. */
@NullMarked
package org.inlayml.procedures.relation;

import org.jspecify.annotations.NullMarked;
