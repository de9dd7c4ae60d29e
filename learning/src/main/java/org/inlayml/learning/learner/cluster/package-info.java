// SPDX-License-Identifier: Apache-2.0

/** Learners that find groups of rows. */
@NullMarked
package org.inlayml.learning.learner.cluster;

import org.jspecify.annotations.NullMarked;
