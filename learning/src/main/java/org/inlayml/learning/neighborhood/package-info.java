// SPDX-License-Identifier: Apache-2.0

/** The exact search for the nearest of many points. */
@NullMarked
package org.inlayml.learning.neighborhood;

import org.jspecify.annotations.NullMarked;
