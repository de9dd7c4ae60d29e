// SPDX-License-Identifier: Apache-2.0

/** Learners that end in the family Linear, and the solvers that they share. */
@NullMarked
package org.inlayml.learning.learner.linear;

import org.jspecify.annotations.NullMarked;
