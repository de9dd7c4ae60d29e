// SPDX-License-Identifier: Apache-2.0
/** The contract that Inlay keeps on every database. */
@NullMarked
package org.inlayml.tests;

import org.jspecify.annotations.NullMarked;
