// SPDX-License-Identifier: Apache-2.0

/** Named, typed, ranged and documented options: the only place where an option is described. */
@NullMarked
package org.inlayml.learning.option;

import org.jspecify.annotations.NullMarked;
