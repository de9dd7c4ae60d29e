// SPDX-License-Identifier: Apache-2.0

/** Learners that weigh the densities of the classes against each other. */
@NullMarked
package org.inlayml.learning.learner.bayes;

import org.jspecify.annotations.NullMarked;
