// SPDX-License-Identifier: Apache-2.0

/** Learners that compare rows with training rows by a kernel. */
@NullMarked
package org.inlayml.learning.learner.kernel;

import org.jspecify.annotations.NullMarked;
