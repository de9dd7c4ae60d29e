// SPDX-License-Identifier: Apache-2.0

/** Columnar, immutable tables: what a SQL relation becomes before anything is learnt from it. */
@NullMarked
package org.inlayml.learning.table;

import org.jspecify.annotations.NullMarked;
