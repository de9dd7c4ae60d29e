// SPDX-License-Identifier: Apache-2.0

/** Learners that find the directions in which rows vary most. */
@NullMarked
package org.inlayml.learning.learner.decomposition;

import org.jspecify.annotations.NullMarked;
