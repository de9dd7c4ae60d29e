// SPDX-License-Identifier: Apache-2.0

/** Predictors to bytes and back. */
@NullMarked
package org.inlayml.store.codec;

import org.jspecify.annotations.NullMarked;
