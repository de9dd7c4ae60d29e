// SPDX-License-Identifier: Apache-2.0

/** Learners that answer by what the nearest rows, or centres, have. */
@NullMarked
package org.inlayml.learning.learner.neighbor;

import org.jspecify.annotations.NullMarked;
