// SPDX-License-Identifier: Apache-2.0

/** A small JSON reader and writer, lenient where the engines' own JSON functions are sloppy. */
@NullMarked
package org.inlayml.learning.json;

import org.jspecify.annotations.NullMarked;
