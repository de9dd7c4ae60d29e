// SPDX-License-Identifier: Apache-2.0
/** Models to bytes and back, catalog rows and the cache. */
@NullMarked
package org.inlayml.store;

import org.jspecify.annotations.NullMarked;
