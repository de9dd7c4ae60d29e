// SPDX-License-Identifier: Apache-2.0

/** The rows of the catalog tables. */
@NullMarked
package org.inlayml.store.catalog;

import org.jspecify.annotations.NullMarked;
