// SPDX-License-Identifier: Apache-2.0

/** Models that are loaded, shared by all sessions of the JVM. */
@NullMarked
package org.inlayml.store.cache;

import org.jspecify.annotations.NullMarked;
