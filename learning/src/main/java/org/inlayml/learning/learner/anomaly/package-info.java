// SPDX-License-Identifier: Apache-2.0

/** Learners that tell rows unlike the others. */
@NullMarked
package org.inlayml.learning.learner.anomaly;

import org.jspecify.annotations.NullMarked;
