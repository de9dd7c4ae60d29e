// SPDX-License-Identifier: Apache-2.0

/** The model families: small immutable records that hold what was learnt and can predict. */
@NullMarked
package org.inlayml.learning.family;

import org.jspecify.annotations.NullMarked;
